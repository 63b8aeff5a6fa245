/// The types and instances of one component type or instance type, in the order of their indices.
struct TypeScope {
    /// A type that has been declared, and what it means in the model.
    indirect enum Entry {
        /// A type with a name.
        case reference(TypeReference)
        /// A type that is written out where it is used.
        case expression(TypeExpression)
        /// A type that waits for its name.
        case definition(TypeDefinition.Kind)
        case function(Function)
        case instance([BinaryDeclaration])
        case component([BinaryDeclaration])
        /// A type that cannot be understood, and why: an error only if it is needed.
        case unusable(SchemaError)
    }

    /// Whose types are looked up.
    let owner: TypeOwner
    private(set) var entries: [Entry] = []
    /// For each instance, what its exported types mean.
    private(set) var instances: [[String: TypeReference]] = []

    init(owner: TypeOwner) {
        self.owner = owner
    }

    /// Gives an entry the next index.
    mutating func append(_ entry: Entry) { entries.append(entry) }

    /// Gives an instance with these types the next index.
    mutating func appendInstance(_ types: [String: TypeReference]) { instances.append(types) }

    /// The entry of an index.
    func entry(_ index: Int) throws(SchemaError) -> Entry {
        guard entries.indices.contains(index) else { throw failure("type \(index) is used but not declared") }
        return entries[index]
    }

    /// The error that something in this scope is not what it should be.
    func failure(_ message: String) -> SchemaError {
        let place = TypePublisher.description(of: owner) ?? "`\(owner)`"
        return SchemaError(message: "cannot read the types of a component: in \(place), \(message)")
    }

    /// How deep types may be nested, as in WIT text, and of how many others one may be made.
    private static let depthLimit = Parser.typeDepthLimit
    private static let partsLimit = 10_000

    /// What a declared type means here.
    func entry(for type: BinaryType) throws(SchemaError) -> Entry {
        let entry = try uncheckedEntry(for: type)
        // Types are known by index: a few bytes can describe one of any depth and size.
        if case .expression(let type) = entry, !type.isWithin(depth: Self.depthLimit, parts: Self.partsLimit) {
            throw failure(
                "a type is nested deeper than \(Self.depthLimit), or made of more than \(Self.partsLimit) others")
        }
        return entry
    }

    private func uncheckedEntry(for type: BinaryType) throws(SchemaError) -> Entry {
        switch type {
        case .primitive(let primitive): return .expression(.primitive(primitive))
        case .list(let part): return .expression(.list(try value(part)))
        case .fixedList(let part, let count): return .expression(.fixedList(try value(part), count: count))
        case .map(let key, let value):
            return .expression(.map(key: try self.value(key), value: try self.value(value)))
        case .option(let part): return .expression(.option(try value(part)))
        case .result(let ok, let err): return .expression(.result(ok: try optional(ok), err: try optional(err)))
        case .future(let part): return .expression(.future(try optional(part)))
        case .stream(let part): return .expression(.stream(try optional(part)))
        case .resource: return .definition(.resource)
        case .own(let index): return .expression(.own(try reference(index)))
        case .borrow(let index): return .expression(.borrow(try reference(index)))
        case .tuple(let parts):
            var types: [TypeExpression] = []
            for part in parts { types.append(try value(part)) }
            return .expression(.tuple(types))
        case .record(let fields):
            var members: [TypeDefinition.Member] = []
            for field in fields { members.append(TypeDefinition.Member(field.name, try value(field.type))) }
            return .definition(.record(members))
        case .variant(let cases):
            var members: [TypeDefinition.Member] = []
            for item in cases { members.append(TypeDefinition.Member(item.name, try optional(item.type))) }
            return .definition(.variant(members))
        case .enum(let names): return .definition(.enum(names.map { TypeDefinition.Member($0) }))
        case .flags(let names): return .definition(.flags(names.map { TypeDefinition.Member($0) }))
        case .function(let isAsync, let parameters, let result):
            var function = Function(name: "", isAsync: isAsync)
            for parameter in parameters {
                function.parameters.append(Function.Parameter(parameter.name, try value(parameter.type)))
            }
            function.result = try optional(result)
            return .function(function)
        case .instance(let declarations): return .instance(declarations)
        case .component(let declarations): return .component(declarations)
        }
    }

    /// What a declared type means here; one that cannot be understood is an error only if it is needed.
    func lenientEntry(for type: BinaryType) -> Entry {
        do throws(SchemaError) { return try entry(for: type) } catch { return .unusable(error) }
    }

    private func optional(_ value: BinaryType.Value?) throws(SchemaError) -> TypeExpression? {
        guard let value else { return nil }
        return try self.value(value)
    }

    private func value(_ value: BinaryType.Value) throws(SchemaError) -> TypeExpression {
        guard case .index(let index) = value else {
            if case .primitive(let primitive) = value { return .primitive(primitive) }
            throw failure("a type is missing")
        }
        switch try entry(index) {
        case .reference(let reference): return .named(reference)
        // Where it is used, a resource's name means the handle that owns it.
        case .expression(.own(let reference)): return .named(reference)
        case .expression(let expression): return expression
        case .definition: throw failure("type \(index) needs a name")
        case .unusable(let error): throw error
        case .function, .instance, .component: throw failure("type \(index) is not that of a value")
        }
    }

    private func reference(_ index: Int) throws(SchemaError) -> TypeReference {
        guard case .reference(let reference) = try entry(index) else { throw failure("type \(index) is no resource") }
        return reference
    }

    /// What a type that is imported or exported under `name` is; from now on it is known by that name.
    mutating func name(
        _ name: ExternName, _ description: BinaryDescription
    ) throws(SchemaError) -> TypeDefinition {
        let kind: TypeDefinition.Kind
        switch description {
        case .resource: kind = .resource
        case .typeEqual(let index):
            switch try entry(index) {
            case .reference(let reference): kind = .alias(.named(reference))
            case .expression(let expression): kind = .alias(expression)
            case .definition(let definition): kind = definition
            case .unusable(let error): throw error
            case .function, .instance, .component: throw failure("`\(name.name)` is not the type of a value")
            }
        case .function, .instance, .component, .module: throw failure("`\(name.name)` is no type")
        }
        try check(name.name)
        append(.reference(TypeReference(owner: owner, name: name.name)))
        return TypeDefinition(name: name.name, kind: kind, externalID: name.externalID)
    }

    /// The function that is imported or exported under `name`.
    func function(_ name: ExternName, _ index: Int) throws(SchemaError) -> Function {
        let entry = try entry(index)
        if case .unusable(let error) = entry { throw error }
        guard case .function(let type) = entry else { throw failure("`\(name.name)` is no function") }
        return try named(type, name)
    }

    /// The type of a function; nil if there is none at that index, or it is not understood.
    func function(_ index: Int) -> Function? {
        guard entries.indices.contains(index), case .function(let type) = entries[index] else { return nil }
        return type
    }

    /// A function as it is imported or exported under `name`, which it may have already.
    func named(_ type: Function, _ name: ExternName) throws(SchemaError) -> Function {
        if type.fullName == name.name { return type }
        var function = Function(fullName: name.name)
        guard type.name.isEmpty || (type.resource == nil && function.resource == nil) else {
            throw failure("`\(type.fullName)` is exported as `\(name.name)`")
        }
        try check(function.name)
        if let resource = function.resource { try check(resource) }
        function.isAsync = type.isAsync
        function.parameters = type.parameters
        function.result = type.result
        function.externalID = name.externalID
        if case .method = function.kind { function.parameters = Array(function.parameters.dropFirst()) }
        if case .constructor = function.kind, case .named = function.result { function.result = nil }
        return function
    }

    private func check(_ name: String) throws(SchemaError) {
        if let rule = Identifier.problem(in: name) { throw failure("the name `\(name)` \(rule)") }
    }
}
