/// Colours for people, where a terminal shows them (ECMA-48 "select graphic rendition").
struct TextStyle: Sendable {
    /// Whether there are colours at all.
    let isColoured: Bool

    /// For what went wrong.
    func error(_ text: String) -> String { paint(text, "31") }
    /// For what went well.
    func success(_ text: String) -> String { paint(text, "32") }
    /// For what needs a look.
    func warning(_ text: String) -> String { paint(text, "33") }
    /// For what is under way.
    func activity(_ text: String) -> String { paint(text, "36") }
    /// For what matters least.
    func faint(_ text: String) -> String { paint(text, "2") }
    /// For what stands above other lines.
    func heading(_ text: String) -> String { paint(text, "1") }

    private func paint(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
