package import WIT

/// What all Swift guests share, which travels inside the program.
package enum GuestKit {
    /// Its files, by their names in `Guests/ObeliskGuest`: Swift, and one of C.
    package static var files: [SourceFile] {
        GuestKitFiles.all.map { SourceFile(path: $0.path, text: $0.text) }
    }
}
