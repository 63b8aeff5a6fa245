import ObeliskCore
import ObeliskTestSupport
import Testing

/// What guests of a later runtime are compiled from today.
struct JoinSetGuestTests {
    @Test func `a guest with typed join sets compiles to a component`() async throws {
        let bytes = try GuestBuild.swift("Guests/Shopping/Sources", wit: "Guests/Shopping/wit", world: "shopping")
        #expect(bytes.starts(with: [0, 0x61, 0x73, 0x6D]))
    }
}
