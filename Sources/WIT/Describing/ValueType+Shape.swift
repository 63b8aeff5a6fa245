extension ValueType {
    /// Whether this is a type that WIT only has under a name.
    var isNominal: Bool {
        switch self {
        case .record, .variant, .enum, .flags, .own: true
        default: false
        }
    }

    /// This type with no names but those of resources.
    var withoutNames: ValueType {
        switch self {
        case .list(let part): .list(part.withoutNames)
        case .fixedList(let part, let count): .fixedList(part.withoutNames, count: count)
        case .option(let part): .option(part.withoutNames)
        case .map(let key, let value): .map(key: key.withoutNames, value: value.withoutNames)
        case .result(let ok, let err): .result(ok: ok?.withoutNames, err: err?.withoutNames)
        case .future(let part): .future(part?.withoutNames)
        case .stream(let part): .stream(part?.withoutNames)
        case .tuple(let parts): .tuple(parts.map(\.withoutNames))
        case .record(let type):
            .record(RecordType(fields: type.fields.map { RecordType.Field($0.label, $0.type.withoutNames) }))
        case .variant(let type):
            .variant(VariantType(cases: type.cases.map { VariantType.Case($0.label, $0.type?.withoutNames) }))
        case .enum(let type): .enum(EnumType(cases: type.cases))
        case .flags(let type): .flags(FlagsType(flags: type.flags))
        default: self
        }
    }
}

extension Function {
    /// A function without parameters whose full name, as in a component, is `fullName`.
    init(fullName: String) {
        var rest = fullName[...]
        var marks: [Substring] = []
        while rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            marks.append(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
        }
        let parts = rest.split(separator: ".", maxSplits: 1)
        let resource = String(parts.first ?? rest)
        let name = parts.count == 2 ? String(parts[1]) : String(rest)
        let access: Access = marks.contains("get") ? .getter : marks.contains("set") ? .setter : .function
        switch marks.first {
        case "constructor": self.init(name: "constructor", kind: .constructor(resource))
        case "method": self.init(name: name, kind: .method(resource), access: access)
        case "static": self.init(name: name, kind: .staticMethod(resource), access: access)
        default: self.init(name: name, access: access)
        }
    }
}
