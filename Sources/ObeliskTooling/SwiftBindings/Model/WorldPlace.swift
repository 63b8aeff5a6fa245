import WIT

/// An interface of a world, or what is declared in the world itself, before it has names in Swift.
struct WorldPlace {
    let owner: TypeOwner
    /// As in WIT, for comments and messages.
    let title: String
    /// What its functions are imported from; nil if it is not imported.
    var importModule: String?
    /// What stands before the names of its exported functions; nil if it is not exported.
    var exportPrefix: String?
    let docs: String?
    var types: [TypeDefinition]
    var imports: [Function]
    var exports: [Function]

    /// The places of a world in the order in which it names them; its own comes last.
    static func all(of world: World, named name: InterfaceName, in schema: Schema) -> [WorldPlace] {
        var places: [WorldPlace] = []
        var own = WorldPlace(
            owner: .world(name), title: name.description, importModule: "$root", exportPrefix: "", docs: world.docs,
            types: [], imports: [], exports: [])
        for item in world.imports {
            switch item {
            case .interface(let item):
                places.append(WorldPlace(item, key: item.name ?? item.interface.description, in: schema))
                places[places.count - 1].importModule = item.name ?? item.interface.description
            case .inline(let interface):
                var place = WorldPlace(interface, in: name, isExport: false)
                place.importModule = interface.name
                places.append(place)
            case .function(let function): own.imports.append(function)
            case .type(let type): own.types.append(type)
            }
        }
        for item in world.exports {
            switch item {
            case .interface(let item):
                let key = item.name ?? item.interface.description
                if let index = places.firstIndex(where: { $0.title == key }) {
                    places[index].exportPrefix = key + "#"
                    places[index].exports = places[index].imports
                } else {
                    var place = WorldPlace(item, key: key, in: schema)
                    place.exportPrefix = key + "#"
                    swap(&place.imports, &place.exports)
                    places.append(place)
                }
            case .inline(let interface):
                var place = WorldPlace(interface, in: name, isExport: true)
                place.exportPrefix = interface.name + "#"
                swap(&place.imports, &place.exports)
                places.append(place)
            case .function(let function): own.exports.append(function)
            case .type(let type): own.types.append(type)
            }
        }
        return places + [own]
    }

    private init(
        owner: TypeOwner, title: String, importModule: String?, exportPrefix: String?, docs: String?,
        types: [TypeDefinition], imports: [Function], exports: [Function]
    ) {
        self.owner = owner
        self.title = title
        self.importModule = importModule
        self.exportPrefix = exportPrefix
        self.docs = docs
        self.types = types
        self.imports = imports
        self.exports = exports
    }

    private init(_ item: World.InterfaceItem, key: String, in schema: Schema) {
        let interface = schema.interface(item.interface)
        self.init(
            owner: .interface(item.interface), title: key, importModule: nil, exportPrefix: nil,
            docs: interface?.docs, types: interface?.types ?? [], imports: interface?.functions ?? [], exports: [])
    }

    private init(_ interface: Interface, in world: InterfaceName, isExport: Bool) {
        self.init(
            owner: .inline(world: world, name: interface.name, isExport: isExport), title: interface.name,
            importModule: nil, exportPrefix: nil, docs: interface.docs, types: interface.types,
            imports: interface.functions, exports: [])
    }
}
