import ObeliskCore
import Testing

@testable import ObeliskDeployment

@Suite struct ConfigurationTextTests {
    private func load(_ text: String) throws -> ServerConfiguration {
        try ConfigurationLoader(environment: ["HOME": "/ada"], workingDirectory: "/here")
            .load(text: text, file: "obelisk.toml", directory: "/shop")
    }

    /// Every setting that is commented out, put in force.
    private func uncommented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
        }.joined(separator: "\n")
    }

    @Test func everySettingTheLoaderKnowsIsDescribedAndNoOther() {
        let entries = SettingCatalog.all
        #expect(entries.count > 40)
        let known = Set(entries.map(\.path))
        let described = Set(SettingDescriptions.ofSettings.keys)
        #expect(known.subtracting(described).sorted() == [], "settings that SettingDescriptions does not describe")
        #expect(described.subtracting(known).sorted() == [], "descriptions of settings that are not read")
        #expect(Set(entries.map(\.table)) == Set(SettingDescriptions.ofTables.keys))
    }

    @Test func theDocumentLoadsAndItsDefaultsAreTheLoaders() throws {
        let text = ConfigurationText.document(components: "")
        #expect(try load(text) == load(""))
        let active = uncommented(text)
        #expect(try load(active) == load(""))
        let settings = active.matches(of: #/(?m)^(\w+) = /#).map { String($0.1) }
        let known = SettingCatalog.all.filter { ComponentKind(rawValue: $0.table) == nil }
        #expect(settings == known.map(\.key))
        #expect(throws: DeploymentError.self) { try load(active.replacing("readers = 4", with: "readers = 0")) }
    }

    @Test func aComponentOfEachKindIsShownWithAllItMayHave() throws {
        let example = ConfigurationText.exampleComponents
        let tables = example.split(separator: "[[").map { "[[" + $0 }
        for entry in SettingCatalog.all where ComponentKind(rawValue: entry.table) != nil {
            let table = tables.first { $0.hasPrefix("[[\(entry.table)]]") } ?? ""
            let lines = table.split(separator: "\n").map { $0.trimmingPrefix(#/# ?/#) }
            #expect(lines.contains { $0.hasPrefix("\(entry.key) = ") }, "\(entry.path) is missing")
        }
        let loaded = try load(uncommented(example))
        let bare = try load(
            """
            [[workflow]]
            name = "my-workflow"
            source = "Sources/my-workflow"
            [[activity]]
            name = "my-activity"
            source = "Sources/my-activity"
            [[activity_stub]]
            name = "my-activity_stub"
            location = "wit"
            [[activity_external]]
            name = "my-activity_external"
            location = "wit"
            """)
        #expect(loaded == bare)
    }
}
