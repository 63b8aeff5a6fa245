/// What `wit/deps.lock` holds: where each package came from, and the SHA-256 of what was found there.
package struct WITDependencyLock: Sendable, Equatable {
    /// One package.
    package struct Entry: Sendable, Equatable {
        /// The path or URL.
        package let source: String
        /// 64 hexadecimal digits.
        package let sha256: String

        /// An entry of these parts.
        package init(source: String, sha256: String) {
            self.source = source
            self.sha256 = sha256
        }
    }

    /// The packages, by name.
    package var entries: [String: Entry] = [:]

    /// A lock of nothing.
    package init() {}

    /// Reads the text of one.
    ///
    /// - Throws: `DeploymentError` that lists the entries which are none.
    package init(parsing text: String, file: String) throws(DeploymentError) {
        let document = try SettingValue.document(text, file: file)
        var problems: [DeploymentProblem] = []
        for (name, value) in document.sorted(by: { $0.key < $1.key }) {
            guard case .table(let table) = value, case .string(let source)? = table["source"],
                case .string(let sha256)? = table["sha256"], table.count == 2, !name.contains("/"), !name.hasPrefix(".")
            else {
                problems.append(DeploymentProblem(name, "expected `source` and `sha256`, as `update-deps` writes them"))
                continue
            }
            entries[name] = Entry(source: source, sha256: sha256)
        }
        guard problems.isEmpty else {
            throw DeploymentError(code: .configurationInvalid, file: file, problems: problems)
        }
    }

    /// Its text.
    package var text: String {
        let tables = entries.sorted { $0.key < $1.key }.map { name, entry in
            "\n[\(Self.quoted(name))]\nsource = \(Self.quoted(entry.source))\nsha256 = \"\(entry.sha256)\"\n"
        }
        return "# Written by `obelisk wit update-deps`; commit it.\n" + tables.joined()
    }

    /// A TOML basic string.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
