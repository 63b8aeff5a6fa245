/// Reads a package that was encoded as a component with nothing but types.
struct PackageDecoder {
    private var interfaces = InterfaceDecoder()
    private var name: PackageName?
    private var metadata: JSONValue?

    /// What has been read.
    var schema: Schema { interfaces.schema }

    /// Reads the whole component.
    mutating func decode(_ bytes: [UInt8]) throws(SchemaError) {
        if bytes.starts(with: BinaryFormat.modulePreamble) {
            throw SchemaError(message: "not a WIT package in binary form: a core module, not a component")
        }
        guard bytes.starts(with: BinaryFormat.componentPreamble) else {
            throw SchemaError(message: "not a WIT package in binary form: it does not start like a component")
        }
        var reader = BinaryReader(bytes)
        _ = try reader.part(BinaryFormat.componentPreamble.count)
        var types: [BinaryType] = []
        while !reader.isAtEnd {
            let id = try reader.byte()
            var section = try reader.part(try reader.number())
            switch id {
            case BinaryFormat.customSection: try readCustom(&section)
            case BinaryFormat.typeSection:
                types += try section.list { reader throws(SchemaError) in try reader.type() }
            case BinaryFormat.exportSection:
                let exports = try section.list { reader throws(SchemaError) in try Self.export(&reader) }
                for (name, index) in exports {
                    guard types.indices.contains(index), case .component(let declarations) = types[index] else {
                        throw section.failure("the export `\(name)` is no interface or world")
                    }
                    try readItem(declarations)
                    // The export is a type of its own.
                    types.append(types[index])
                }
            default: throw section.failure("a component with code or instances, section \(id)")
            }
        }
        guard let name else { throw SchemaError(message: "not a WIT package in binary form: it exports nothing") }
        interfaces.schema.main = name
        if let metadata, var package = schema.package(name) {
            package.apply(metadata)
            interfaces.schema.add(package)
        }
    }

    private static func export(_ reader: inout BinaryReader) throws(SchemaError) -> (String, Int) {
        let name = try ExternName(from: &reader).name
        if try reader.byte() != 0x03 { throw reader.failure("the export `\(name)` is no type") }
        let index = try reader.number()
        if try reader.byte() != 0 { throw reader.failure("an export with a type of its own") }
        return (name, index)
    }

    private mutating func readCustom(_ section: inout BinaryReader) throws(SchemaError) {
        guard try section.text() == BinaryFormat.metadataSection else { return }
        if try section.byte() != BinaryFormat.metadataVersion { return }
        do { metadata = try JSONValue.parse(section.rest()) } catch {
            throw section.failure("section `\(BinaryFormat.metadataSection)` is not JSON, \(error)")
        }
    }

    /// Reads the component type of one interface or world.
    private mutating func readItem(_ declarations: [BinaryDeclaration]) throws(SchemaError) {
        // A world is a component type inside, exported under its full name.
        if case .type(.component(let world)) = declarations.first, declarations.count == 2,
            case .export(let name, .component) = declarations[1]
        {
            let name = try interfaces.interfaceName(name)
            try own(name)
            var world = try self.world(name, world)
            world.name = name.interface
            if schema.package(name.package) == nil { interfaces.schema.add(Package(name: name.package)) }
            interfaces.schema.append(world, to: name.package)
            return
        }
        var scope = TypeScope(owner: .world(Self.nowhere))
        for declaration in declarations {
            if case .export(let name, .instance) = declaration { try own(try interfaces.interfaceName(name)) }
            try read(declaration, into: &scope)
        }
    }

    /// Interfaces are described in a component type that is no world.
    private static let nowhere = InterfaceName(
        package: PackageName(namespace: "root", name: "root"), interface: "root")

    private mutating func own(_ interface: InterfaceName) throws(SchemaError) {
        if let name, name != interface.package {
            throw SchemaError(
                message: "not a WIT package in binary form: it exports both `\(name)` and `\(interface.package)`")
        }
        name = interface.package
    }

    private mutating func world(
        _ name: InterfaceName, _ declarations: [BinaryDeclaration]
    ) throws(SchemaError) -> World {
        var scope = TypeScope(owner: .world(name))
        var world = World(name: name.interface)
        for declaration in declarations {
            switch declaration {
            case .import(let name, _):
                if let item = try read(declaration, into: &scope) {
                    world.imports.append(item)
                } else {
                    throw scope.failure("the import `\(name.name)` is of an unknown kind")
                }
            case .export(let name, _):
                if let item = try read(declaration, into: &scope) {
                    world.exports.append(item)
                } else {
                    throw scope.failure("the export `\(name.name)` is of an unknown kind")
                }
            case .type, .aliasExport, .aliasOuter: try read(declaration, into: &scope)
            }
        }
        return world
    }

    /// Reads one declaration of a component type; what it imports or exports is returned.
    @discardableResult
    private mutating func read(
        _ declaration: BinaryDeclaration, into scope: inout TypeScope
    ) throws(SchemaError) -> World.Item? {
        switch declaration {
        case .type(let type): scope.append(try scope.entry(for: type))
        case .aliasExport(let instance, let name):
            guard scope.instances.indices.contains(instance), let type = scope.instances[instance][name] else {
                throw scope.failure("instance \(instance) has no type `\(name)`")
            }
            scope.append(.reference(type))
        case .aliasOuter: throw scope.failure("an alias leads out of the package")
        case .import(let name, let description):
            return try interfaces.item(name, description, isExport: false, in: &scope)
        case .export(let name, let description):
            return try interfaces.item(name, description, isExport: true, in: &scope)
        }
        return nil
    }
}
