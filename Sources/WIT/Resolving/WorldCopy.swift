/// Copies the items of an included world into the world that includes it.
struct WorldCopy {
    private let source: InterfaceName
    private let target: InterfaceName
    private let renames: [String: String]

    init(from source: InterfaceName, to target: InterfaceName, renames: [RenameSyntax]) {
        self.source = source
        self.target = target
        self.renames = Dictionary(renames.map { ($0.name.text, $0.result.text) }) { first, _ in first }
    }

    /// Whether the world has something of this name that was named in it.
    func canRename(_ name: String, in world: World) -> Bool {
        (world.imports + world.exports).contains { $0.hasOwnName && $0.key == name }
    }

    /// An item of the source as it is in the target.
    func item(_ item: World.Item, isExport: Bool) -> World.Item {
        switch item {
        case .interface(var interface):
            interface.name = interface.name.map(rename)
            return .interface(interface)
        case .type(let type):
            var copy = type.mapReferences(reference)
            copy.name = rename(type.name)
            return .type(copy)
        case .function(let function):
            var copy = function.mapReferences(reference)
            if case .freestanding = function.kind, function.access == .function { copy.name = rename(function.name) }
            return .function(copy)
        case .inline(let interface):
            var copy = interface
            copy.name = rename(interface.name)
            copy.types = interface.types.map { $0.mapReferences(reference) }
            copy.functions = interface.functions.map { $0.mapReferences(reference) }
            return .inline(copy)
        }
    }

    private func rename(_ name: String) -> String { renames[name] ?? name }

    private func reference(_ reference: TypeReference) -> TypeReference {
        switch reference.owner {
        case .world(source): TypeReference(owner: .world(target), name: rename(reference.name))
        case .inline(source, let name, let isExport):
            TypeReference(owner: .inline(world: target, name: rename(name), isExport: isExport), name: reference.name)
        default: reference
        }
    }
}
