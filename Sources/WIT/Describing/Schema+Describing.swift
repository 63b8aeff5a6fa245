extension Schema {
    /// The packages that a component's imports and exports belong to, and a package `root:component` with the
    /// world `root` of the component itself.
    ///
    /// - Throws: If a name is none, or a type that needs a name has none.
    public init(describing component: ComponentTypes) throws(SchemaError) {
        var naming = TypeNaming()
        var interfaces: [(name: InterfaceName, interface: Interface)] = []
        let worldName = InterfaceName(package: PackageName(namespace: "root", name: "component"), interface: "root")
        var world = World(name: worldName.interface)
        let rootOwner = TypeOwner.world(worldName)
        let root = try naming.interface(component.rootImports, owner: rootOwner)
        for (instances, isExport) in [(component.imports, false), (component.exports, true)] {
            for instance in instances {
                let item: World.Item
                if let name = try? InterfaceName(instance.name) {
                    let interface = try naming.interface(instance, owner: .interface(name))
                    if let index = interfaces.firstIndex(where: { $0.name == name }) {
                        interfaces[index].interface.join(interface)
                    } else {
                        interfaces.append((name, interface))
                    }
                    item = .interface(World.InterfaceItem(name))
                } else {
                    let owner = TypeOwner.inline(world: worldName, name: instance.name, isExport: isExport)
                    item = .inline(try naming.interface(instance, owner: owner))
                }
                if isExport { world.exports.append(item) } else { world.imports.append(item) }
            }
        }
        world.imports += root.types.map(World.Item.type) + root.functions.map(World.Item.function)
        world.exports += try naming.interface(component.rootExports, owner: rootOwner).functions.map(
            World.Item.function)
        self.init(main: worldName.package)
        for (name, interface) in interfaces {
            if package(name.package) == nil { add(Package(name: name.package)) }
            append(interface, to: name.package)
        }
        add(Package(name: worldName.package, worlds: [world]))
    }
}

extension Interface {
    /// Adds the types and functions of another description of the same interface.
    fileprivate mutating func join(_ other: Interface) {
        types += other.types.filter { type(named: $0.name) == nil }
        functions += other.functions.filter { function(named: $0.fullName) == nil }
    }
}
