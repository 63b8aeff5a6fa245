/// The spelling rules of WIT identifiers: words of letters and digits, joined by single `-`.
enum Identifier {
    /// Whether `text` is an identifier: each word starts with a letter and is all lower or all upper case.
    static func isValid(_ text: some StringProtocol) -> Bool {
        problem(in: text) == nil
    }

    /// Why `text` is no identifier; nil if it is one.
    static func problem(in text: some StringProtocol) -> String? {
        if text.isEmpty { return "must not be empty" }
        var isFirstWord = true
        for word in text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false) {
            if word.isEmpty { return "must have a letter or digit on both sides of each `-`" }
            if let problem = problem(inWord: word, isFirst: isFirstWord) { return problem }
            isFirstWord = false
        }
        return nil
    }

    /// The JSON spelling of a WIT name: `_` for `-`.
    static func snakeCase(_ name: String) -> String {
        replace(UInt8(ascii: "-"), by: UInt8(ascii: "_"), in: name)
    }

    /// The WIT spelling of a JSON name: `-` for `_`.
    static func kebabCase(_ name: String) -> String {
        replace(UInt8(ascii: "_"), by: UInt8(ascii: "-"), in: name)
    }

    private static func problem(inWord word: some Sequence<UInt8>, isFirst: Bool) -> String? {
        var hasLower = false
        var hasUpper = false
        for (index, byte) in word.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): hasLower = true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasUpper = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if index == 0, isFirst { return "must start with a letter" }
            default: return "may only have letters, digits and `-`"
            }
        }
        return hasLower && hasUpper ? "must not mix upper and lower case in one word" : nil
    }

    private static func replace(_ old: UInt8, by new: UInt8, in name: String) -> String {
        guard name.utf8.contains(old) else { return name }
        return String(decoding: name.utf8.map { $0 == old ? new : $0 }, as: UTF8.self)
    }
}
