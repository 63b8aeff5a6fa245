/// Numbers are equal if they are the same decimal (`1.0` and `1`, but not `-0` and `0`), objects if they have
/// the same members in any order.
extension JSONValue: Hashable {
    /// Whether both are the same value.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right || Decimal(left) == Decimal(right)
        case (.string(let left), .string(let right)): ExactText(left) == ExactText(right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)):
            left.count == right.count && zip(sorted(left), sorted(right)).allSatisfy { $0 == $1 }
        default: false
        }
    }

    /// Feeds what equality looks at.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        switch self {
        case .null: break
        case .bool(let value): hasher.combine(value)
        case .number(let text): hasher.combine(Decimal(text))
        case .string(let value): hasher.combine(ExactText(value))
        case .array(let elements): hasher.combine(elements)
        case .object(let members):
            for member in Self.sorted(members) {
                hasher.combine(member.key)
                hasher.combine(member.value)
            }
        }
    }

    private static func sorted(
        _ members: [(key: String, value: JSONValue)]
    ) -> [(key: ExactText, value: JSONValue)] {
        members.map { (ExactText($0.key), $0.value) }.sorted { $0.key < $1.key }
    }

    /// A number without leading and trailing zeros: ±0.digits × 10^exponent.
    private struct Decimal: Hashable {
        var isNegative = false
        var digits: [UInt8] = []
        var exponent = 0
        /// The text itself, where the exponent is beyond any use.
        var text = ""

        init(_ text: String) {
            var hasPoint = false
            var bytes = text.utf8[...]
            if bytes.first == UInt8(ascii: "-") {
                isNegative = true
                bytes = bytes.dropFirst()
            }
            while let byte = bytes.popFirst() {
                if byte == UInt8(ascii: ".") {
                    hasPoint = true
                } else if byte | 0x20 == UInt8(ascii: "e") {
                    break
                } else {
                    digits.append(byte)
                    if !hasPoint { exponent += 1 }
                }
            }
            let written = bytes.isEmpty ? 0 : Int(Substring(bytes))
            let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
            digits.removeFirst(leadingZeros)
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
            if digits.isEmpty {
                exponent = 0
            } else if let written, written.magnitude < 1 << 40 {
                exponent += written - leadingZeros
            } else {
                self.text = text
            }
        }
    }
}
