import Testing

@testable import ObeliskDeployment

@Suite struct ConfigurationLoaderTests {
    private let environment = ["HOME": "/ada"]

    private func load(_ text: String, variables: [String: String] = [:]) throws -> ServerConfiguration {
        let environment = environment.merging(variables) { $1 }
        return try ConfigurationLoader(environment: environment, workingDirectory: "/here")
            .load(text: text, file: "obelisk.toml", directory: "/etc/shop")
    }

    private func problems(_ text: String, variables: [String: String] = [:]) throws -> [String] {
        let error = #expect(throws: DeploymentError.self) { try load(text, variables: variables) }
        return try #require(error).problems.map(\.description)
    }

    @Test func twoComponentsAndNothingElseAreAWholeConfiguration() throws {
        let configuration = try load(
            """
            [[workflow]]
            name = "order"
            location = "build/order.wasm"
            [[activity]]
            name = "charge"
            location = "/opt/charge.wasm"
            """)
        #expect(configuration.workflows.map(\.component.path) == ["/etc/shop/build/order.wasm"])
        #expect(configuration.activities.map(\.component.path) == ["/opt/charge.wasm"])
        #expect(configuration.activities.first?.maxRetries == 5)
        #expect(configuration.api.listeningAddress == ListeningAddress(host: "127.0.0.1", port: 5005))
        #expect(configuration.database.sqlite.directory == "/ada/.local/share/obelisk")
        #expect(configuration.node.name == "server")
    }

    @Test func everyProblemIsNamedWithItsKeyPathAndWhatWasExpected() throws {
        let problems = try problems(
            """
            color = true
            [api]
            listening_adress = "127.0.0.1:1"
            [database.sqlite]
            synchronous = "off"
            [limits]
            warm_age = "3 weeks"
            page_size = "many"
            [[activity]]
            name = "a b"
            location = "a.wasm"
            max_retries = -1
            [[activity]]
            name = "b"
            [[schedule]]
            name = "nightly"
            """)
        #expect(
            problems == [
                "api.listening_adress: unknown key; did you mean `listening_address`?",
                #"database.sqlite.synchronous: expected "full" or "normal", found string "off""#,
                #"limits.warm_age: expected a duration, such as "150ms", "30s" or "2h", found string "3 weeks""#,
                #"limits.page_size: expected an integer from 1 to 10000, found string "many""#,
                "activity[0].name: expected a name of letters, digits, `_`, `.` and `-`, found string \"a b\"",
                #"activity[0].max_retries: expected an integer from 0 to 1000000000, or "unlimited", found integer -1"#,
                "activity[1].location: is missing, and so is `source`; expected one of them",
                "schedule: components of this kind are not in this version",
                "color: unknown key; known here: `activity`, `activity_external`, `activity_stub`, `api`, `database`, "
                    + "`limits`, `log`, `monitor`, `node`, `schedule`, `wasm`, `webhook_endpoint`, `workflow`",
            ])
    }

    @Test func aComponentIsBuiltFromSourceOrFoundAtALocation() throws {
        let configuration = try load(
            """
            [[workflow]]
            name = "order"
            source = "./Sources/order/"
            [[activity]]
            name = "charge"
            source = "/src/charge"
            wit = "~/wit"
            world = "charging"
            """)
        let workflow = try #require(configuration.workflows.first?.component)
        #expect(workflow.path == "/etc/shop/build/order.wasm")
        #expect(workflow.source == GuestSource(project: "/etc/shop", code: "Sources/order", wit: "wit"))
        let source = try #require(configuration.activities.first?.component.source)
        #expect(source == GuestSource(project: "/etc/shop", code: "/src/charge", wit: "/ada/wit", world: "charging"))
        #expect(source.absolute(source.code) == "/src/charge")
        let problems = try problems(
            """
            [[workflow]]
            name = "both"
            location = "a.wasm"
            source = "Sources/a"
            [[workflow]]
            name = "location"
            location = "a.wasm"
            wit = "wit"
            [[workflow]]
            name = "empty"
            source = ""
            """)
        #expect(
            problems == [
                "workflow[0].source: stands beside `location`; a component is either built or found, so drop one",
                "workflow[1].wit: goes with `source`, and this component has a `location`",
                "workflow[2].source: expected the path of a folder, found an empty string",
            ])
    }

    @Test func aTableInTheWrongFormIsRefusedWithTheRightOne() throws {
        let problems = try problems("api = 3\nworkflow = { name = \"x\" }")
        #expect(
            problems == [
                "api: expected a table, `[api]`, found integer 3",
                "workflow: expected an array of tables, `[[workflow]]`, found a table",
            ])
    }

    @Test func variablesOverrideSingleSettingsWithConvertedTypes() throws {
        let configuration = try load(
            "[limits]\npage_size = 7\n[node]\nname = \"a\"",
            variables: [
                "OBELISK__LIMITS__PAGE_SIZE": "12", "OBELISK__NODE__NAME": "42",
                "OBELISK__WASM__FUEL": "unlimited", "OBELISK__WASM__PARALLEL_COMPILATION": "false",
                "OBELISK__DATABASE__SQLITE__DIRECTORY": "data",
            ])
        #expect(configuration.limits.pageSize == 12)
        #expect(configuration.node.name == "42")
        #expect(configuration.wasm.fuel == nil)
        #expect(!configuration.wasm.parallelCompilation)
        #expect(configuration.database.sqlite.directory == "/here/data")
    }

    @Test func aVariableThatIsWrongOrOverridesNothingIsRefused() throws {
        let problems = try problems(
            "", variables: ["OBELISK__API__PORT": "1", "OBELISK__LIMITS__PAGE_SIZE": "lots", "OBELISK_API_URL": "x"])
        #expect(
            problems == [
                #"OBELISK__LIMITS__PAGE_SIZE: expected an integer from 1 to 10000, found "lots""#,
                "OBELISK__API__PORT: overrides nothing: there is no single setting `api.port`",
            ])
    }

    @Test func whatIsNoTOMLIsPlacedByLineAndColumn() throws {
        let problems = try problems("[node]\nname = \"server\nx = 1\n")
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("line 2, column ") == true)
    }

    @Test func aMissingFileIsNamed() throws {
        let loader = ConfigurationLoader(environment: [:], workingDirectory: "/nowhere")
        let error = #expect(throws: DeploymentError.self) { try loader.load(file: "obelisk.toml") }
        #expect(try #require(error).description == "obelisk.toml: configuration: there is no such file")
    }

    @Test(arguments: [("150ms", 150), ("30s", 30_000), ("5m", 300_000), ("2h", 7_200_000), ("1d", 86_400_000)])
    func durationsReadAndPrintTheSame(text: String, milliseconds: Int) {
        #expect(DurationText.duration(parsing: text) == .milliseconds(milliseconds))
        #expect(DurationText.text(.milliseconds(milliseconds)) == text)
    }

    @Test(arguments: ["", "5", "ms", "-5s", "1.5s", "99999999999999999999s", "9999999999999999d", "5 s"])
    func whatIsNoDurationIsRefused(text: String) {
        #expect(DurationText.duration(parsing: text) == nil)
    }
}
