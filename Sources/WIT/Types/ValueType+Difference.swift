extension ValueType {
    /// Where `other`, which is exported, parts from this type, which is imported; nil if it fits.
    ///
    /// Components link structurally: names of declared types do not count, names and order of fields, cases and flags
    /// do. Resources are the same if they have the same name in the same or a compatible interface.
    public func difference(from other: ValueType) -> TypeDifference? {
        switch (self, other) {
        case (.list(let left), .list(let right)): left.difference(from: right, at: "list element")
        case (.fixedList(let left, let leftCount), .fixedList(let right, let rightCount)) where leftCount == rightCount:
            left.difference(from: right, at: "list element")
        case (.map(let leftKey, let left), .map(let rightKey, let right)):
            leftKey.difference(from: rightKey, at: "map key") ?? left.difference(from: right, at: "map value")
        case (.option(let left), .option(let right)): left.difference(from: right, at: "option payload")
        case (.result(let leftOk, let leftErr), .result(let rightOk, let rightErr)):
            Self.difference(leftOk, rightOk, at: "ok payload") ?? Self.difference(leftErr, rightErr, at: "err payload")
        case (.future(let left), .future(let right)): Self.difference(left, right, at: "future payload")
        case (.stream(let left), .stream(let right)): Self.difference(left, right, at: "stream element")
        case (.tuple(let left), .tuple(let right)): Self.difference(left, right)
        case (.record(let left), .record(let right)): Self.difference(left, right)
        case (.variant(let left), .variant(let right)): Self.difference(left, right)
        case (.enum(let left), .enum(let right)): Self.difference("case", left.cases, right.cases)
        case (.flags(let left), .flags(let right)): Self.difference("flag", left.flags, right.flags)
        case (.own(let left), .own(let right)) where left.isSame(as: right): nil
        case (.borrow(let left), .borrow(let right)) where left.isSame(as: right): nil
        default: self == other ? nil : TypeDifference(expected: shortText, found: other.shortText)
        }
    }

    /// The difference, as one that stands at `place` of another type.
    func difference(from other: ValueType, at place: String) -> TypeDifference? {
        difference(from: other)?.inside(place)
    }

    /// The name if there is one, with the kind of type in front: ``record `line` ``.
    private var shortText: String {
        guard let name else { return description }
        return "\(simpleName) `\(name)`"
    }

    /// Compares payloads that may be missing.
    static func difference(_ left: ValueType?, _ right: ValueType?, at place: String) -> TypeDifference? {
        switch (left, right) {
        case (nil, nil): nil
        case (let left?, let right?): left.difference(from: right, at: place)
        case (let left, let right):
            TypeDifference(path: [place], expected: left?.shortText ?? "none", found: right?.shortText ?? "none")
        }
    }

    private static func difference(_ left: [ValueType], _ right: [ValueType]) -> TypeDifference? {
        for (index, (left, right)) in zip(left, right).enumerated() {
            if let difference = left.difference(from: right, at: "tuple element \(index)") { return difference }
        }
        return countDifference(left.count, right.count, of: "tuple element")
    }

    private static func difference(_ left: RecordType, _ right: RecordType) -> TypeDifference? {
        let names = difference("field", left.fields.map(\.label), right.fields.map(\.label))
        if let names { return names }
        for (left, right) in zip(left.fields, right.fields) {
            let place = "field `\(left.label)`"
            if let difference = left.type.difference(from: right.type, at: place) { return difference }
        }
        return nil
    }

    private static func difference(_ left: VariantType, _ right: VariantType) -> TypeDifference? {
        let names = difference("case", left.cases.map(\.label), right.cases.map(\.label))
        if let names { return names }
        for (left, right) in zip(left.cases, right.cases) {
            if let difference = difference(left.type, right.type, at: "case `\(left.label)`") { return difference }
        }
        return nil
    }

    /// Compares the names of members in order.
    private static func difference(_ kind: String, _ left: [Label], _ right: [Label]) -> TypeDifference? {
        for index in 0..<max(left.count, right.count) {
            let (a, b) = (left.dropFirst(index).first, right.dropFirst(index).first)
            if a == b { continue }
            return TypeDifference(
                path: ["\(kind) \(index)"], expected: a.map { "`\($0)`" } ?? "no further \(kind)",
                found: b.map { "`\($0)`" } ?? "no further \(kind)")
        }
        return nil
    }

    /// The difference between two numbers of members.
    static func countDifference(_ left: Int, _ right: Int, of kind: String) -> TypeDifference? {
        func text(_ count: Int) -> String { "\(count) \(kind)" + (count == 1 ? "" : "s") }
        return left == right ? nil : TypeDifference(expected: text(left), found: text(right))
    }
}

extension ResourceType {
    /// Whether both name one resource, of the same or a compatible version of its interface.
    func isSame(as other: ResourceType) -> Bool {
        guard name.name == other.name.name else { return false }
        return switch (name.interface, other.name.interface) {
        case (nil, nil): true
        case (let left?, let right?): left.isCompatible(with: right)
        default: false
        }
    }
}
