/// A JSON value: what parameters and results are made of where a function is known only at run time.
enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// As it is written, so that integers keep all their digits.
    case number(String)
    case string(String)
    case array([JSON])
    /// Members in order.
    case object([Member])

    /// One member of an object.
    struct Member: Hashable, Sendable {
        /// Its name; those of WIT are written with `_` where WIT has `-`.
        var name: String
        /// What it is.
        var value: JSON

        /// The member `name`.
        init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// An integer.
    init(_ value: some FixedWidthInteger) { self = .number("\(value)") }

    /// A number; NaN and infinities are strings, as everywhere in Obelisk.
    init(_ value: Double) {
        if value.isNaN {
            self = .string("NaN")
        } else if value.isInfinite {
            self = .string(value < 0 ? "-Infinity" : "Infinity")
        } else {
            self = .number("\(value)")
        }
    }

    /// The value if it is an integer that fits.
    func integer<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
        if case .number(let text) = self { Number(text) } else { nil }
    }

    /// The value if it is a string.
    var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The value if it is `true` or `false`.
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The elements of an array; none if it is no array.
    var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }

    /// The member of an object; nil if it has none of this name or is no object.
    subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `null`
    init(nilLiteral: ()) { self = .null }

    /// `true` or `false`
    init(booleanLiteral value: Bool) { self = .bool(value) }

    /// An integer.
    init(integerLiteral value: Int64) { self.init(value) }

    /// A number.
    init(floatLiteral value: Double) { self.init(value) }

    /// A string.
    init(stringLiteral value: String) { self = .string(value) }

    /// An array.
    init(arrayLiteral elements: JSON...) { self = .array(elements) }

    /// An object.
    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }
}
