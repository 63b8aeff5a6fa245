/// A commented `obelisk.toml` with every key and its default.
package enum ConfigurationText {
    /// The whole document.
    ///
    /// A line `#key = value` is a setting at its default; `# key = value` is one that has none.
    ///
    /// - Parameter components: what stands at its end: tables of components.
    package static func document(components: String) -> String {
        let entries = SettingCatalog.all.filter { !isComponent($0.table) }
        return heading + tables(of: entries).map { "\n" + table($0.name, header: "[\($0.name)]", $0.entries) }.joined()
            + "\n" + components
    }

    /// A component of each kind, with every key it may have.
    package static var exampleComponents: String {
        let entries = SettingCatalog.all.filter { isComponent($0.table) }
        return tables(of: entries).map { table($0.name, header: "[[\($0.name)]]", $0.entries) }.joined(separator: "\n")
    }

    private static let heading = """
        # The configuration of a project. `obelisk server run` reads ./obelisk.toml; paths in it are relative to it.
        # `#key = value` is a setting at its default: take away the `#` and change it. A variable named after the key
        # overrides it, such as OBELISK__API__LISTENING_ADDRESS=127.0.0.1:0. Durations are "150ms", "30s", "2h"; sizes
        # are "64MiB" or a number of bytes.

        """

    private static func isComponent(_ table: String) -> Bool { ["workflow", "activity"].contains(table) }

    /// Neighbours of one table together.
    private static func tables(
        of entries: [SettingCatalog.Entry]
    ) -> [(name: String, entries: [SettingCatalog.Entry])] {
        var tables: [(name: String, entries: [SettingCatalog.Entry])] = []
        for entry in entries {
            if tables.last?.name == entry.table {
                tables[tables.count - 1].entries.append(entry)
            } else {
                tables.append((entry.table, [entry]))
            }
        }
        return tables
    }

    private static func table(_ name: String, header: String, _ entries: [SettingCatalog.Entry]) -> String {
        var lines = comment(SettingDescriptions.ofTables[name] ?? "") + [header]
        for entry in entries {
            let description = SettingDescriptions.ofSettings[entry.path] ?? ""
            lines += comment("\(description) Expects \(entry.expected).")
            lines.append(setting(entry, of: name))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The line of a setting: its default, or what a component cannot do without, or an example.
    private static func setting(_ entry: SettingCatalog.Entry, of table: String) -> String {
        if let standard = entry.standard { return "#\(entry.key) = \(standard)" }
        return switch entry.key {
        case "name": "name = \"my-\(table)\""
        case "source": "source = \"Sources/my-\(table)\""
        case "location": "# location = \"build/my-\(table).wasm\""
        default: "# \(entry.key) = \"my-\(table)\""
        }
    }

    /// A text in lines that fit a screen, each a comment.
    private static func comment(_ text: String) -> [String] {
        let columnsMax = 118
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= columnsMax {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append("# " + word)
            }
        }
        return lines
    }
}
