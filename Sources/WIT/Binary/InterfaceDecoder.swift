/// Reads interfaces, and what else worlds import and export, out of component types.
struct InterfaceDecoder {
    /// The interfaces that have been read, by package.
    var schema = Schema()

    /// Reads an import or export of a world; nil if it is of a kind that worlds do not have.
    mutating func item(
        _ name: ExternName, _ description: BinaryDescription, isExport: Bool, in scope: inout TypeScope
    ) throws(SchemaError) -> World.Item? {
        switch description {
        case .function(let index): return .function(try scope.function(name, index))
        case .typeEqual, .resource: return .type(try scope.name(name, description))
        case .component, .module: return nil
        case .instance(let index):
            guard case .instance(let declarations) = try scope.entry(index) else {
                throw scope.failure("`\(name.name)` is no instance")
            }
            if name.implements == nil, !name.name.contains(":"), case .world(let world) = scope.owner {
                if let rule = Identifier.problem(in: name.name) {
                    throw scope.failure("the name `\(name.name)` \(rule)")
                }
                let owner = TypeOwner.inline(world: world, name: name.name, isExport: isExport)
                let interface = try self.interface(name.name, owner, declarations, outer: scope)
                scope.appendInstance(interface.references(of: owner))
                return .inline(interface)
            }
            let full = try interfaceName(ExternName(name.implements ?? name.name))
            if name.implements != nil, let rule = Identifier.problem(in: name.name) {
                throw scope.failure("the name `\(name.name)` \(rule)")
            }
            let interface = try self.interface(full.interface, .interface(full), declarations, outer: scope)
            scope.appendInstance(interface.references(of: .interface(full)))
            join(interface, full)
            let key = name.implements == nil ? nil : name.name
            return .interface(World.InterfaceItem(full, name: key, externalID: name.externalID))
        }
    }

    /// Reads an instance type as an interface.
    func interface(
        _ name: String, _ owner: TypeOwner, _ declarations: [BinaryDeclaration], outer: TypeScope
    ) throws(SchemaError) -> Interface {
        var scope = TypeScope(owner: owner)
        var interface = Interface(name: name)
        for declaration in declarations {
            switch declaration {
            case .type(let type): scope.append(try scope.entry(for: type))
            case .aliasOuter(let count, let index):
                if count != 1 { throw scope.failure("an alias leads out of the package") }
                scope.append(try outer.entry(index))
            case .export(let name, .function(let index)):
                interface.functions.append(try scope.function(name, index))
            case .export(let name, let description): interface.types.append(try scope.name(name, description))
            case .aliasExport, .import: throw scope.failure("an interface has imports of its own")
            }
        }
        return interface
    }

    /// Adds what has been read of an interface to what is known of it.
    mutating func join(_ interface: Interface, _ name: InterfaceName) {
        var package = schema.package(name.package) ?? Package(name: name.package)
        if let index = package.interfaces.firstIndex(where: { $0.name == name.interface }) {
            let known = package.interfaces[index]
            package.interfaces[index].types += interface.types.filter { known.type(named: $0.name) == nil }
            package.interfaces[index].functions += interface.functions.filter {
                known.function(named: $0.fullName) == nil
            }
        } else {
            package.interfaces.append(interface)
        }
        schema.add(package)
    }

    /// The interface that a name in a component stands for.
    func interfaceName(_ name: ExternName) throws(SchemaError) -> InterfaceName {
        do { return try InterfaceName(name.name) } catch {
            throw SchemaError(message: "not a WIT package in binary form: \(error)")
        }
    }
}

extension Interface {
    /// The references to its types.
    func references(of owner: TypeOwner) -> [String: TypeReference] {
        Dictionary(types.map { ($0.name, TypeReference(owner: owner, name: $0.name)) }) { first, _ in first }
    }
}
