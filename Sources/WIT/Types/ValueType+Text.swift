extension ValueType: CustomStringConvertible {
    /// The type as WIT text; a declared type is given by its name alone.
    public var description: String { text(expandingNames: false) }

    /// The type as WIT text; with `expandingNames` a declared type is spelled out: `record { a: u8 }`.
    public func text(expandingNames: Bool) -> String {
        var text = ""
        append(to: &text, expanding: expandingNames)
        return text
    }

    private func append(to text: inout String, expanding: Bool) {
        switch self {
        case .list(let element): append("list", [element], to: &text, expanding)
        case .fixedList(let element, let count):
            text += "list<\(element.text(expandingNames: expanding)), \(count)>"
        case .map(let key, let value): append("map", [key, value], to: &text, expanding)
        case .option(let element): append("option", [element], to: &text, expanding)
        case .tuple(let elements): append("tuple", elements, to: &text, expanding)
        case .result(nil, nil): text += "result"
        case .result(let ok?, nil): append("result", [ok], to: &text, expanding)
        case .result(let ok, let err): append("result", [ok, err], to: &text, expanding)
        case .future(let element): append("future", element.map { [$0] } ?? [], to: &text, expanding)
        case .stream(let element): append("stream", element.map { [$0] } ?? [], to: &text, expanding)
        case .own(let resource): text += Keyword.escape(resource.name.name)
        case .borrow(let resource): text += "borrow<\(Keyword.escape(resource.name.name))>"
        case .record, .variant, .enum, .flags: appendNamed(to: &text, expanding)
        default: text += simpleName
        }
    }

    private func appendNamed(to text: inout String, _ expanding: Bool) {
        if let name, !expanding {
            text += Keyword.escape(name.name)
            return
        }
        func payload(_ type: ValueType?) -> String { type.map { "(\($0.text(expandingNames: expanding)))" } ?? "" }
        let (keyword, members): (String, [String])
        switch self {
        case .record(let type):
            (keyword, members) = (
                "record",
                type.fields.map { "\(Keyword.escape($0.label.name)): \($0.type.text(expandingNames: expanding))" }
            )
        case .variant(let type):
            (keyword, members) = ("variant", type.cases.map { Keyword.escape($0.label.name) + payload($0.type) })
        case .enum(let type): (keyword, members) = ("enum", type.cases.map { Keyword.escape($0.name) })
        case .flags(let type): (keyword, members) = ("flags", type.flags.map { Keyword.escape($0.name) })
        default: return
        }
        text += "\(keyword) { \(members.joined(separator: ", ")) }"
    }

    private func append(_ name: String, _ arguments: [ValueType?], to text: inout String, _ expanding: Bool) {
        text += name
        if arguments.isEmpty { return }
        text += "<"
        for (index, argument) in arguments.enumerated() {
            if index > 0 { text += ", " }
            if let argument { argument.append(to: &text, expanding: expanding) } else { text += "_" }
        }
        text += ">"
    }

    /// The keyword of a type without parts.
    var simpleName: String {
        switch self {
        case .bool: "bool"
        case .u8: "u8"
        case .u16: "u16"
        case .u32: "u32"
        case .u64: "u64"
        case .s8: "s8"
        case .s16: "s16"
        case .s32: "s32"
        case .s64: "s64"
        case .f32: "f32"
        case .f64: "f64"
        case .char: "char"
        case .string: "string"
        case .errorContext: "error-context"
        case .list, .fixedList: "list"
        case .map: "map"
        case .option: "option"
        case .result: "result"
        case .tuple: "tuple"
        case .record: "record"
        case .variant: "variant"
        case .enum: "enum"
        case .flags: "flags"
        case .own: "own"
        case .borrow: "borrow"
        case .future: "future"
        case .stream: "stream"
        }
    }
}

extension FunctionType: CustomStringConvertible {
    /// The type as WIT text: `func(n: u8) -> result<u64, string>`.
    public var description: String {
        (isAsync ? "async " : "") + "func(\(parameterList))" + (result.map { " -> \($0)" } ?? "")
    }

    /// The parameters as WIT text: `n: u8, iterations: u32`.
    var parameterList: String {
        parameters.map { "\(Keyword.escape($0.name)): \($0.type)" }.joined(separator: ", ")
    }
}
