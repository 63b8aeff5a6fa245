extension Package {
    /// Adds the comments and gates that `PackageMetadata` writes.
    mutating func apply(_ metadata: JSONValue) {
        docs = metadata["docs"]?.text
        for index in interfaces.indices {
            if let own = metadata["interfaces"]?[interfaces[index].name] { interfaces[index].apply(own) }
        }
        for index in worlds.indices {
            if let own = metadata["worlds"]?[worlds[index].name] { worlds[index].apply(own) }
        }
    }
}

extension Interface {
    fileprivate mutating func apply(_ metadata: JSONValue) {
        docs = metadata["docs"]?.text
        stability = Stability(metadata["stability"])
        for index in types.indices {
            if let own = metadata["types"]?[types[index].name] { types[index].apply(own) }
        }
        for index in functions.indices {
            if let own = metadata["funcs"]?[functions[index].fullName] { functions[index].apply(own) }
        }
    }
}

extension World {
    fileprivate mutating func apply(_ metadata: JSONValue) {
        docs = metadata["docs"]?.text
        stability = Stability(metadata["stability"])
        for index in imports.indices { imports[index].apply(metadata, isExport: false) }
        for index in exports.indices { exports[index].apply(metadata, isExport: true) }
    }
}

extension World.Item {
    fileprivate mutating func apply(_ metadata: JSONValue, isExport: Bool) {
        switch self {
        case .interface(var item):
            let side = isExport ? "interface_export" : "interface_import"
            item.docs = metadata["\(side)_docs"]?[key]?.text
            item.stability = Stability(metadata["\(side)_stability"]?[key])
            self = .interface(item)
        case .inline(var interface):
            if let own = metadata[isExport ? "interface_exports" : "interfaces"]?[key] { interface.apply(own) }
            self = .inline(interface)
        case .function(var function):
            if let own = metadata[isExport ? "func_exports" : "funcs"]?[key] { function.apply(own) }
            self = .function(function)
        case .type(var type):
            if let own = metadata["types"]?[key] { type.apply(own) }
            self = .type(type)
        }
    }
}

extension TypeDefinition {
    fileprivate mutating func apply(_ metadata: JSONValue) {
        func documented(_ members: [Member]) -> [Member] {
            members.map { Member($0.name, $0.type, docs: metadata["items"]?[$0.name]?.text) }
        }
        docs = metadata["docs"]?.text
        stability = Stability(metadata["stability"])
        switch kind {
        case .record(let members): kind = .record(documented(members))
        case .variant(let members): kind = .variant(documented(members))
        case .enum(let members): kind = .enum(documented(members))
        case .flags(let members): kind = .flags(documented(members))
        case .alias, .resource: break
        }
    }
}

extension Function {
    fileprivate mutating func apply(_ metadata: JSONValue) {
        docs = metadata["docs"]?.text
        stability = Stability(metadata["stability"])
    }
}

extension Stability {
    fileprivate init(_ metadata: JSONValue?) {
        func version(_ name: String, _ value: JSONValue?) -> Version? { value?[name]?.text.flatMap { Version($0) } }
        if let stable = metadata?["stable"], let since = version("since", stable) {
            self = .stable(since: since, deprecated: version("deprecated", stable))
        } else if let unstable = metadata?["unstable"], let feature = unstable["feature"]?.text {
            self = .unstable(feature: feature, deprecated: version("deprecated", unstable))
        } else {
            self = .unknown
        }
    }
}

extension JSONValue {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
