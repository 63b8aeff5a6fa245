/// Where two types part that should be the same, and what stands there in each.
public struct TypeDifference: Hashable, Sendable, CustomStringConvertible {
    /// The way from the outermost type to the place, outermost first: ``parameter `a` ``, `list element`.
    public let path: [String]
    /// What the importing side asks for there.
    public let expected: String
    /// What the exporting side has there.
    public let found: String

    init(path: [String] = [], expected: String, found: String) {
        self.path = path
        self.expected = expected
        self.found = found
    }

    /// This difference, found one level further in.
    func inside(_ place: String) -> TypeDifference {
        TypeDifference(path: [place] + path, expected: expected, found: found)
    }

    /// ``parameter `lines`, list element, field `price`: expected f64, found f32``
    public var description: String {
        (path.isEmpty ? "" : path.joined(separator: ", ") + ": ") + "expected \(expected), found \(found)"
    }
}
