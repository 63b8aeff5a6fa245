extension SourceFile {
    /// The text of this file in canonical form, with every comment kept. Formatting that text again changes nothing.
    public func formatted() throws(SourceError) -> String {
        Printer.print(try Parser.parse(self))
    }
}
