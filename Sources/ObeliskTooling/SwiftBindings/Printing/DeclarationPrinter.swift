import WIT

/// Writes the Swift types that stand for WIT types.
struct DeclarationPrinter {
    let world: GuestWorld
    let spelling: TypeSpelling
    private var layouts: Layouts { world.layouts }

    /// The declaration, where authors read it.
    func print(_ declaration: GuestDeclaration, methods: [GuestFunction], in source: inout SourceText) {
        if case .known = declaration.shape { return printKnown(declaration, in: &source) }
        source.gap()
        source.docs(declaration.docs)
        let isError = world.errors.contains(declaration.reference)
        switch declaration.shape {
        case .record(let fields):
            let traits = conformances(fields.allSatisfy { isHashable($0.type) }, isError)
            source.block("struct \(declaration.name): \(traits)") { source in
                for field in fields {
                    source.docs(field.docs)
                    source.line("var \(SwiftName.escaped(field.name)): \(spelling.type(field.type))")
                }
            }
        case .variant(let cases):
            let traits = conformances(cases.allSatisfy { $0.payload.map { isHashable($0) } ?? true }, isError)
            source.block("enum \(declaration.name): \(traits)") { source in
                for one in cases {
                    source.docs(one.docs)
                    source.line(
                        "case \(SwiftName.escaped(one.name))\(one.payload.map { "(\(spelling.type($0)))" } ?? "")")
                }
            }
        case .enumeration(let cases):
            let raw = spelling.swift(VariantLayout.discriminant(caseCount: cases.count).swiftName)
            let traits = [
                raw, spelling.sdk("Discriminated"), spelling.swift("CaseIterable"), conformances(true, isError),
            ]
            source.block("enum \(declaration.name): \(traits.joined(separator: ", "))") { source in
                for one in cases {
                    source.docs(one.docs)
                    source.line("case \(SwiftName.escaped(one.name))")
                }
            }
        case .flags(let flags):
            let raw = spelling.swift(VariantLayout.flagBits(count: flags.count).swiftName)
            let traits = "\(spelling.swift("OptionSet")), \(conformances(true, isError))"
            source.block("struct \(declaration.name): \(traits)") { source in
                source.line("let rawValue: \(raw)")
                source.gap()
                for (bit, flag) in flags.enumerated() {
                    source.docs(flag.docs)
                    source.line(
                        "static let \(SwiftName.escaped(flag.name)) = \(declaration.name)(rawValue: 1 << \(bit))")
                }
            }
        case .resource: printResource(declaration, methods, isError: isError, in: &source)
        case .known: break
        }
    }

    /// How values of the type get into memory and out of it.
    func printGlue(_ declaration: GuestDeclaration, in source: inout SourceText) {
        let pointer = spelling.swift("UnsafeMutableRawPointer")
        let head = "fileprivate func store(to memory: \(pointer), in arena: inout \(spelling.sdk("Arena")))"
        let taken = NameScope(taken: ["memory", "arena", "self"])
        let loading = ValueLoading(layouts: layouts, spelling: spelling)
        switch declaration.shape {
        case .record(let fields):
            let parts = Array(zip(fields, layouts.offsets(of: fields.map(\.type))))
            printExtension(declaration, in: &source) { source in
                source.block("fileprivate init(loading memory: \(pointer))") { source in
                    for (field, part) in parts {
                        let value = loading.expression(field.type, at: Memory("memory", part.offset))
                        source.line("self.\(field.name) = \(value)")
                    }
                }
                source.gap()
                source.block(head) { source in
                    var storing = ValueStoring(layouts, spelling, taken: taken)
                    for (field, part) in parts {
                        storing.store("self.\(field.name)", field.type, at: Memory("memory", part.offset), in: &source)
                    }
                }
            }
        case .variant(let cases):
            printExtension(declaration, in: &source) { source in
                source.block("fileprivate init(loading memory: \(pointer))") { source in
                    printCaseLoading(cases, loading, in: &source)
                }
                source.gap()
                source.block(head) { source in
                    printCaseStoring(cases, ValueStoring(layouts, spelling, taken: taken), in: &source)
                }
            }
        case .enumeration, .flags, .resource, .known: break
        }
    }

    private func printCaseLoading(
        _ cases: [GuestDeclaration.Case], _ loading: ValueLoading, in source: inout SourceText
    ) {
        let variant = layouts.variant(cases.map(\.payload))
        source.line("switch \(Memory("memory").load(spelling.swift(variant.discriminant.swiftName))) {")
        for (index, one) in cases.enumerated() {
            // The host passes no other discriminants, so the last one needs no comparison.
            source.line(index == cases.count - 1 ? "default:" : "case \(index):")
            let payload = one.payload.map { "(\(loading.expression($0, at: Memory("memory", variant.payloadOffset))))" }
            source.indented { $0.line("self = .\(SwiftName.escaped(one.name))\(payload ?? "")") }
        }
        source.line("}")
    }

    private func printCaseStoring(
        _ cases: [GuestDeclaration.Case], _ storing: ValueStoring, in source: inout SourceText
    ) {
        let variant = layouts.variant(cases.map(\.payload))
        source.line("switch self {")
        for (index, one) in cases.enumerated() {
            source.line("case .\(SwiftName.escaped(one.name))\(one.payload == nil ? "" : "(let payload)"):")
            source.indented { source in
                var storing = storing
                storing.storeDiscriminant(index, variant.discriminant, at: Memory("memory"), in: &source)
                if let payload = one.payload {
                    storing.store("payload", payload, at: Memory("memory", variant.payloadOffset), in: &source)
                }
            }
        }
        source.line("}")
    }

    private func printExtension(
        _ declaration: GuestDeclaration, in source: inout SourceText, _ body: (inout SourceText) -> Void
    ) {
        source.gap()
        source.block("extension \(declaration.namespace).\(declaration.name)", body)
    }

    private func printKnown(_ declaration: GuestDeclaration, in source: inout SourceText) {
        let target = spelling.declared(declaration.reference)
        guard target != declaration.name else { return }
        source.gap()
        source.docs(declaration.docs)
        source.line("typealias \(declaration.name) = \(target)")
    }

    private func printResource(
        _ declaration: GuestDeclaration, _ methods: [GuestFunction], isError: Bool, in source: inout SourceText
    ) {
        let word = spelling.swift("UInt32")
        let traits = [isError ? spelling.swift("Error") : nil, "@unchecked \(spelling.swift("Sendable"))"]
        source.line("// A guest is entered by one thread only.")
        source.block("final class \(declaration.name): \(traits.compactMap { $0 }.joined(separator: ", "))") { source in
            source.line("/// The handle; 0, which is none, once it was given away.")
            source.line("fileprivate var _handle: \(word)")
            source.gap()
            source.block("fileprivate init(taking handle: \(word))") { $0.line("_handle = handle") }
            source.gap()
            source.block("deinit") { source in
                let drop = FunctionSignature.symbol("drop", declaration.namespace, declaration.reference.name)
                source.line("if _handle != 0 { \(drop)(_handle) }")
            }
            source.gap()
            source.line("/// Gives the handle away; this object is of no use after.")
            source.block("fileprivate func give() -> \(word)") { source in
                source.line("defer { _handle = 0 }")
                source.line("return _handle")
            }
            for method in methods {
                var printer = ImportPrinter(method, namespace: declaration.namespace, layouts, spelling)
                printer.print(in: &source)
            }
        }
    }

    private func conformances(_ isHashable: Bool, _ isError: Bool) -> String {
        [isHashable ? "Hashable" : nil, isError ? "Error" : nil, "Sendable"].compactMap { $0 }
            .map { spelling.swift($0) }.joined(separator: ", ")
    }

    /// Whether Swift can compare values of a type without our help: not tuples, handles and `Void`.
    private func isHashable(_ type: GuestType) -> Bool {
        switch type {
        case .tuple(let parts): return parts.count == 1 && isHashable(parts[0])
        case .own, .borrow: return false
        case .result(let ok, let err):
            guard let ok, isHashable(ok) else { return false }
            return err.map { isHashable($0) } ?? true
        case .declared(let reference):
            switch layouts.declaration(reference).shape {
            case .record(let fields): return fields.allSatisfy { isHashable($0.type) }
            case .variant(let cases): return cases.allSatisfy { $0.payload.map { isHashable($0) } ?? true }
            case .enumeration, .flags, .known: return true
            case .resource: return false
            }
        default: return type.parts.allSatisfy { isHashable($0) }
        }
    }
}
