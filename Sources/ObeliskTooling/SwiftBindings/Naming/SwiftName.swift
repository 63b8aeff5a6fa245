/// Swift spellings of WIT names, after the Swift API guidelines.
enum SwiftName {
    /// Words that are written in one case, as Swift writes acronyms.
    private static let acronyms: Set<String> = [
        "abi", "api", "ascii", "cpu", "css", "csv", "dns", "html", "http", "https", "id", "io", "ip", "json", "jwt",
        "os", "pdf", "sha", "sql", "ssh", "ssl", "tcp", "tls", "ttl", "udp", "ui", "uri", "url", "utc", "utf", "utf8",
        "uuid", "wasm", "wit", "xml",
    ]

    /// Words of the language that stand in backticks.
    private static let keywords: Set<String> = [
        "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue", "default",
        "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func",
        "guard", "if", "import", "in", "internal", "is", "nil", "open", "operator", "precedencegroup",
        "private", "protocol", "public", "repeat", "rethrows", "return", "some", "static", "struct", "subscript",
        "super", "switch", "throw", "throws", "true", "try", "typealias", "where", "while",
    ]

    /// Names that even backticks do not free.
    private static let impossible: Set<String> = [
        "Any", "AnyObject", "Protocol", "Self", "Swift", "Type", "init", "inout", "let", "self", "var",
    ]

    /// `line-item` as the name of a type: `LineItem`.
    static func type(_ name: String) -> String {
        possible(words(name).map(capitalized).joined())
    }

    /// `line-item` as the name of a function, parameter, field or case: `lineItem`.
    static func member(_ name: String) -> String {
        let words = words(name)
        return possible((words.prefix(1) + words.dropFirst().map(capitalized)).joined())
    }

    /// A member's name where it is declared or used, in backticks if it is a keyword.
    static func escaped(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    private static func words(_ name: String) -> [String] {
        name.lowercased().split(separator: "-").map(String.init)
    }

    private static func capitalized(_ word: String) -> String {
        acronyms.contains(word) ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
    }

    private static func possible(_ name: String) -> String {
        impossible.contains(name) ? name + "Value" : name
    }
}
