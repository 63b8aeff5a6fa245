/// The programs that make a component of Swift source.
package struct GuestToolchain: Sendable, Equatable {
    /// One of them, by the name of its file.
    package enum Tool: String, Sendable, CaseIterable {
        case swiftc
        case clang
        case linker = "wasm-ld"
        case wasmTools = "wasm-tools"
    }

    /// What guests are compiled for: WebAssembly without an operating system, in Embedded Swift.
    static let target = "wasm32-unknown-none-wasm"
    /// The oldest Swift that builds guests.
    static let swiftOldest = (major: 6, minor: 3)

    /// Where each is.
    var paths: [Tool: String]
    /// What they say of themselves: another version may make another component.
    var versions: [String]
    /// Swift's tables of Unicode properties, a library for the target.
    var unicodeTables: String
}
