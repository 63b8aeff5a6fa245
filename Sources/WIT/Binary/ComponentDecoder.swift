/// Reads what a component imports and exports, with every name its types have.
///
/// The code in it is passed over. Inner components are read where they are instantiated, with what they are given for
/// their imports, so that it does not matter which tool put them together.
struct ComponentDecoder {
    /// How deep instances may be nested, how many there may be in all, and of how many bytes.
    private static let depthLimit = 50
    private static let instantiationsLimit = 5_000
    private static let bytesLimit = 64 << 20

    /// The world that stands for the component.
    static let worldName = InterfaceName(
        package: PackageName(namespace: "root", name: "component"), interface: "root")

    /// Every component that has been begun, the whole first.
    private var scopes = [ComponentScope(types: TypeScope(owner: .world(worldName)))]
    private var interfaces = InterfaceDecoder()
    private var publisher = TypePublisher()
    private var world = World(name: worldName.interface)
    private var depth = 0
    private var bytesRead = 0

    /// The schema of a whole component.
    static func decode(_ bytes: [UInt8]) throws(SchemaError) -> Schema {
        var decoder = ComponentDecoder()
        try decoder.read(BinaryReader(bytes), as: 0)
        var schema = decoder.interfaces.schema
        schema.add(Package(name: worldName.package, worlds: [decoder.world]))
        schema.main = worldName.package
        return schema
    }

    private mutating func read(_ component: BinaryReader, as id: Int) throws(SchemaError) {
        var sections = try ComponentSections(component)
        while let section = try sections.next() { try read(section.kind, section.content, id) }
    }

    private mutating func read(
        _ kind: ComponentSections.Kind, _ content: BinaryReader, _ id: Int
    ) throws(SchemaError) {
        switch kind {
        case .custom, .coreModule, .coreInstance, .coreType, .start: return
        case .component: return scopes[id].components.append(NestedComponent(content: content, outer: id))
        case .instance, .alias, .type, .canon, .import, .export: break
        }
        var content = content
        bytesRead += content.end - content.offset
        if bytesRead > Self.bytesLimit {
            throw scopes[id].types.failure("instances are made of more than \(Self.bytesLimit) bytes")
        }
        if kind == .canon {
            let lifted = try content.liftedFunctionTypes()
            for type in lifted.types { scopes[id].functions.append(scopes[id].types.function(type)) }
            if !lifted.areAll { scopes[id].functionsAreKnown = false }
            return
        }
        for _ in 0..<(try content.number()) {
            switch kind {
            case .instance: try readInstance(&content, id)
            case .alias: try readAlias(&content, id)
            case .type: scopes[id].types.append(publisher.entry(for: try content.type(), in: scopes[id].types, id))
            case .import where id == 0: try readImport(&content)
            case .import: try readArgument(&content, id)
            case .export where id == 0: try readExport(&content)
            default: try readInnerExport(&content, id)
            }
        }
    }

    // MARK: Instances

    private mutating func readInstance(_ reader: inout BinaryReader, _ id: Int) throws(SchemaError) {
        var shape = InstanceShape()
        if try reader.byte() == 0 {
            let component = try reader.number()
            var arguments: [String: InstanceShape.Item] = [:]
            for _ in 0..<(try reader.number()) {
                let name = try reader.text()
                let sort = try reader.sort()
                arguments[name] = scopes[id].item(sort, try reader.number())
            }
            if case .component(let component) = scopes[id].item(.component, component) {
                shape = instance(of: component, arguments)
            } else {
                shape = InstanceShape(failure: scopes[id].types.failure("an instance of an unknown component"))
            }
        } else {
            for _ in 0..<(try reader.number()) {
                let name = try ExternName(from: &reader)
                let sort = try reader.sort()
                shape.append(name, scopes[id].item(sort, try reader.number()))
            }
        }
        scopes[id].instances.append(shape)
    }

    /// Reads a component with what it is given; what is not understood of it is an error only if it is needed.
    private mutating func instance(
        of component: NestedComponent, _ arguments: [String: InstanceShape.Item]
    ) -> InstanceShape {
        depth += 1
        defer { depth -= 1 }
        var scope = ComponentScope(
            types: TypeScope(owner: TypePublisher.owner(of: scopes.count)), outer: component.outer)
        scope.arguments = arguments
        do throws(SchemaError) {
            let id = try begin(scope)
            try read(component.content, as: id)
            return scopes[id].exports
        } catch {
            return InstanceShape(failure: error)
        }
    }

    private mutating func begin(_ scope: ComponentScope) throws(SchemaError) -> Int {
        if depth > Self.depthLimit || scopes.count > Self.instantiationsLimit {
            throw scope.types.failure(
                "there are more than \(Self.instantiationsLimit) instances, or they are nested deeper than "
                    + "\(Self.depthLimit)")
        }
        scopes.append(scope)
        return scopes.count - 1
    }

    private mutating func readAlias(_ reader: inout BinaryReader, _ id: Int) throws(SchemaError) {
        let sort = try reader.sort()
        var item = InstanceShape.Item.unknown
        switch try reader.byte() {
        case 0x00:
            let instance = try reader.number()
            let name = try reader.text()
            if case .instance(let shape) = scopes[id].item(.instance, instance) { item = shape.item(named: name) }
        case 0x01:
            _ = try reader.number()
            _ = try reader.text()
        default:
            let count = try reader.number()
            item = outer(count, of: id, sort, try reader.number())
        }
        scopes[id].append(item, as: sort)
    }

    /// What stands at an index of the component so many levels further out.
    private func outer(_ count: Int, of id: Int, _ sort: ComponentSort, _ index: Int) -> InstanceShape.Item {
        var around: Int? = id
        for _ in 0..<min(count, Self.depthLimit + 1) { around = around.flatMap { scopes[$0].outer } }
        return around.map { scopes[$0].item(sort, index) } ?? .unknown
    }

    // MARK: The whole

    private mutating func readImport(_ reader: inout BinaryReader) throws(SchemaError) {
        let name = try ExternName(from: &reader)
        switch try reader.description() {
        case .function(let type):
            let named = try scopes[0].types.function(name, type)
            let function = try publisher.published(named, scopes[0].types)
            world.imports.append(.function(function))
            scopes[0].functions.append(function)
        case .instance(let index):
            guard case .type(.instance(let type)) = scopes[0].item(.type, index) else {
                throw scopes[0].types.failure("`\(name.name)` is no instance")
            }
            let (item, shape) = try show(instance(ofType: type), name, isExport: false)
            world.imports.append(item)
            scopes[0].instances.append(shape)
        case .component, .module:
            throw scopes[0].types.failure(
                "the import `\(name.name)` is a component or module, which WIT cannot describe")
        case let description:
            let type = try scopes[0].types.name(name, description)
            world.imports.append(.type(try publisher.published(type, scopes[0].types)))
        }
    }

    private mutating func readExport(_ reader: inout BinaryReader) throws(SchemaError) {
        let (name, sort, index, description) = try exported(&reader)
        switch sort {
        case .core, .value: break
        case .component: scopes[0].components.append(nil)
        case .type:
            let type = try scopes[0].types.name(name, description ?? .typeEqual(index))
            world.imports.append(.type(try publisher.published(type, scopes[0].types)))
        case .function:
            guard let function = function(index, description, 0) else {
                throw scopes[0].types.failure("the type of the exported function `\(name.name)` is not known")
            }
            let named = try scopes[0].types.named(function, name)
            world.exports.append(.function(try publisher.published(named, scopes[0].types)))
            scopes[0].functions.append(function)
        case .instance:
            guard case .instance(let instance) = scopes[0].item(.instance, index) else {
                throw scopes[0].types.failure("instance \(index) is not there")
            }
            let restricted = restricted(instance, to: description, 0)
            let (item, shape) = try show(restricted, name, isExport: true)
            world.exports.append(item)
            scopes[0].instances.append(shape)
        }
    }

    /// The interface that is imported or exported under a name, and the instance as it is known from then on.
    private mutating func show(
        _ instance: InstanceShape, _ name: ExternName, isExport: Bool
    ) throws(SchemaError) -> (World.Item, InstanceShape) {
        let scope = scopes[0].types
        let fullName = name.implements ?? (name.name.contains(":") ? name.name : nil)
        if fullName == nil || name.implements != nil, let rule = Identifier.problem(in: name.name) {
            throw scope.failure("the name `\(name.name)` \(rule)")
        }
        guard let fullName else {
            let owner = TypeOwner.inline(world: Self.worldName, name: name.name, isExport: isExport)
            let interface = try publisher.interface(name.name, owner, instance, scope)
            return (.inline(interface), InstanceShape(interface, owner))
        }
        let full = try interfaces.interfaceName(ExternName(fullName))
        var interface = Interface(name: full.interface)
        if instance.owner == .interface(full) {
            interface = interfaces.schema.interface(full) ?? interface
        } else {
            interface = try publisher.interface(full.interface, .interface(full), instance, scope)
            interfaces.join(interface, full)
        }
        let key = name.implements == nil ? nil : name.name
        let item = World.InterfaceItem(full, name: key, externalID: name.externalID)
        return (.interface(item), InstanceShape(interface, .interface(full)))
    }

    /// An instance of which the whole is given no more than its type.
    private mutating func instance(ofType type: [BinaryDeclaration]) throws(SchemaError) -> InstanceShape {
        let id = try begin(ComponentScope(types: TypeScope(owner: TypePublisher.owner(of: scopes.count)), outer: 0))
        var shape = InstanceShape()
        for declaration in type {
            switch declaration {
            case .type(let type): scopes[id].types.append(publisher.entry(for: type, in: scopes[id].types, id))
            case .aliasOuter(let count, let index): scopes[id].append(outer(count, of: id, .type, index), as: .type)
            case .export(let name, .function(let index)):
                shape.append(name, scopes[id].types.function(index).map(InstanceShape.Item.function) ?? .unknown)
            case .export(let name, let description):
                shape.append(name, .type(publisher.name(name, description, in: &scopes[id].types)))
            case .aliasExport, .import: scopes[id].append(.unknown, as: .type)
            }
        }
        return shape
    }

    // MARK: Inner components

    /// Reads an import of an inner component, for which it was given something.
    private mutating func readArgument(_ reader: inout BinaryReader, _ id: Int) throws(SchemaError) {
        let name = try ExternName(from: &reader).name
        let given = scopes[id].arguments?[name] ?? .unknown
        switch try reader.description() {
        case .function(let type):
            // Its own names for types are at hand here, those of what it is given may not be.
            scopes[id].append(scopes[id].types.function(type).map(InstanceShape.Item.function) ?? given, as: .function)
        case .typeEqual(let index):
            if case .type = given {
                scopes[id].append(given, as: .type)
            } else {
                scopes[id].append(scopes[id].item(.type, index), as: .type)
            }
        case .resource: scopes[id].append(given, as: .type)
        case .instance: scopes[id].append(given, as: .instance)
        case .component: scopes[id].append(given, as: .component)
        case .module: break
        }
    }

    private mutating func readInnerExport(_ reader: inout BinaryReader, _ id: Int) throws(SchemaError) {
        let (name, sort, index, description) = try exported(&reader)
        var item = scopes[id].item(sort, index)
        switch sort {
        case .type: item = .type(publisher.name(name, description ?? .typeEqual(index), in: &scopes[id].types))
        case .function:
            item = function(index, description, id).map(InstanceShape.Item.function) ?? .unknown
            scopes[id].append(item, as: sort)
        case .instance:
            if case .instance(let shape) = item { item = .instance(restricted(shape, to: description, id)) }
            scopes[id].append(item, as: sort)
        case .core, .value, .component: scopes[id].append(item, as: sort)
        }
        scopes[id].exports.append(name, item)
    }

    private func exported(
        _ reader: inout BinaryReader
    ) throws(SchemaError) -> (ExternName, ComponentSort, Int, BinaryDescription?) {
        let name = try ExternName(from: &reader)
        let sort = try reader.sort()
        let index = try reader.number()
        return (name, sort, index, try reader.byte() == 0 ? nil : try reader.description())
    }

    /// An exported function, with the type that the export gives to it if it gives one.
    private func function(_ index: Int, _ description: BinaryDescription?, _ id: Int) -> Function? {
        if case .function(let type) = description, let ascribed = scopes[id].types.function(type) { return ascribed }
        guard case .function(let function) = scopes[id].item(.function, index) else { return nil }
        return function
    }

    /// An exported instance, with no more than the export says it has.
    private mutating func restricted(_ shape: InstanceShape, to description: BinaryDescription?, _ id: Int)
        -> InstanceShape
    {
        guard case .instance(let index) = description, case .type(.instance(let type)) = scopes[id].item(.type, index)
        else { return shape }
        var names: Set<String> = []
        for case .export(let name, _) in type { names.insert(name.name) }
        bytesRead += shape.items.count
        return shape.restricted(to: names)
    }
}
