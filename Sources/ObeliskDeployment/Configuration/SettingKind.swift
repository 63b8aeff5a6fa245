/// What a setting may be: how it is read, and how that is said to a person.
struct SettingKind<Value> {
    /// Completes "expected …".
    let expected: String
    /// A value as TOML writes it.
    let text: (Value) -> String
    /// The setting's value; nil if this is none.
    let decode: (SettingValue) -> Value?
}

extension SettingKind where Value == String {
    /// Any text.
    static var string: Self { .init(expected: "a string", text: SettingValue.quoted) { $0.text } }

    /// Text that is not empty.
    static var name: Self {
        .init(expected: "a name of letters, digits, `_`, `.` and `-`", text: SettingValue.quoted) { value in
            guard let text = value.text, !text.isEmpty else { return nil }
            let isAllowed = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
            return isAllowed ? text : nil
        }
    }
}

extension SettingKind where Value == Bool {
    /// `true` or `false`.
    static var boolean: Self {
        .init(expected: "true or false", text: \.description) { value in
            if case .boolean(let flag) = value { flag } else { nil }
        }
    }
}

extension SettingKind where Value == Int {
    /// An integer in a range.
    static func integer(_ range: ClosedRange<Int>) -> Self {
        let (low, high) = (range.lowerBound, range.upperBound)
        let bound = high == .max ? "of at least \(low)" : "from \(low) to \(high)"
        return .init(expected: "an integer \(bound)", text: \.description) { value in
            if case .integer(let number) = value, range.contains(number) { number } else { nil }
        }
    }

    /// A size in bytes: an integer, or a string such as `"64MiB"`.
    static func bytes(_ range: ClosedRange<Int>) -> Self {
        let bound = "from \(ByteSize.text(range.lowerBound)) to \(ByteSize.text(range.upperBound))"
        return .init(
            expected: "a size \(bound), such as \"64MiB\"", text: { SettingValue.quoted(ByteSize.text($0)) }
        ) { value in
            let count: Int? =
                switch value {
                case .integer(let number): number
                case .string(let text): ByteSize.bytes(parsing: text)
                default: nil
                }
            return count.flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension SettingKind where Value == Double {
    /// A number from 0 to 1.
    static var fraction: Self {
        .init(expected: "a number from 0 to 1", text: \.description) { value in
            let number: Double? =
                switch value {
                case .float(let number): number
                case .integer(let number): Double(number)
                default: nil
                }
            return number.flatMap { (0...1).contains($0) ? $0 : nil }
        }
    }
}

extension SettingKind where Value == Duration {
    /// A duration such as `"150ms"`, no shorter than this.
    static func duration(atLeast shortest: Duration) -> Self {
        let bound = shortest == .zero ? "" : " of at least \"\(DurationText.text(shortest))\""
        return .init(
            expected: "a duration\(bound), such as \"150ms\", \"30s\" or \"2h\"",
            text: { SettingValue.quoted(DurationText.text($0)) }
        ) { value in
            guard let duration = value.text.flatMap(DurationText.duration(parsing:)) else { return nil }
            return duration >= shortest ? duration : nil
        }
    }
}

extension SettingKind {
    /// This kind, or the word `"unlimited"`, which reads as no value.
    func orUnlimited() -> SettingKind<Value?> {
        .init(expected: "\(expected), or \"unlimited\"", text: { $0.map(text) ?? "\"unlimited\"" }) { value in
            value.text == "unlimited" ? .some(nil) : decode(value).map(Optional.some)
        }
    }
}

extension SettingKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the type's cases, by name.
    static var choice: Self {
        let names = Value.allCases.map { "\"\($0.rawValue)\"" }
        let expected = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        return .init(expected: expected, text: { SettingValue.quoted($0.rawValue) }) {
            $0.text.flatMap(Value.init(rawValue:))
        }
    }
}

extension SettingValue {
    /// A string as TOML writes it: a basic string.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// The text of a string.
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
