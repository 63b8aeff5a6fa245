/// Reads what a component imports and exports, with every name its types have.
///
/// The code in it is passed over. Exported interfaces are read out of the small inner components that wit-component,
/// and so every tool in use, wraps them in; a component put together otherwise is refused where it is not understood.
struct ComponentDecoder {
    private enum Instance {
        /// It is imported, or exported already.
        case item(World.Item)
        /// An inner component given these types.
        case built(component: Int, types: [String: Int])
        /// Anything else.
        case other
    }

    private static let worldName = InterfaceName(
        package: PackageName(namespace: "root", name: "component"), interface: "root")

    private var interfaces = InterfaceDecoder()
    private var scope = TypeScope(owner: .world(Self.worldName))
    private var instances: [Instance] = []
    private var components: [BinaryReader?] = []
    /// The type of each function, by index; nil if it is not known.
    private var functions: [Int?] = []
    /// No canonical definition has been met that is unknown, after which indices of functions say nothing.
    private var functionsAreKnown = true
    private var world = World(name: Self.worldName.interface)

    /// The schema of a whole component.
    static func decode(_ bytes: [UInt8]) throws(SchemaError) -> Schema {
        var decoder = ComponentDecoder()
        var sections = try ComponentSections(BinaryReader(bytes))
        while let section = try sections.next() { try decoder.read(section.kind, section.content) }
        var schema = decoder.interfaces.schema
        schema.add(Package(name: worldName.package, worlds: [decoder.world]))
        schema.main = worldName.package
        return schema
    }

    private mutating func read(_ kind: ComponentSections.Kind, _ content: BinaryReader) throws(SchemaError) {
        var content = content
        switch kind {
        case .custom, .coreModule, .coreInstance, .coreType, .start: break
        case .component: components.append(content)
        case .instance: for _ in 0..<(try content.number()) { try readInstance(&content) }
        case .alias: for _ in 0..<(try content.number()) { try readAlias(&content) }
        case .type:
            for _ in 0..<(try content.number()) { scope.append(scope.lenientEntry(for: try content.type())) }
        case .canon:
            let lifted = try content.liftedFunctionTypes()
            functions += lifted.types
            functionsAreKnown = functionsAreKnown && lifted.areAll
        case .import: for _ in 0..<(try content.number()) { try readImport(&content) }
        case .export: for _ in 0..<(try content.number()) { try readExport(&content) }
        }
    }

    private mutating func readInstance(_ reader: inout BinaryReader) throws(SchemaError) {
        scope.appendInstance([:])
        if try reader.byte() == 0 {
            let component = try reader.number()
            var types: [String: Int] = [:]
            for _ in 0..<(try reader.number()) {
                let name = try reader.text()
                let sort = try reader.sort()
                let index = try reader.number()
                if sort == .type { types[name] = index }
            }
            instances.append(.built(component: component, types: types))
        } else {
            for _ in 0..<(try reader.number()) {
                _ = try ExternName(from: &reader)
                _ = try reader.sort()
                _ = try reader.number()
            }
            instances.append(.other)
        }
    }

    private mutating func readAlias(_ reader: inout BinaryReader) throws(SchemaError) {
        let sort = try reader.sort()
        var type: TypeScope.Entry = .unusable(scope.failure("a type is taken from where it is not understood"))
        switch try reader.byte() {
        case 0x00:
            let instance = try reader.number()
            let name = try reader.text()
            if scope.instances.indices.contains(instance), let known = scope.instances[instance][name] {
                type = .reference(known)
            }
        case 0x01:
            _ = try reader.number()
            _ = try reader.text()
        default:
            _ = try reader.number()
            _ = try reader.number()
        }
        switch sort {
        case .core, .value: break
        case .function: functions.append(nil)
        case .type: scope.append(type)
        case .component: components.append(nil)
        case .instance:
            instances.append(.other)
            scope.appendInstance([:])
        }
    }

    private mutating func readImport(_ reader: inout BinaryReader) throws(SchemaError) {
        let name = try ExternName(from: &reader)
        let description = try reader.description()
        guard let item = try interfaces.item(name, description, isExport: false, in: &scope) else {
            throw scope.failure("the import `\(name.name)` is a component or module, which WIT cannot describe")
        }
        switch description {
        case .function(let type): functions.append(type)
        case .instance: instances.append(.item(item))
        case .typeEqual, .resource, .component, .module: break
        }
        world.imports.append(item)
    }

    private mutating func readExport(_ reader: inout BinaryReader) throws(SchemaError) {
        let name = try ExternName(from: &reader)
        let sort = try reader.sort()
        let index = try reader.number()
        let description: BinaryDescription? = try reader.byte() == 0 ? nil : try reader.description()
        switch sort {
        case .core, .value: break
        case .component: components.append(nil)
        case .type: _ = try scope.name(name, description ?? .typeEqual(index))
        case .function:
            var type = functionsAreKnown && functions.indices.contains(index) ? functions[index] : nil
            if case .function(let ascribed) = description { type = ascribed }
            guard let type else { throw scope.failure("the type of the exported function `\(name.name)` is not known") }
            world.exports.append(.function(try scope.function(name, type)))
            functions.append(type)
        case .instance:
            guard instances.indices.contains(index) else { throw scope.failure("instance \(index) is not there") }
            let (item, types) = try exported(name, instances[index])
            world.exports.append(item)
            instances.append(.item(item))
            scope.appendInstance(types)
        }
    }

    /// The interface that is exported under a name, and references to its types.
    private mutating func exported(
        _ name: ExternName, _ instance: Instance
    ) throws(SchemaError) -> (item: World.Item, types: [String: TypeReference]) {
        let fullName = name.implements ?? (name.name.contains(":") ? name.name : nil)
        if fullName == nil || name.implements != nil, let rule = Identifier.problem(in: name.name) {
            throw scope.failure("the name `\(name.name)` \(rule)")
        }
        let full = if let fullName { try interfaces.interfaceName(ExternName(fullName)) } else { nil as InterfaceName? }
        let owner: TypeOwner =
            full.map { .interface($0) } ?? .inline(world: Self.worldName, name: name.name, isExport: true)
        var interface: Interface
        switch instance {
        case .built(let component, let types):
            guard components.indices.contains(component), let reader = components[component] else {
                throw scope.failure("the export `\(name.name)` is an instance of an unknown component")
            }
            var inner = ShimDecoder(owner: owner, arguments: types, outer: scope)
            interface = try inner.decode(reader)
        case .item(.interface(let item)) where item.interface == full:
            interface = interfaces.schema.interface(item.interface) ?? Interface(name: "")
        case .item(.inline(let inline)): interface = inline
        case .item, .other:
            throw scope.failure("the export `\(name.name)` is put together in a way that is not understood")
        }
        interface.name = full?.interface ?? name.name
        let references = interface.references(of: owner)
        guard let full else { return (.inline(interface), references) }
        interfaces.join(interface, full)
        let key = name.implements == nil ? nil : name.name
        return (.interface(World.InterfaceItem(full, name: key, externalID: name.externalID)), references)
    }
}
