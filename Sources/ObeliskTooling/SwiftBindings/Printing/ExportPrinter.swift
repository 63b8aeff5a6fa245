/// Writes what the host calls of an exported function: the canonical ABI outside, the author's type inside.
struct ExportPrinter {
    let function: GuestFunction
    let interface: GuestInterface
    let layouts: Layouts
    let spelling: TypeSpelling
    private let plan: CallPlan
    private var names = NameScope()

    init(_ function: GuestFunction, of interface: GuestInterface, _ layouts: Layouts, _ spelling: TypeSpelling) {
        self.function = function
        self.interface = interface
        self.layouts = layouts
        self.spelling = spelling
        plan = CallPlan(function, layouts)
    }

    /// The function the host calls, and the one it calls when it has read the result.
    mutating func print(in source: inout SourceText) {
        let name = (interface.exportPrefix ?? "") + function.abiName
        let core = signature.core(plan, isImport: false)
        var coreNames: [[String]] = []
        var parameters: [String] = []
        if plan.isSpilled {
            coreNames = [[names.claim("parameters")]]
            parameters = ["_ \(coreNames[0][0]): \(core.parameters[0])"]
        } else {
            coreNames = claimCoreNames()
            parameters = zip(coreNames.flatMap { $0 }, core.parameters).map { "_ \($0): \($1)" }
        }
        source.gap()
        printAttributes(name, role: "export", in: &source)
        let result = core.result.map { " -> \($0)" } ?? ""
        source.block("func \(symbol("export"))(\(parameters.joined(separator: ", ")))\(result)") { source in
            printBody(coreNames, in: &source)
        }
        guard case .area = plan.returning else { return }
        source.gap()
        printAttributes("cabi_post_" + name, role: "post", in: &source)
        source.block("func \(symbol("post"))(_ result: \(spelling.swift("UnsafeMutableRawPointer")))") { source in
            source.line("\(spelling.sdk("Arena")).free(area: result)")
        }
    }

    private var signature: FunctionSignature {
        FunctionSignature(function: function, layouts: layouts, spelling: spelling)
    }

    private func symbol(_ role: String) -> String {
        FunctionSignature.symbol(role, interface.namespace, function.abiName)
    }

    private func printAttributes(_ name: String, role: String, in source: inout SourceText) {
        source.line("@_expose(wasm, \"\(name)\") @_cdecl(\"\(symbol(role))\")")
    }

    private mutating func claimCoreNames() -> [[String]] {
        function.parameters.map { parameter in
            let count = layouts.layout(of: parameter.type).flat.count
            guard count != 1 else { return [SwiftName.escaped(names.claim(parameter.name))] }
            return (0..<count).map { names.claim("\(parameter.name)_\($0)") }
        }
    }

    private mutating func printBody(_ coreNames: [[String]], in source: inout SourceText) {
        let arena = names.claim("arena")
        let needsArena: Bool =
            if case .flat = plan.returning { true } else { !plan.isSpilled && plan.area.byteCount > 0 }
        if needsArena {
            source.line("var \(arena) = \(spelling.sdk("Arena"))()")
            source.line("defer { \(arena).free() }")
        }
        let arguments = printArguments(coreNames, arena: arena, in: &source)
        let target = "\(spelling.sdk("Exports")).\(interface.namespace).\(SwiftName.escaped(function.name))"
        let call = "\(target)(\(SourceText.list(arguments)))"
        switch plan.returning {
        case .nothing: source.line(call)
        case .direct:
            guard let type = function.result else { return }
            let value = names.claim("value")
            source.line("let \(value) = \(call)")
            let passing = DirectPassing(layouts: layouts, spelling: spelling)
            source.line("return \(passing.lowered(value, type))")
        case .flat(_, let layout):
            let result = names.claim("result")
            source.line("let \(result) = \(arena).area(byteCount: \(layout.byteCount))")
            printResult(of: call, to: Memory(result), arena: arena, in: &source)
            var flattening = Flattening(layouts, spelling, taken: names)
            guard let type = function.result else { return }
            let flat = flattening.flatten(type, at: Memory(result), in: &source)
            source.line("return \(flat.first ?? "0")")
        case .area(let layout):
            let (reply, result) = (names.claim("reply"), names.claim("result"))
            source.line("var \(reply) = \(spelling.sdk("Arena"))()")
            source.line("let \(result) = \(reply).area(byteCount: \(layout.byteCount))")
            printResult(of: call, to: Memory(result), arena: reply, in: &source)
            source.line("return \(result)")
        }
    }

    private mutating func printArguments(
        _ coreNames: [[String]], arena: String, in source: inout SourceText
    ) -> [String] {
        let loading = ValueLoading(layouts: layouts, spelling: spelling)
        let direct = DirectPassing(layouts: layouts, spelling: spelling)
        let area = plan.isSpilled ? coreNames[0][0] : names.claim("parameters")
        if plan.isSpilled {
            source.line("defer { \(area).deallocate() }")
        } else if plan.area.byteCount > 0 {
            source.line("let \(area) = \(arena).area(byteCount: \(plan.area.byteCount))")
        }
        var flattening = Flattening(layouts, spelling, taken: names)
        return function.parameters.indices.map { index in
            let parameter = function.parameters[index]
            let label = "\(parameter.name): "
            switch plan.passing[index] {
            case .direct: return label + direct.lifted(coreNames[index][...], parameter.type)
            case .stored(let offset, _):
                let place = Memory(area, offset)
                if !plan.isSpilled {
                    flattening.unflatten(parameter.type, coreNames[index][...], at: place, in: &source)
                }
                return label + loading.expression(parameter.type, at: place)
            }
        }
    }

    private func printResult(of call: String, to memory: Memory, arena: String, in source: inout SourceText) {
        var storing = ValueStoring(layouts, spelling, arena: arena, taken: names)
        guard case .result(let ok, let err)? = function.result, let error = signature.error else {
            source.line("let value = \(call)")
            if let type = function.result { storing.store("value", type, at: memory, in: &source) }
            return
        }
        let payload = memory.advanced(by: layouts.variant([ok, err]).payloadOffset)
        source.block("do throws(\(error))", end: "} catch {") { source in
            source.line(ok == nil ? "try \(call)" : "let value = try \(call)")
            storing.storeDiscriminant(0, .u8, at: memory, in: &source)
            if let ok { storing.store("value", ok, at: payload, in: &source) }
        }
        source.indented { source in
            storing.storeDiscriminant(1, .u8, at: memory, in: &source)
            storing.storeError("error", err, at: payload, in: &source)
        }
        source.line("}")
    }
}
