import WIT

/// Writes an imported function: in Swift's terms outside, in the canonical ABI's inside.
struct ImportPrinter {
    let function: GuestFunction
    let namespace: String
    let layouts: Layouts
    let spelling: TypeSpelling
    private let plan: CallPlan
    private var names: NameScope

    init(_ function: GuestFunction, namespace: String, _ layouts: Layouts, _ spelling: TypeSpelling) {
        self.function = function
        self.namespace = namespace
        self.layouts = layouts
        self.spelling = spelling
        plan = CallPlan(function, layouts)
        names = NameScope(taken: Set(function.parameters.map(\.name)))
    }

    /// The declaration of what the host provides.
    func printExtern(module: String, in source: inout SourceText) {
        let core = signature.core(plan, isImport: true)
        let parameters = core.parameters.enumerated().map { "_ p\($0.offset): \($0.element)" }.joined(separator: ", ")
        let result = core.result.map { " -> \($0)" } ?? ""
        source.line("@_extern(wasm, module: \"\(module)\", name: \"\(function.abiName)\") @_extern(c)")
        source.line("private func \(symbol)(\(parameters))\(result)")
    }

    /// The function that guests call.
    mutating func print(in source: inout SourceText) {
        source.gap()
        source.docs(function.docs)
        let keyword =
            switch function.kind {
            case .freestanding, .staticMethod: "static func "
            case .method: "func "
            case .constructor: ""
            }
        source.block(keyword + signature.text) { printBody(in: &$0) }
    }

    private var signature: FunctionSignature {
        FunctionSignature(function: function, layouts: layouts, spelling: spelling)
    }

    private var symbol: String { FunctionSignature.symbol("import", namespace, function.abiName) }

    private mutating func printBody(in source: inout SourceText) {
        let arena = names.claim("arena")
        if needsArena {
            source.line("var \(arena) = \(spelling.sdk("Arena"))()")
            source.line("defer { \(arena).free() }")
        }
        if case .method = function.kind { source.line("defer { withExtendedLifetime(self) {} }") }
        for parameter in function.parameters where parameter.type.hasBorrow {
            source.line("defer { withExtendedLifetime(\(SwiftName.escaped(parameter.name))) {} }")
        }
        var arguments = printArguments(arena: arena, in: &source)
        let result = names.claim("result")
        switch plan.returning {
        case .nothing:
            source.line("\(symbol)(\(SourceText.list(arguments)))")
        case .direct:
            let call = "\(symbol)(\(SourceText.list(arguments)))"
            if case .constructor = function.kind {
                source.line("_handle = \(call)")
            } else if let type = function.result {
                let passing = DirectPassing(layouts: layouts, spelling: spelling)
                source.line("return \(passing.lifted([call], type))")
            }
        case .flat(_, let layout):
            let flat = names.claim("flat")
            source.line("let \(result) = \(arena).area(byteCount: \(layout.byteCount))")
            source.line("let \(flat) = \(symbol)(\(SourceText.list(arguments)))")
            var flattening = Flattening(layouts, spelling, taken: names)
            if let type = function.result { flattening.unflatten(type, [flat], at: Memory(result), in: &source) }
            printReturn(from: Memory(result), in: &source)
        case .area(let layout):
            source.line("let \(result) = \(arena).area(byteCount: \(layout.byteCount))")
            arguments.append(result)
            source.line("\(symbol)(\(SourceText.list(arguments)))")
            printReturn(from: Memory(result), in: &source)
        }
    }

    private var needsArena: Bool {
        if plan.area.byteCount > 0 || function.parameters.contains(where: { $0.type == .string }) { return true }
        switch plan.returning {
        case .nothing, .direct: return false
        case .flat, .area: return true
        }
    }

    private mutating func printArguments(arena: String, in source: inout SourceText) -> [String] {
        var arguments: [String] = []
        let area = names.claim("parameters")
        if plan.area.byteCount > 0 {
            source.line("let \(area) = \(arena).area(byteCount: \(plan.area.byteCount))")
        }
        if case .method = function.kind {
            if plan.isSpilled {
                source.line(Memory(area).store("_handle", spelling.swift("UInt32")))
            } else {
                arguments.append("_handle")
            }
        }
        var storing = ValueStoring(layouts, spelling, arena: arena, taken: names)
        var flattening = Flattening(layouts, spelling, taken: names)
        let direct = DirectPassing(layouts: layouts, spelling: spelling)
        for (parameter, passing) in zip(function.parameters, plan.passing) {
            let name = SwiftName.escaped(parameter.name)
            switch passing {
            case .direct where parameter.type == .string:
                let text = names.claim(parameter.name + "Text")
                source.line("let \(text) = \(arena).copy(\(name))")
                arguments += ["\(text).address", "\(text).byteCount"]
            case .direct: arguments.append(direct.lowered(name, parameter.type))
            case .stored(let offset, _):
                let place = Memory(area, offset)
                storing.store(name, parameter.type, at: place, in: &source)
                if !plan.isSpilled { arguments += flattening.flatten(parameter.type, at: place, in: &source) }
            }
        }
        return plan.isSpilled ? [area] : arguments
    }

    /// Ends the function with what stands in memory.
    private func printReturn(from memory: Memory, in source: inout SourceText) {
        let loading = ValueLoading(layouts: layouts, spelling: spelling)
        guard case .result(let ok, let err)? = function.result else {
            if let type = function.result { source.line("return \(loading.expression(type, at: memory))") }
            return
        }
        let payload = memory.advanced(by: layouts.variant([ok, err]).payloadOffset)
        source.line(
            "if \(memory.pointer).loadBool(at: \(memory.offset)) { throw \(loading.error(err, at: payload)) }")
        if case .constructor = function.kind {
            source.line("_handle = \(payload.load(spelling.swift("UInt32")))")
        } else if let ok {
            source.line("return \(loading.expression(ok, at: payload))")
        }
    }
}

extension GuestType {
    /// Whether a lent handle is in it.
    var hasBorrow: Bool { if case .borrow = self { true } else { parts.contains(where: \.hasBorrow) } }
}
