extension Schema {
    /// The packages with only these interfaces, those they need, and no worlds: what an author needs to import them.
    ///
    /// - Throws: If the schema does not have one of them.
    public func restricted(to interfaces: Set<InterfaceName>) throws(SchemaError) -> Schema {
        var kept: Set<InterfaceName> = []
        var pending = Array(interfaces)
        while let name = pending.popLast() {
            guard kept.insert(name).inserted else { continue }
            guard let interface = interface(name) else {
                throw SchemaError(message: "there is no interface `\(name)`")
            }
            for reference in interface.types.flatMap(\.parts).flatMap(\.references) {
                if case .interface(let other) = reference.owner, !kept.contains(other) { pending.append(other) }
            }
        }
        var result = Schema()
        for package in packages {
            var copy = package
            copy.worlds = []
            copy.interfaces.removeAll { !kept.contains(InterfaceName(package: package.name, interface: $0.name)) }
            if !copy.interfaces.isEmpty { result.add(copy) }
        }
        return result
    }

    /// Adds the packages of another schema; where both have a package, its interfaces and worlds are joined.
    ///
    /// - Throws: If both have an interface or a world of one name, and these differ in more than what is written
    ///   about them.
    public mutating func merge(_ other: Schema) throws(SchemaError) {
        for package in other.packages {
            guard var own = self.package(package.name) else {
                add(package)
                continue
            }
            for interface in package.interfaces {
                if let existing = own.interface(named: interface.name) {
                    if existing.withoutDocs == interface.withoutDocs { continue }
                    throw SchemaError(message: "`\(package.name)` has two different interfaces `\(interface.name)`")
                }
                own.interfaces.append(interface)
            }
            for world in package.worlds {
                if let existing = own.world(named: world.name) {
                    if existing == world { continue }
                    throw SchemaError(message: "`\(package.name)` has two different worlds `\(world.name)`")
                }
                own.worlds.append(world)
            }
            add(own)
        }
    }
}

extension Interface {
    /// Only what matters when components are linked.
    fileprivate var withoutDocs: Interface {
        func strip(_ members: [TypeDefinition.Member]) -> [TypeDefinition.Member] {
            members.map { TypeDefinition.Member($0.name, $0.type) }
        }
        let types = types.map { type in
            let kind: TypeDefinition.Kind =
                switch type.kind {
                case .record(let members): .record(strip(members))
                case .variant(let members): .variant(strip(members))
                case .enum(let members): .enum(strip(members))
                case .flags(let members): .flags(strip(members))
                case .alias, .resource: type.kind
                }
            return TypeDefinition(name: type.name, kind: kind)
        }
        let functions = functions.map { function in
            Function(
                name: function.name, kind: function.kind, access: function.access, isAsync: function.isAsync,
                parameters: function.parameters, result: function.result)
        }
        return Interface(name: name, types: types, functions: functions)
    }
}
