import WIT

/// A schema in the form that `JudgeForm` gives what the judge says.
struct SchemaForm {
    let schema: Schema

    /// Everything, by package.
    func form() -> JSONValue {
        .object(
            schema.packages.map { package in
                let interfaces = package.interfaces.map { interface -> (key: String, value: JSONValue) in
                    let name = InterfaceName(package: package.name, interface: interface.name)
                    return (interface.name, form(of: interface, .interface(name)))
                }
                let worlds = package.worlds.map { world -> (key: String, value: JSONValue) in
                    (world.name, form(of: world, InterfaceName(package: package.name, interface: world.name)))
                }
                return (
                    package.name.description,
                    .compact([
                        ("docs", package.docs.map { .string($0) }), ("interfaces", .object(interfaces)),
                        ("worlds", .object(worlds)),
                    ])
                )
            })
    }

    private func form(of interface: Interface, _ owner: TypeOwner) -> JSONValue {
        .compact([
            ("docs", interface.docs.map { .string($0) }), ("stability", form(of: interface.stability)),
            ("types", .object(interface.types.map { ($0.name, form(of: $0, owner)) })),
            ("functions", .object(interface.functions.map { ($0.fullName, form(of: $0, owner)) })),
        ])
    }

    private func form(of world: World, _ name: InterfaceName) -> JSONValue {
        func items(_ items: [World.Item], isExport: Bool) -> JSONValue {
            .object(
                items.map { item in
                    switch item {
                    case .type(let type): (item.key, .compact([("type", form(of: type, .world(name)))]))
                    case .function(let function):
                        (item.key, .compact([("function", form(of: function, .world(name)))]))
                    case .inline(let interface):
                        (
                            item.key,
                            .compact([
                                (
                                    "interface",
                                    form(
                                        of: interface,
                                        .inline(world: name, name: interface.name, isExport: isExport))
                                ), ("stability", form(of: interface.stability)),
                            ])
                        )
                    case .interface(let value):
                        (
                            item.key,
                            .compact([
                                ("interface", .string(value.interface.description)),
                                ("docs", value.docs.map { .string($0) }), ("stability", form(of: value.stability)),
                                ("external_id", value.externalID.map { .string($0) }),
                            ])
                        )
                    }
                })
        }
        return .compact([
            ("docs", world.docs.map { .string($0) }), ("stability", form(of: world.stability)),
            ("imports", items(world.imports, isExport: false)), ("exports", items(world.exports, isExport: true)),
        ])
    }

    private func form(of stability: Stability) -> JSONValue? {
        switch stability {
        case .unknown: nil
        case .stable(let since, let deprecated):
            .compact([
                (
                    "stable",
                    .compact([
                        ("since", .string(since.description)),
                        ("deprecated", deprecated.map { .string($0.description) }),
                    ])
                )
            ])
        case .unstable(let feature, let deprecated):
            .compact([
                (
                    "unstable",
                    .compact([
                        ("feature", .string(feature)), ("deprecated", deprecated.map { .string($0.description) }),
                    ])
                )
            ])
        }
    }

    private func form(of type: TypeDefinition, _ owner: TypeOwner) -> JSONValue {
        func members(_ members: [TypeDefinition.Member]) -> JSONValue {
            .array(
                members.map { member in
                    .compact([
                        ("name", .string(member.name)), ("type", member.type.map { form(of: $0, owner) }),
                        ("docs", member.docs.map { .string($0) }),
                    ])
                })
        }
        let kind: JSONValue =
            switch type.kind {
            case .alias(.named(let reference)): .compact([("alias", .string(text(of: reference, owner)))])
            case .alias(.primitive(let primitive)): .compact([("alias", .string(primitive.rawValue))])
            case .alias(let target): form(of: target, owner)
            case .record(let list): .compact([("record", members(list))])
            case .variant(let list): .compact([("variant", members(list))])
            case .enum(let list): .compact([("enum", members(list))])
            case .flags(let list): .compact([("flags", members(list))])
            case .resource: .string("resource")
            }
        return .compact([
            ("kind", kind), ("docs", type.docs.map { .string($0) }), ("stability", form(of: type.stability)),
            ("external_id", type.externalID.map { .string($0) }),
        ])
    }

    private func form(of function: Function, _ owner: TypeOwner) -> JSONValue {
        let resource = function.resource.map { text(of: TypeReference(owner: owner, name: $0), owner) } ?? ""
        let accessor = [.getter: "getter", .setter: "setter"][function.access]
        var parameters = function.parameters.map { parameter in
            JSONValue.array([.string(parameter.name), form(of: parameter.type, owner)])
        }
        var result = function.result.map { form(of: $0, owner) }
        var kind: String
        switch function.kind {
        case .freestanding: kind = accessor ?? (function.isAsync ? "async-freestanding" : "freestanding")
        case .constructor:
            kind = "constructor \(resource)"
            if result == nil { result = .compact([("own", .string(resource))]) }
        case .method:
            kind = (accessor.map { "method-\($0)" } ?? (function.isAsync ? "async-method" : "method")) + " \(resource)"
            parameters.insert(.array([.string("self"), .compact([("borrow", .string(resource))])]), at: 0)
        case .staticMethod:
            kind = (accessor.map { "static-\($0)" } ?? (function.isAsync ? "async-static" : "static")) + " \(resource)"
        }
        return .compact([
            ("name", .string(function.fullName)), ("kind", .string(kind)), ("params", .array(parameters)),
            ("result", result), ("docs", function.docs.map { .string($0) }),
            ("stability", form(of: function.stability)), ("external_id", function.externalID.map { .string($0) }),
        ])
    }

    private func form(of type: TypeExpression, _ owner: TypeOwner) -> JSONValue {
        func inner(_ type: TypeExpression?) -> JSONValue? { type.map { form(of: $0, owner) } }
        switch type {
        case .primitive(let primitive): return .string(primitive.rawValue)
        case .named(let reference):
            if schema.definition(of: schema.origin(of: reference))?.kind == .resource {
                return .compact([("own", .string(text(of: reference, owner)))])
            }
            return .string(text(of: reference, owner))
        case .own(let reference): return .compact([("own", .string(text(of: reference, owner)))])
        case .borrow(let reference): return .compact([("borrow", .string(text(of: reference, owner)))])
        case .list(let part): return .compact([("list", inner(part))])
        case .fixedList(let part, let count):
            return .compact([("fixed-length-list", .array([form(of: part, owner), .number("\(count)")]))])
        case .map(let key, let value):
            return .compact([("map", .array([form(of: key, owner), form(of: value, owner)]))])
        case .option(let part): return .compact([("option", inner(part))])
        case .result(let ok, let err):
            return .compact([("result", .compact([("ok", inner(ok)), ("err", inner(err))]))])
        case .tuple(let parts): return .compact([("tuple", .array(parts.map { form(of: $0, owner) }))])
        case .future(let part): return .compact([("future", inner(part) ?? .null)])
        case .stream(let part): return .compact([("stream", inner(part) ?? .null)])
        }
    }

    private func text(of reference: TypeReference, _ owner: TypeOwner) -> String {
        if case .inline = reference.owner, reference.owner == owner { return "self.\(reference.name)" }
        return "\(reference.owner).\(reference.name)"
    }
}
