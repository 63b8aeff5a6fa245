import WIT

extension Schema {
    /// What of the types the engine cannot read, though WIT has it, and the first place; nil if there is none.
    var unreadablePart: String? {
        for package in packages {
            for interface in package.interfaces {
                let place = "\(InterfaceName(package: package.name, interface: interface.name))"
                if let found = interface.unreadablePart(in: place) { return found }
            }
            for item in package.worlds.flatMap({ $0.imports + $0.exports }) {
                if case .inline(let interface) = item, let found = interface.unreadablePart(in: interface.name) {
                    return found
                }
            }
        }
        return nil
    }
}

extension Interface {
    fileprivate func unreadablePart(in place: String) -> String? {
        for function in functions {
            let types = function.parameters.map(\.type) + (function.result.map { [$0] } ?? [])
            if let name = types.lazy.compactMap(\.unreadableName).first {
                return "`\(place).\(function.fullName)` uses \(name)"
            }
        }
        for type in types {
            let parts: [TypeExpression]
            switch type.kind {
            case .alias(let target): parts = [target]
            case .record(let members), .variant(let members), .enum(let members), .flags(let members):
                parts = members.compactMap(\.type)
            case .resource: parts = []
            }
            if let name = parts.lazy.compactMap(\.unreadableName).first {
                return "the type `\(type.name)` of `\(place)` uses \(name)"
            }
        }
        return nil
    }
}

extension TypeExpression {
    /// The name of what Wasmtime's build at hand does not take, here or inside.
    fileprivate var unreadableName: String? {
        switch self {
        case .fixedList: "a list of fixed length"
        case .primitive(let primitive): primitive == .errorContext ? "`error-context`" : nil
        case .named, .own, .borrow: nil
        case .list(let part), .option(let part): part.unreadableName
        case .map(let key, let value): key.unreadableName ?? value.unreadableName
        case .result(let ok, let err): ok?.unreadableName ?? err?.unreadableName
        case .tuple(let parts): parts.lazy.compactMap(\.unreadableName).first
        case .future(let part), .stream(let part): part?.unreadableName
        }
    }
}
