/// Makes paths of the configuration absolute.
struct PathResolver {
    let environment: [String: String]
    let workingDirectory: String

    /// A path as seen from a directory; `~/` stands for the user's home.
    func resolve(_ path: String, in directory: String) -> String {
        let path = expand(path)
        if path.hasPrefix("/") {
            return path
        }
        let relative = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        let base = directory.isEmpty ? workingDirectory : directory
        return base.hasSuffix("/") ? base + relative : "\(base)/\(relative)"
    }

    /// A path in which a leading `~/` is the user's home.
    func expand(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = environment["HOME"] else { return path }
        return home + path.dropFirst(1)
    }

    /// Where the user's programs keep data, by the XDG base directory specification.
    var dataDirectory: String { userDirectory(variable: "XDG_DATA_HOME", inHome: ".local/share") }

    /// Where the user's programs keep what can be made again.
    var cacheDirectory: String { userDirectory(variable: "XDG_CACHE_HOME", inHome: ".cache") }

    private func userDirectory(variable: String, inHome relative: String) -> String {
        if let directory = environment[variable], directory.hasPrefix("/") {
            return "\(directory)/obelisk"
        }
        return environment["HOME"].map { "\($0)/\(relative)/obelisk" } ?? "\(workingDirectory)/.obelisk"
    }
}
