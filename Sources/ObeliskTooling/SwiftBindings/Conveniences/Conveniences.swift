import WIT

/// What is written on top of the engine's own interfaces, for those that a world has.
struct Conveniences {
    /// Swift declarations, without a line's end.
    private(set) var texts: [String] = []

    init(_ world: GuestWorld) {
        if let log = world.obelisk("log", "log") { texts.append(Self.log(log.namespace)) }
        let execution = world.obelisk("types", "execution")?.namespace
        if let support = world.obelisk("workflow", "workflow-support")?.namespace {
            texts.append(Self.time(support))
            if let execution {
                texts.append(Self.dynamicCalls(support, execution))
                texts.append(Self.joinSets(support, execution))
            }
        }
        let children = Self.children(world)
        if let execution, !children.isEmpty {
            let set = children.map { Self.submission($0, execution, world.spelling) }.joined(separator: "\n\n")
            texts.append("extension \(execution).JoinSet {\n\(set)\n}")
            let id = children.compactMap { Self.outcome($0, execution, world.spelling) }.joined(separator: "\n\n")
            if !id.isEmpty { texts.append("extension \(execution).ExecutionID {\n\(id)\n}") }
        }
    }

    /// A function that can be started as a child, as its extension package offers it.
    struct Child {
        /// Its name in WIT.
        let title: String
        /// Its name, with a capital first letter, for others to be made of.
        let name: String
        let namespace: String
        let submit, awaitNext: GuestFunction
        let get: GuestFunction?
    }

    /// The functions that the world's extension packages can start; where two have one name, their interface's is
    /// put before it.
    private static func children(_ world: GuestWorld) -> [Child] {
        var found: [Child] = []
        for interface in world.interfaces {
            guard case .interface(let name) = interface.owner, name.package.name.hasSuffix("-obelisk-ext") else {
                continue
            }
            let functions = Dictionary(uniqueKeysWithValues: interface.imports.map { ($0.abiName, $0) })
            for submit in interface.imports where submit.abiName.hasSuffix("-submit") {
                let title = String(submit.abiName.dropLast("-submit".count))
                guard submit.parameters.first?.type.isBorrow == true, let awaitNext = functions[title + "-await-next"]
                else { continue }
                found.append(
                    Child(
                        title: title, name: SwiftName.type(title), namespace: interface.namespace, submit: submit,
                        awaitNext: awaitNext, get: functions[title + "-get"]))
            }
        }
        let counts = Dictionary(grouping: found, by: \.name).mapValues(\.count)
        return found.map { child in
            guard counts[child.name] != 1 else { return child }
            let prefix = child.namespace.hasSuffix("Ext") ? String(child.namespace.dropLast(3)) : child.namespace
            return Child(
                title: child.title, name: prefix + child.name, namespace: child.namespace, submit: child.submit,
                awaitNext: child.awaitNext, get: child.get)
        }
    }
}

extension GuestType {
    /// Whether it is a lent handle.
    fileprivate var isBorrow: Bool { if case .borrow = self { true } else { false } }
}
