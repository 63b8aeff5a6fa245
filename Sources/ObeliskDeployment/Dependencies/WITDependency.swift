/// A package that a project takes from elsewhere, as `wit/deps.toml` names it.
package struct WITDependency: Sendable, Hashable {
    /// Where it is taken from.
    package enum Source: Sendable, Hashable, CustomStringConvertible {
        /// A file or folder, as written.
        case path(String)
        /// An `http` or `https` URL of a `.wit` file or a `.tar.gz`.
        case url(String)

        /// What tells whether another place is meant.
        package var description: String {
            switch self {
            case .path(let text), .url(let text): text
            }
        }
    }

    /// The folder below `deps` that it fills.
    package let name: String
    /// Where it is taken from.
    package let source: Source
    /// The folder in there that holds the package's files; nil leaves it to be found.
    package let folder: String?

    /// A dependency of these parts.
    package init(name: String, source: Source, folder: String? = nil) {
        self.name = name
        self.source = source
        self.folder = folder
    }
}
