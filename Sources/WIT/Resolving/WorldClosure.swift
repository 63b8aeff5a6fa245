/// Finds the interfaces that the items of a world need.
struct WorldClosure {
    let schema: Schema

    /// Adds an import after the interfaces it needs.
    func addImport(_ item: World.Item, to items: inout WorldItems) {
        for need in needs(of: item) { addInterface(need, stability: item.stability, to: &items) }
        if !items.contains(item) { items.append(item) }
    }

    /// Adds the interfaces that exports need and that are not exported themselves.
    ///
    /// - Returns: The export that cannot be given what it needs: something it needs must be imported, but needs
    ///   in turn what is exported.
    func addNeeds(of exports: [World.Item], to imports: inout WorldItems) -> String? {
        let exported = Set(
            exports.compactMap { item -> InterfaceName? in
                if case .interface(let item) = item, item.name == nil { item.interface } else { nil }
            })
        var required: Set<InterfaceName> = []
        for item in exports {
            // As in wasm-tools, an interface exported under another name must come before those that import it.
            if case .interface(let item) = item, required.contains(item.interface) {
                return item.name ?? item.interface.description
            }
            for need in needs(of: item) where !exported.contains(need) {
                guard let closure = importable(need, beside: exported) else { return item.key }
                required.formUnion(closure)
                addInterface(need, stability: item.stability, to: &imports)
            }
        }
        return nil
    }

    /// Adds an interface after those it needs; with a stack of our own, as chains may be of any length.
    private func addInterface(_ name: InterfaceName, stability: Stability, to items: inout WorldItems) {
        func item(_ name: InterfaceName) -> World.Item {
            .interface(World.InterfaceItem(name, stability: stability))
        }
        if items.contains(item(name)) { return }
        var stack = [(name: name, needs: needs(of: item(name))[...])]
        while let top = stack.last {
            if let need = top.needs.first {
                stack[stack.count - 1].needs.removeFirst()
                if !items.contains(item(need)) { stack.append((need, needs(of: item(need))[...])) }
            } else {
                if !items.contains(item(top.name)) { items.append(item(top.name)) }
                stack.removeLast()
            }
        }
    }

    /// The interface and all it needs; nil if something of that is exported.
    private func importable(_ name: InterfaceName, beside exported: Set<InterfaceName>) -> Set<InterfaceName>? {
        var seen: Set<InterfaceName> = [name]
        var pending = [name]
        while let name = pending.popLast() {
            for need in needs(of: schema.interface(name)?.types ?? [], in: .interface(name)) {
                if exported.contains(need) { return nil }
                if seen.insert(need).inserted { pending.append(need) }
            }
        }
        return seen
    }

    /// The interfaces that an item takes types from.
    private func needs(of item: World.Item) -> [InterfaceName] {
        switch item {
        case .interface(let item):
            needs(of: schema.interface(item.interface)?.types ?? [], in: .interface(item.interface))
        case .inline(let interface): needs(of: interface.types, in: nil)
        case .type(let type): needs(of: [type], in: nil)
        case .function: []
        }
    }

    private func needs(of types: [TypeDefinition], in owner: TypeOwner?) -> [InterfaceName] {
        types.compactMap { type in
            guard case .alias(.named(let reference)) = type.kind, reference.owner != owner,
                case .interface(let name) = reference.owner
            else { return nil }
            return name
        }
    }
}

extension World.Item {
    /// Since when, or under which feature, it is there.
    var stability: Stability {
        switch self {
        case .interface(let item): item.stability
        case .inline(let interface): interface.stability
        case .function(let function): function.stability
        case .type(let type): type.stability
        }
    }
}
