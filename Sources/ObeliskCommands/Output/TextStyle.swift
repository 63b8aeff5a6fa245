/// Colours for people, where a terminal shows them (ECMA-48 "select graphic rendition").
struct TextStyle: Sendable {
    /// Whether there are colours at all.
    let isColoured: Bool

    func error(_ text: String) -> String { paint(text, "31") }
    func success(_ text: String) -> String { paint(text, "32") }
    func warning(_ text: String) -> String { paint(text, "33") }
    func activity(_ text: String) -> String { paint(text, "36") }
    func faint(_ text: String) -> String { paint(text, "2") }
    func heading(_ text: String) -> String { paint(text, "1") }

    private func paint(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
