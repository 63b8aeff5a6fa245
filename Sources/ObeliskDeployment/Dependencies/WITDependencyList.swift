/// Reads `wit/deps.toml`: a line `name = "path or URL"` for each package, or a table with `path` or `url` and `folder`.
package enum WITDependencyList {
    /// The dependencies in a document, in order of their names.
    ///
    /// - Parameter file: named in errors.
    /// - Throws: `DeploymentError` that lists everything wrong with the document.
    package static func parse(_ text: String, file: String) throws(DeploymentError) -> [WITDependency] {
        let document = try SettingValue.document(text, file: file)
        let problems = SettingsProblems(environment: [:])
        var dependencies: [WITDependency] = []
        for (name, value) in document.sorted(by: { $0.key < $1.key }) {
            guard isFolderName(name) else {
                problems.note(name, "is no name of a folder; expected letters, digits, `-`, `_` and `.`")
                continue
            }
            var source = value
            var folder: String?
            if case .table(let table) = value {
                guard let read = read(table, of: name, problems) else { continue }
                (source, folder) = read
            }
            guard case .string(let place) = source, !place.isEmpty else {
                problems.note(name, "expected a path, a URL, or a table with `path` or `url`, found \(source)")
                continue
            }
            if place.hasPrefix("oci://") {
                problems.note(name, "`oci://` references are not in this version; expected a path or a URL")
                continue
            }
            let isURL = place.hasPrefix("http://") || place.hasPrefix("https://")
            if !isURL, place.contains("://") {
                problems.note(name, "expected a path or an `http` or `https` URL, found \(source)")
                continue
            }
            dependencies.append(WITDependency(name: name, source: isURL ? .url(place) : .path(place), folder: folder))
        }
        guard problems.found.isEmpty else {
            throw DeploymentError(code: .configurationInvalid, file: file, problems: problems.found)
        }
        return dependencies
    }

    private static func read(
        _ table: [String: SettingValue], of name: String, _ problems: SettingsProblems
    ) -> (source: SettingValue, folder: String?)? {
        let known = ["path", "url", "folder"]
        for key in table.keys.sorted() where !known.contains(key) {
            problems.note("\(name).\(key)", "unknown key; known here: `path`, `url`, `folder`")
        }
        var folder: String?
        switch table["folder"] {
        case .string(let text): folder = text
        case .some(let other): problems.note("\(name).folder", "expected a string, found \(other)")
        case nil: break
        }
        switch (table["path"], table["url"]) {
        case (let source?, nil), (nil, let source?): return (source, folder)
        case (nil, nil): problems.note(name, "expected `path` or `url`, found neither")
        default: problems.note(name, "expected `path` or `url`, found both")
        }
        return nil
    }

    private static func isFolderName(_ text: String) -> Bool {
        !text.isEmpty && !text.hasPrefix(".")
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    }
}

extension SettingValue {
    /// Parses a whole document of a file.
    static func document(_ text: String, file: String) throws(DeploymentError) -> [String: SettingValue] {
        do throws(TOMLSyntaxError) {
            return try table(parsing: text)
        } catch {
            let problem = DeploymentProblem("line \(error.line), column \(error.column)", error.reason)
            throw DeploymentError(code: .configurationUnreadable, file: file, problems: [problem])
        }
    }
}
