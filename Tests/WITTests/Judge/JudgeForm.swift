import WIT

/// What `wasm-tools component wit --json` says, with its numbers replaced by names, so that it can be compared.
struct JudgeForm {
    private let root: JSONValue
    private let packages: [JSONValue]
    private let interfaces: [JSONValue]
    private let worlds: [JSONValue]
    private let types: [JSONValue]

    init(_ root: JSONValue) {
        self.root = root
        packages = root.elements("packages")
        interfaces = root.elements("interfaces")
        worlds = root.elements("worlds")
        types = root.elements("types")
    }

    /// Everything, by package.
    func form() -> JSONValue {
        .object(
            packages.map { package in
                let own = package.members("interfaces").map { member -> (key: String, value: JSONValue) in
                    (member.key, interface(member.value.index))
                }
                let worlds = package.members("worlds").map { member -> (key: String, value: JSONValue) in
                    (member.key, world(member.value.index))
                }
                return (
                    package.text("name"),
                    .compact([
                        ("docs", package.docs), ("interfaces", .object(own)), ("worlds", .object(worlds)),
                    ])
                )
            })
    }

    private func interface(_ index: Int) -> JSONValue {
        let interface = interfaces[index]
        return .compact([
            ("docs", interface.docs), ("stability", interface["stability"]),
            ("types", .object(interface.members("types").map { ($0.key, definition($0.value.index, in: index)) })),
            (
                "functions",
                .object(interface.members("functions").map { ($0.key, function($0.value, in: index)) })
            ),
        ])
    }

    private func world(_ index: Int) -> JSONValue {
        let world = worlds[index]
        func items(_ side: String) -> JSONValue {
            .object(
                world.members(side).map { member in
                    if let item = member.value["interface"] { return self.item(member.key, item) }
                    if let item = member.value["function"] {
                        return (member.key, .compact([("function", function(item, in: nil))]))
                    }
                    return (
                        member.key, .compact([("type", definition((member.value["type"] ?? .null).index, in: nil))])
                    )
                })
        }
        return .compact([
            ("docs", world.docs), ("stability", world["stability"]), ("imports", items("imports")),
            ("exports", items("exports")),
        ])
    }

    private func item(_ key: String, _ item: JSONValue) -> (key: String, value: JSONValue) {
        let index = (item["id"] ?? .null).index
        let name = name(ofInterface: index)
        let isAnonymous = interfaces[index]["name"] == .null || interfaces[index]["name"] == nil
        return (
            key.hasPrefix("interface-") ? name : key,
            .compact([
                ("interface", isAnonymous ? interface(index) : .string(name)), ("docs", item.docs),
                ("stability", item["stability"]), ("external_id", item["external_id"]),
            ])
        )
    }

    private func definition(_ index: Int, in interface: Int?) -> JSONValue {
        let type = types[index]
        let kind: JSONValue
        if let target = type["kind"]?["type"] {
            kind = .compact([("alias", use(target, in: interface, isAlias: true))])
        } else {
            kind = self.kind(type["kind"] ?? .null, in: interface)
        }
        return .compact([
            ("kind", kind), ("docs", type.docs), ("stability", type["stability"]),
            ("external_id", type["external_id"]),
        ])
    }

    private func function(_ function: JSONValue, in interface: Int?) -> JSONValue {
        var kind = function["kind"] ?? .null
        if case .object(let members) = kind, let member = members.first {
            kind = .string(member.key + " " + reference(member.value.index, in: interface))
        }
        let parameters = function.elements("params").map { parameter in
            JSONValue.array([
                .string(parameter.text("name")), use(parameter["type"] ?? .null, in: interface, isAlias: false),
            ])
        }
        return .compact([
            ("name", function["name"]), ("kind", kind), ("params", .array(parameters)),
            ("result", function["result"].map { use($0, in: interface, isAlias: false) }), ("docs", function.docs),
            ("stability", function["stability"]), ("external_id", function["external_id"]),
        ])
    }

    /// A type where it is used: a primitive's name, a reference, or its structure.
    private func use(_ type: JSONValue, in interface: Int?, isAlias: Bool) -> JSONValue {
        guard case .number = type else { return type }
        let definition = types[type.index]
        if case .string = definition["name"] { return .string(reference(type.index, in: interface)) }
        return kind(definition["kind"] ?? .null, in: interface)
    }

    /// The structure of a type.
    private func kind(_ kind: JSONValue, in interface: Int?) -> JSONValue {
        guard case .object(let members) = kind, let member = members.first else { return kind }
        func use(_ type: JSONValue?) -> JSONValue? {
            type.flatMap { $0 == .null ? nil : self.use($0, in: interface, isAlias: false) }
        }
        let value = member.value
        switch member.key {
        case "record", "variant", "enum", "flags":
            let list = ["record": "fields", "variant": "cases", "enum": "cases", "flags": "flags"][member.key] ?? ""
            return .compact([
                (
                    member.key,
                    .array(
                        value.elements(list).map { element in
                            .compact([
                                ("name", element["name"]), ("type", use(element["type"])), ("docs", element.docs),
                            ])
                        })
                )
            ])
        case "tuple": return .compact([("tuple", .array(value.elements("types").compactMap { use($0) }))])
        case "result": return .compact([("result", .compact([("ok", use(value["ok"])), ("err", use(value["err"]))]))])
        case "handle":
            guard case .object(let handle) = value, let handle = handle.first else { return kind }
            return .compact([(handle.key, .string(reference(handle.value.index, in: interface)))])
        case "fixed-length-list", "map":
            guard case .array(let parts) = value, parts.count == 2 else { return kind }
            let second = member.key == "map" ? use(parts[1]) : parts[1]
            return .compact([(member.key, .array([use(parts[0]) ?? .null, second ?? .null]))])
        default: return .compact([(member.key, use(value) ?? .null)])
        }
    }

    private func reference(_ index: Int, in interface: Int?) -> String {
        let type = types[index]
        let owner = type["owner"] ?? .null
        if let owner = owner["interface"] {
            let isOwn = owner.index == interface && interfaces[owner.index]["name"] == .null
            return (isOwn ? "self" : name(ofInterface: owner.index)) + "." + type.text("name")
        }
        return name(ofWorld: (owner["world"] ?? .null).index) + "." + type.text("name")
    }

    private func name(ofInterface index: Int) -> String {
        qualified(interfaces[index], "inline interface \(index)")
    }

    private func name(ofWorld index: Int) -> String { qualified(worlds[index], "world \(index)") }

    private func qualified(_ item: JSONValue, _ unnamed: String) -> String {
        guard case .string(let name) = item["name"] else { return unnamed }
        let package = packages[(item["package"] ?? .null).index].text("name")
        let parts = package.split(separator: "@", maxSplits: 1)
        return "\(parts[0])/\(name)" + (parts.count == 2 ? "@\(parts[1])" : "")
    }
}

extension JSONValue {
    /// An object of those members that are there.
    static func compact(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(members.compactMap { member in member.1.map { (member.0, $0) } })
    }

    fileprivate func elements(_ name: String) -> [JSONValue] {
        if case .array(let elements) = self[name] { elements } else { [] }
    }

    fileprivate func members(_ name: String) -> [(key: String, value: JSONValue)] {
        if case .object(let members) = self[name] { members } else { [] }
    }

    fileprivate func text(_ name: String) -> String {
        if case .string(let text) = self[name] { text } else { "" }
    }

    fileprivate var docs: JSONValue? { self["docs"]?["contents"] }

    fileprivate var index: Int {
        if case .number(let text) = self { Int(text) ?? 0 } else { 0 }
    }
}
