/// Reads the small inner component that wit-component wraps an exported interface in: it imports the types and
/// functions of the interface, and exports them under their names.
struct ShimDecoder {
    private var scope: TypeScope
    private let arguments: [String: Int]
    private let outer: TypeScope
    private var functions: [Int] = []
    private var interface = Interface(name: "")

    /// A decoder of the interface `owner`; `arguments` are the types, by index in `outer`, that are given to it.
    init(owner: TypeOwner, arguments: [String: Int], outer: TypeScope) {
        scope = TypeScope(owner: owner)
        self.arguments = arguments
        self.outer = outer
    }

    /// The interface, without its name.
    mutating func decode(_ component: BinaryReader) throws(SchemaError) -> Interface {
        var sections = try ComponentSections(component)
        while let section = try sections.next() {
            var content = section.content
            switch section.kind {
            case .custom: break
            case .type:
                for _ in 0..<(try content.number()) { scope.append(scope.lenientEntry(for: try content.type())) }
            case .import: for _ in 0..<(try content.number()) { try readImport(&content) }
            case .export: for _ in 0..<(try content.number()) { try readExport(&content) }
            default: throw scope.failure("an inner component does more than rename types and functions")
            }
        }
        return interface
    }

    private mutating func readImport(_ reader: inout BinaryReader) throws(SchemaError) {
        let name = try ExternName(from: &reader).name
        switch try reader.description() {
        case .function(let type): functions.append(type)
        case .typeEqual, .resource:
            if let index = arguments[name] {
                scope.append(try outer.entry(index))
            } else {
                scope.append(.unusable(scope.failure("the type `\(name)` is not given to an inner component")))
            }
        case .instance, .component, .module:
            throw scope.failure("an inner component imports `\(name)`, which is neither a type nor a function")
        }
    }

    private mutating func readExport(_ reader: inout BinaryReader) throws(SchemaError) {
        let name = try ExternName(from: &reader)
        let sort = try reader.sort()
        let index = try reader.number()
        let description: BinaryDescription? = try reader.byte() == 0 ? nil : try reader.description()
        switch sort {
        case .type: interface.types.append(try scope.name(name, description ?? .typeEqual(index)))
        case .function:
            var type = functions.indices.contains(index) ? functions[index] : nil
            if case .function(let ascribed) = description { type = ascribed }
            guard let type else { throw scope.failure("the function `\(name.name)` has no type") }
            interface.functions.append(try scope.function(name, type))
            functions.append(type)
        case .core, .value, .component, .instance:
            throw scope.failure("an inner component exports `\(name.name)`, which is neither a type nor a function")
        }
    }
}
