/// Builds one interface of an extension package.
struct ExtensionBuilder {
    private let kind: ExtensionKind
    private let source: InterfaceName
    private let functions: [Function]
    /// The names in the new interface, in lower case.
    private var taken: Set<String> = []
    private var types: [TypeDefinition] = []
    /// What each type of the source is called in the new interface.
    private var names: [String: String] = [:]

    init(kind: ExtensionKind, source: InterfaceName, functions: [Function]) {
        self.kind = kind
        self.source = source
        self.functions = functions
    }

    /// The interface with everything in it.
    mutating func build() -> Interface {
        for function in functions {
            for suffix in kind.functionSuffixes { taken.insert((function.name + suffix).lowercased()) }
        }
        // The source's own types keep their names; those that are injected give way.
        for function in functions {
            for reference in function.types.flatMap(\.references) { takeOver(reference) }
        }
        var result = Interface(name: source.interface)
        result.functions = functionsOfKind()
        result.types = types
        return result
    }

    private mutating func functionsOfKind() -> [Function] {
        switch kind {
        case .ext:
            let set = inject("join-set")
            let id = inject("execution-id")
            let awaitError = inject("await-next-error")
            let getError = inject("get-error")
            return functions.flatMap { function -> [Function] in
                let result = result(of: function)
                let pair = TypeExpression.tuple([.named(id), result])
                return [
                    Function(
                        name: function.name + "-submit",
                        parameters: [injected("join-set", .borrow(set), function)] + parameters(of: function),
                        result: .named(id), docs: "Starts `\(function.name)` as a child execution of the join set."),
                    Function(
                        name: function.name + "-await-next",
                        parameters: [Function.Parameter("join-set", .borrow(set))],
                        result: .result(ok: pair, err: .named(awaitError)),
                        docs: "Blocks until the next response of the join set, which must be one of `\(function.name)`."
                    ),
                    Function(
                        name: function.name + "-get",
                        parameters: [Function.Parameter("execution", .borrow(id))],
                        result: .result(ok: result, err: .named(getError)),
                        docs: "The result of `\(function.name)` whose response has been taken; any number of times."),
                ]
            }
        case .schedule:
            let at = inject("schedule-at")
            let id = inject("execution-id")
            return functions.map { function in
                Function(
                    name: function.name + "-schedule",
                    parameters: [injected("at", .named(at), function)] + parameters(of: function), result: .named(id),
                    docs: "Starts `\(function.name)` as an execution of its own.")
            }
        case .stub:
            let error = inject("stub-error")
            return functions.map { function in
                Function(
                    name: function.name + "-stub",
                    parameters: [
                        Function.Parameter("execution", .primitive(.string)),
                        Function.Parameter("result", result(of: function)),
                    ], result: .result(ok: nil, err: .named(error)),
                    docs: "Supplies the result of an execution of `\(function.name)`, named by its text.")
            }
        }
    }

    /// A parameter in front of a function's own, under a name that none of these has.
    private func injected(_ name: String, _ type: TypeExpression, _ function: Function) -> Function.Parameter {
        let names = Set(function.parameters.map { $0.name.lowercased() })
        return Function.Parameter(Self.free(name, taken: names), type)
    }

    private func parameters(of function: Function) -> [Function.Parameter] {
        function.parameters.map { Function.Parameter($0.name, $0.type.mapReferences(local)) }
    }

    private func result(of function: Function) -> TypeExpression {
        function.result?.mapReferences(local) ?? .result(ok: nil, err: nil)
    }

    /// The reference to a type of the source, as it is called in the new interface.
    private func local(_ reference: TypeReference) -> TypeReference {
        TypeReference(owner: owner, name: names[reference.name] ?? reference.name)
    }

    private var owner: TypeOwner {
        .interface(InterfaceName(package: kind.packageName(for: source.package), interface: source.interface))
    }

    /// Takes a type of the source over into the new interface.
    private mutating func takeOver(_ reference: TypeReference) {
        if names[reference.name] != nil { return }
        let name = Self.free(reference.name, taken: taken)
        names[reference.name] = name
        taken.insert(name.lowercased())
        types.append(TypeDefinition(name: name, kind: .alias(.named(reference))))
    }

    /// Takes a type of Obelisk over into the new interface.
    private mutating func inject(_ typeName: String) -> TypeReference {
        let name = Self.free(typeName, taken: taken)
        taken.insert(name.lowercased())
        let origin = TypeReference(owner: .interface(Schema.executionTypes), name: typeName)
        types.append(TypeDefinition(name: name, kind: .alias(.named(origin))))
        return TypeReference(owner: owner, name: name)
    }

    /// The name itself, or with `-a`, `-b`, … after it, so that it is new; after `-z` comes `-z-a`.
    private static func free(_ name: String, taken: Set<String>) -> String {
        if !taken.contains(name.lowercased()) { return name }
        for letter in "abcdefghijklmnopqrstuvwxyz" {
            let candidate = "\(name)-\(letter)"
            if !taken.contains(candidate.lowercased()) { return candidate }
        }
        return free(name + "-z", taken: taken)
    }
}
