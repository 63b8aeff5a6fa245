/// Makes the syntax tree of a resolved package.
struct ModelSyntax {
    let package: Package

    /// The package as one file.
    func file() -> FileSyntax {
        var file = FileSyntax(file: SourceFile(path: "", bytes: []))
        file.package = PackageHeaderSyntax(
            head: ItemHead(leading: Documentation.comments(for: package.docs)), name: package.name, range: 0..<0)
        file.items = package.interfaces.map { .interface(syntax(of: $0)) }
        file.items += package.worlds.map { .world(syntax(of: $0)) }
        return file
    }

    private func syntax(of interface: Interface) -> InterfaceSyntax {
        let owner = TypeOwner.interface(InterfaceName(package: package.name, interface: interface.name))
        return InterfaceSyntax(
            head: head(interface.docs, interface.stability), name: name(interface.name),
            body: body(of: interface, owner: owner))
    }

    private func body(of interface: Interface, owner: TypeOwner) -> InterfaceBodySyntax {
        var items = uses(in: interface.types, of: owner).map(InterfaceItemSyntax.use)
        items += definitions(interface.types, interface.functions, of: owner).map(InterfaceItemSyntax.type)
        for function in interface.functions where function.resource == nil {
            items.append(.function(syntax(of: function)))
        }
        return InterfaceBodySyntax(items: items, closing: [])
    }

    private func syntax(of world: World) -> WorldSyntax {
        let worldName = InterfaceName(package: package.name, interface: world.name)
        var types: [TypeDefinition] = []
        var functions: [Function] = []
        for item in world.imports {
            switch item {
            case .type(let type): types.append(type)
            case .function(let function): functions.append(function)
            case .interface, .inline: break
            }
        }
        var items = uses(in: types, of: .world(worldName)).map(WorldItemSyntax.use)
        items += definitions(types, functions, of: .world(worldName)).map(WorldItemSyntax.type)
        for item in world.imports {
            if let value = syntax(of: item, in: worldName, isExport: false) { items.append(.import(value)) }
        }
        for item in world.exports {
            if let value = syntax(of: item, in: worldName, isExport: true) { items.append(.export(value)) }
        }
        return WorldSyntax(
            head: head(world.docs, world.stability), name: name(world.name), items: items, closing: [])
    }

    private func syntax(of item: World.Item, in world: InterfaceName, isExport: Bool) -> ExternSyntax? {
        switch item {
        case .interface(let item):
            return ExternSyntax(
                head: head(item.docs, item.stability, item.externalID),
                kind: .interface(item.name.map(name), path(of: item.interface)))
        case .inline(let interface):
            let owner = TypeOwner.inline(world: world, name: interface.name, isExport: isExport)
            return ExternSyntax(
                head: head(interface.docs, interface.stability),
                kind: .inline(name(interface.name), body(of: interface, owner: owner)))
        case .function(let function):
            if function.resource != nil { return nil }
            let syntax = syntax(of: function)
            return ExternSyntax(head: syntax.head, kind: .function(syntax))
        case .type: return nil
        }
    }

    /// The types taken over from elsewhere, those next to each other from one interface in one `use`.
    private func uses(in types: [TypeDefinition], of owner: TypeOwner) -> [UseSyntax] {
        var result: [UseSyntax] = []
        for type in types {
            guard let (source, reference) = foreign(type, owner) else { continue }
            let alias = type.name == reference.name ? nil : name(type.name)
            let rename = RenameSyntax(name: name(reference.name), alias: alias)
            let use = UseSyntax(
                head: head(nil, type.stability, type.externalID), path: path(of: source), names: [rename])
            if let last = result.last, last.head == use.head, last.path == use.path {
                result[result.count - 1].names.append(rename)
            } else {
                result.append(use)
            }
        }
        return result
    }

    private func definitions(
        _ types: [TypeDefinition], _ functions: [Function], of owner: TypeOwner
    ) -> [TypeDefinitionSyntax] {
        types.filter { foreign($0, owner) == nil }.map { type in
            let kind: TypeDefinitionSyntax.Kind
            switch type.kind {
            case .alias(let target): kind = .alias(syntax(of: target))
            case .record(let members): kind = .record(syntax(of: members))
            case .variant(let members): kind = .variant(syntax(of: members))
            case .enum(let members): kind = .enum(syntax(of: members))
            case .flags(let members): kind = .flags(syntax(of: members))
            case .resource:
                kind = .resource(functions.filter { $0.resource == type.name }.map(syntax(of:)), closing: [])
            }
            return TypeDefinitionSyntax(
                head: head(type.docs, type.stability, type.externalID), name: name(type.name), kind: kind)
        }
    }

    private func foreign(_ type: TypeDefinition, _ owner: TypeOwner) -> (InterfaceName, TypeReference)? {
        guard case .alias(.named(let reference)) = type.kind, reference.owner != owner,
            case .interface(let source) = reference.owner
        else { return nil }
        return (source, reference)
    }

    private func syntax(of function: Function) -> FunctionSyntax {
        let kind: FunctionSyntax.Kind
        var isStatic = false
        switch (function.kind, function.access) {
        case (.constructor, _): kind = .constructor
        case (_, .function): kind = .function
        case (_, .getter): kind = .getter
        case (_, .setter): kind = .setter
        }
        if case .staticMethod = function.kind { isStatic = true }
        let members = function.parameters.map { parameter in
            MemberSyntax(head: ItemHead(), name: name(parameter.name), type: syntax(of: parameter.type))
        }
        return FunctionSyntax(
            head: head(function.docs, function.stability, function.externalID), name: name(function.name), kind: kind,
            isStatic: isStatic, isAsync: function.isAsync, keywordRange: 0..<0,
            parameters: MembersSyntax(members: members, closing: []), result: function.result.map(syntax(of:)))
    }

    private func syntax(of members: [TypeDefinition.Member]) -> MembersSyntax {
        MembersSyntax(
            members: members.map { member in
                MemberSyntax(
                    head: ItemHead(leading: Documentation.comments(for: member.docs)), name: name(member.name),
                    type: member.type.map(syntax(of:)))
            }, closing: [])
    }

    private func syntax(of type: TypeExpression) -> TypeSyntax {
        let kind: TypeSyntax.Kind =
            switch type {
            case .primitive(let primitive): .primitive(primitive)
            case .named(let reference): .name(name(reference.name))
            case .own(let reference): .own(name(reference.name))
            case .borrow(let reference): .borrow(name(reference.name))
            case .list(let part): .list(syntax(of: part))
            case .fixedList(let part, let count): .fixedList(syntax(of: part), count: count)
            case .map(let key, let value): .map(key: syntax(of: key), value: syntax(of: value))
            case .option(let part): .option(syntax(of: part))
            case .result(let ok, let err): .result(ok: ok.map(syntax(of:)), err: err.map(syntax(of:)))
            case .tuple(let parts): .tuple(parts.map(syntax(of:)))
            case .future(let part): .future(part.map(syntax(of:)))
            case .stream(let part): .stream(part.map(syntax(of:)))
            }
        return TypeSyntax(kind: kind, range: 0..<0)
    }

    private func path(of interface: InterfaceName) -> PathSyntax {
        let isOwn = interface.package == package.name
        return PathSyntax(
            package: isOwn ? nil : interface.package, packageRange: 0..<0, name: name(interface.interface))
    }

    private func name(_ text: String) -> NameSyntax { NameSyntax(text: text, range: 0..<0) }

    private func head(_ docs: String?, _ stability: Stability, _ externalID: String? = nil) -> ItemHead {
        var kinds: [AttributeSyntax.Kind] = []
        switch stability {
        case .unknown: break
        case .stable(let since, let deprecated):
            kinds.append(.since(since, 0..<0))
            if let deprecated { kinds.append(.deprecated(deprecated)) }
        case .unstable(let feature, let deprecated):
            kinds.append(.unstable(feature: feature))
            if let deprecated { kinds.append(.deprecated(deprecated)) }
        }
        if let externalID { kinds.append(.externalID(externalID)) }
        return ItemHead(
            leading: Documentation.comments(for: docs),
            attributes: kinds.map { AttributeSyntax(kind: $0, range: 0..<0) })
    }
}
