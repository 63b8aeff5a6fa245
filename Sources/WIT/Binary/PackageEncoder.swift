/// Encodes a package as a component that has only types, in the form that wasm-tools writes and reads.
struct PackageEncoder {
    private let schema: Schema
    private let package: Package

    init(schema: Schema, package: Package) {
        self.schema = schema
        self.package = package
    }

    /// The whole component.
    func encode() -> [UInt8] {
        var writer = BinaryWriter()
        writer.append(BinaryFormat.componentPreamble)
        var index = 0
        let interfaces = orderedInterfaces()
        let names = interfaces.map(\.name) + package.worlds.map(\.name)
        let types = interfaces.map(type(of:)) + package.worlds.map(type(of:))
        for (name, type) in zip(names, types) {
            var section = BinaryWriter()
            section.list([type]) { $0.append($1) }
            writer.section(BinaryFormat.typeSection, section.bytes)
            var export = BinaryWriter()
            export.list([name]) { writer, name in
                writer.append(ExternName(name).encoded)
                writer.byte(0x03)
                writer.number(index)
                writer.byte(0x00)
            }
            writer.section(BinaryFormat.exportSection, export.bytes)
            // The export is a type of its own.
            index += 2
        }
        if let metadata = PackageMetadata(package).json() {
            var section = BinaryWriter()
            section.text(BinaryFormat.metadataSection)
            section.byte(BinaryFormat.metadataVersion)
            section.append(metadata)
            writer.section(BinaryFormat.customSection, section.bytes)
        }
        return writer.bytes
    }

    /// The interfaces, each after those it needs: readers rely on it.
    private func orderedInterfaces() -> [Interface] {
        var items = WorldItems(direction: "import")
        let closure = WorldClosure(schema: schema)
        for interface in package.interfaces {
            let name = InterfaceName(package: package.name, interface: interface.name)
            closure.addImport(.interface(World.InterfaceItem(name)), to: &items)
        }
        return items.list.compactMap { item in
            guard case .interface(let item) = item, item.interface.package == package.name else { return nil }
            return package.interface(named: item.interface.interface)
        }
    }

    private func type(of interface: Interface) -> [UInt8] {
        let name = InterfaceName(package: package.name, interface: interface.name)
        var scope = Scope(schema: schema)
        for need in needs(of: name) { scope.importTypes(of: need) }
        _ = scope.instance(.export, ExternName(name.description), interface, .interface(name), hasFunctions: true)
        return scope.encoder.type(BinaryFormat.componentType)
    }

    private func type(of world: World) -> [UInt8] {
        let name = InterfaceName(package: package.name, interface: world.name)
        var scope = Scope(schema: schema)
        scope.add(world, name)
        var outer = DeclarationEncoder(schema: schema)
        let type = outer.declare(scope.encoder.type(BinaryFormat.componentType))
        outer.component(.export, ExternName(name.description), type: type)
        return outer.type(BinaryFormat.componentType)
    }

    /// The interfaces that an interface needs, each after those it needs itself.
    private func needs(of name: InterfaceName) -> [InterfaceName] {
        var items = WorldItems(direction: "import")
        WorldClosure(schema: schema).addImport(.interface(World.InterfaceItem(name)), to: &items)
        return items.list.compactMap { item in
            if case .interface(let item) = item, item.interface != name { item.interface } else { nil }
        }
    }
}

extension PackageEncoder {
    /// A component type while its imports and exports are written.
    fileprivate struct Scope {
        let schema: Schema
        var encoder: DeclarationEncoder
        /// The instance that types of an interface are taken from.
        private var instances: [InterfaceName: Int] = [:]
        private var aliases: [Int: [String: Int]] = [:]

        init(schema: Schema) {
            self.schema = schema
            encoder = DeclarationEncoder(schema: schema)
        }

        /// Imports an interface for the sake of its types.
        mutating func importTypes(of name: InterfaceName) {
            guard let interface = schema.interface(name) else { return }
            instances[name] = instance(
                .import, ExternName(name.description), interface, .interface(name), hasFunctions: false)
        }

        /// Imports or exports an interface.
        mutating func instance(
            _ port: DeclarationEncoder.Port, _ name: ExternName, _ interface: Interface, _ owner: TypeOwner,
            hasFunctions: Bool
        ) -> Int {
            var inner = DeclarationEncoder(schema: schema)
            inner.types(.export, interface.types, of: owner, outer: aliased(interface.types, owner))
            if hasFunctions {
                for function in interface.functions { inner.function(.export, function, in: owner) }
            }
            return encoder.instance(port, name, type: encoder.declare(inner.type(BinaryFormat.instanceType)))
        }

        /// Brings the types that others take over from other interfaces into this scope; returns their indices.
        private mutating func aliased(_ types: [TypeDefinition], _ owner: TypeOwner) -> [TypeReference: Int] {
            var result: [TypeReference: Int] = [:]
            for type in types {
                guard case .alias(.named(let reference)) = type.kind, reference.owner != owner,
                    case .interface(let source) = reference.owner, let instance = instances[source]
                else { continue }
                if let index = aliases[instance]?[reference.name] {
                    result[reference] = index
                } else {
                    let index = encoder.aliasExport(of: instance, reference.name)
                    aliases[instance, default: [:]][reference.name] = index
                    result[reference] = index
                }
            }
            return result
        }

        /// Writes the imports and exports of a world.
        mutating func add(_ world: World, _ name: InterfaceName) {
            let owner = TypeOwner.world(name)
            for item in world.imports {
                if case .interface(let item) = item { add(item, .import) }
            }
            var types: [TypeDefinition] = []
            for case .type(let type) in world.imports { types.append(type) }
            for (reference, index) in aliased(types, owner) { encoder.named[reference] = index }
            encoder.types(.import, types, of: owner, outer: [:])
            for item in world.imports { add(item, .import, name) }
            for item in ordered(world.exports) {
                if case .interface(let item) = item { add(item, .export) } else { add(item, .export, name) }
            }
        }

        private mutating func add(_ item: World.InterfaceItem, _ port: DeclarationEncoder.Port) {
            guard let interface = schema.interface(item.interface) else { return }
            let full = item.interface.description
            let name = ExternName(
                item.name ?? full, implements: item.name == nil ? nil : full, externalID: item.externalID)
            let index = instance(port, name, interface, .interface(item.interface), hasFunctions: true)
            if item.name == nil { instances[item.interface] = index }
        }

        private mutating func add(_ item: World.Item, _ port: DeclarationEncoder.Port, _ world: InterfaceName) {
            switch item {
            case .function(let function): encoder.function(port, function, in: .world(world))
            case .inline(let interface):
                let owner = TypeOwner.inline(world: world, name: interface.name, isExport: port == .export)
                _ = instance(port, ExternName(interface.name), interface, owner, hasFunctions: true)
            case .interface, .type: break
            }
        }

        /// Exports with each interface after those it needs.
        private func ordered(_ exports: [World.Item]) -> [World.Item] {
            var items = WorldItems(direction: "export")
            let exported = Set(exports.map(\.key))
            let closure = WorldClosure(schema: schema)
            for item in exports {
                var needs = WorldItems(direction: "export")
                closure.addImport(item, to: &needs)
                for need in needs.list where exported.contains(need.key) && !items.contains(need) {
                    items.append(exports.first { $0.key == need.key } ?? need)
                }
                if !items.contains(item) { items.append(item) }
            }
            return items.list
        }
    }
}
