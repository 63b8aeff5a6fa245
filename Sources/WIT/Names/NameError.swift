/// Text that is not the name of a package or an interface.
public struct NameError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a name.
    public enum Problem: Hashable, Sendable {
        /// No `:` after the namespace.
        case missingColon
        /// Nothing before `:`.
        case emptyNamespace
        /// No `/` after the package.
        case missingSlash
        /// Nothing between `:` and `/`.
        case emptyPackage
        /// Nothing after `/`.
        case emptyInterface
        /// Nothing after `@`.
        case emptyVersion
        /// What follows `@` is no semantic version.
        case invalidVersion(String)
        /// A part that is no WIT identifier: what it names, its text and the rule it breaks.
        case invalidIdentifier(part: String, text: String, rule: String)
    }

    /// What is wrong.
    public let problem: Problem
    /// The whole text.
    public let text: String

    init(_ problem: Problem, in text: String) {
        self.problem = problem
        self.text = text
    }

    /// What is wrong and what would be right.
    public var description: String {
        let form = "expected `namespace:package/interface` or `namespace:package/interface@version`"
        return switch problem {
        case .missingColon: "`\(text)` has no `:` after its namespace; \(form)"
        case .emptyNamespace: "`\(text)` has nothing before `:`; \(form)"
        case .missingSlash: "`\(text)` has no `/` after its package; \(form)"
        case .emptyPackage: "`\(text)` has no package after `:`; \(form)"
        case .emptyInterface: "`\(text)` has nothing after `/`; \(form)"
        case .emptyVersion: "`\(text)` has nothing after `@`; expected a version such as `1.0.0`"
        case .invalidVersion(let version): "`\(version)` in `\(text)` is no version; expected one such as `1.0.0`"
        case .invalidIdentifier(let part, let name, let rule): "the \(part) `\(name)` in `\(text)` \(rule)"
        }
    }

    /// Cuts `@version` off a name.
    static func splitVersion(_ text: String) throws(NameError) -> (path: Substring, version: Version?) {
        guard let at = text.firstIndex(of: "@") else { return (text[...], nil) }
        let version = String(text[text.index(after: at)...])
        if version.isEmpty { throw NameError(.emptyVersion, in: text) }
        guard let parsed = Version(version) else { throw NameError(.invalidVersion(version), in: text) }
        return (text[..<at], parsed)
    }

    /// Refuses a part of a name that is no identifier.
    static func check(_ part: Substring, called name: String, in text: String) throws(NameError) {
        guard let rule = Identifier.problem(in: part) else { return }
        throw NameError(.invalidIdentifier(part: name, text: String(part), rule: rule), in: text)
    }
}
