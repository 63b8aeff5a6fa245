import Testing

@Suite("A trap in the test process")
struct TrapReportTests {
    @Test("names what was under way, and only that")
    func names() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            await TrapReport.during("SEED=6 swift test") {}
            await TrapReport.during("SEED=7 swift test") { _ = [Int]()[7] }
        }
        let said = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(said.contains("SEED=7 swift test\n"))
        #expect(!said.contains("SEED=6"))
    }
}
