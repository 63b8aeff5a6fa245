import Testing

/// Guests that are only compiled: what they import, this version of the runtime does not offer.
struct CompiledGuestTests {
    @Test func `a guest with typed join sets compiles to a component`() throws {
        let bytes = try GuestComponents.swift("Guests/Shopping/Sources", wit: "Guests/Shopping/wit", world: "shopping")
        #expect(bytes.starts(with: [0, 0x61, 0x73, 0x6D]))
    }

    @Test func `names that meet, handles of all kinds, and a world's own functions compile to a component`() throws {
        let bytes = try GuestComponents.swift("Guests/Corners/Sources", wit: "Guests/Corners/wit", world: "corner")
        #expect(bytes.starts(with: [0, 0x61, 0x73, 0x6D]))
    }
}
