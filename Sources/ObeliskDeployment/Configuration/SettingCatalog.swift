/// Every setting that a reading of the configuration asks for, in order: what can be set, told by who reads it.
///
/// Used by one reading at a time.
final class SettingCatalog {
    /// One setting.
    struct Entry: Equatable {
        /// The key path of its table, `database.sqlite`; empty for the document itself.
        let table: String
        /// Its key there.
        let key: String
        /// Completes "expected …".
        let expected: String
        /// Its default as TOML writes it; nil if it has none.
        let standard: String?

        /// The key path.
        var path: String { table.isEmpty ? key : "\(table).\(key)" }
    }

    /// The settings.
    private(set) var entries: [Entry] = []

    /// Adds a setting; one of an array of tables is the same for each of its elements.
    func add(_ key: String, in table: String, expected: String, standard: String?) {
        let name = table.prefix { $0 != "[" }
        entries.append(Entry(table: String(name), key: key, expected: expected, standard: standard))
    }

    /// All settings, with the defaults of a user whose folders are the usual ones.
    static var all: [Entry] {
        let catalog = SettingCatalog()
        let environment = ["HOME": "~"]
        let component = SettingValue.table(["name": .string("name"), "source": .string("source")])
        let reader = SettingsReader(
            document: ["workflow": .array([component]), "activity": .array([component])],
            problems: SettingsProblems(environment: environment, catalog: catalog))
        _ = ServerConfiguration(
            reading: reader, paths: PathResolver(environment: environment, workingDirectory: "."), directory: ".")
        return catalog.entries
    }
}
