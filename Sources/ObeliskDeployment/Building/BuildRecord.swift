/// What a component was built from, as `obelisk build` leaves it in the project.
package struct BuildRecord: Sendable, Equatable {
    /// The SHA-256 of all that the build depends on: files, commands, versions of tools.
    package var fingerprint: String
    /// The SHA-256 of the component it made.
    package var component: String
    /// The SHA-256 of each file of the author, by its path.
    package var files: [String: String]

    /// A record of these parts.
    package init(fingerprint: String, component: String, files: [String: String]) {
        self.fingerprint = fingerprint
        self.component = component
        self.files = files
    }

    /// Where the record of a component is, relative to the project.
    package static func path(of component: String) -> String {
        "\(GuestSource.workFolder)/\(component)/record"
    }

    /// Reads the text of one; nil if it is none.
    package init?(parsing text: String) {
        var digests: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.firstIndex(of: " ") else { return nil }
            digests[String(line[line.index(after: space)...])] = String(line[..<space])
        }
        guard let fingerprint = digests.removeValue(forKey: Self.fingerprintName),
            let component = digests.removeValue(forKey: Self.componentName)
        else { return nil }
        self.init(fingerprint: fingerprint, component: component, files: digests)
    }

    /// Its text: a digest and what it is of, a line each.
    package var text: String {
        let lines = files.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return
            ([
                "# Written by `obelisk build`.", "\(fingerprint) \(Self.fingerprintName)",
                "\(component) \(Self.componentName)",
            ]
            + lines).map { $0 + "\n" }.joined()
    }

    /// The first of the author's files that is not as it was, and how it differs; nil if all are.
    package func difference(from digests: [String: String]) -> String? {
        for path in Set(files.keys).union(digests.keys).sorted() where files[path] != digests[path] {
            if files[path] == nil { return "\(path) is new" }
            return digests[path] == nil ? "\(path) is gone" : "\(path) has changed"
        }
        return nil
    }

    // No path has these names: they hold characters that end a path's component and begin none.
    private static let fingerprintName = "<fingerprint>"
    private static let componentName = "<component>"
}
