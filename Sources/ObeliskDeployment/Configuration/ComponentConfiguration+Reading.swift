extension ComponentConfiguration {
    /// Reads what every kind of component has; nil if its name or place is missing or wrong.
    init?(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        let name = reader.required("name", .name)
        let location = reader.optional("location", .string)
        let code = reader.optional("source", .string)
        let wit = reader.value("wit", .string, default: "wit")
        let world = reader.optional("world", .string)
        concurrency = reader.limit("concurrency", .integer(1...1_000_000_000), default: nil)
        switch (location, code) {
        case (nil, nil):
            reader.noteMissing("location", or: "source")
            return nil
        case (_?, _?):
            reader.note("source", "stands beside `location`; a component is either built or found, so drop one")
            return nil
        case (let location?, nil):
            for key in ["wit", "world"] where reader.has(key) {
                reader.note(key, "goes with `source`, and this component has a `location`")
            }
            guard reader.isFile(location), let name else { return nil }
            self.name = name
            path = paths.resolve(location, in: directory)
            source = nil
        case (nil, let code?):
            let project = directory.isEmpty ? paths.workingDirectory : directory
            let found = GuestSource(
                project: project, code: paths.expand(code), wit: paths.expand(wit), world: world)
            guard reader.isFolder("source", found.code), reader.isFolder("wit", found.wit), let name else { return nil }
            self.name = name
            path = found.absolute(GuestSource.output(of: name))
            source = found
        }
    }
}

extension SettingsReader {
    /// Whether a location is the path of a file; if it is not, that is noted.
    fileprivate func isFile(_ location: String) -> Bool {
        if location.hasPrefix("oci://") {
            note("location", "`oci://` references are not in this version; expected the path of a file")
        } else if location.isEmpty {
            note("location", "expected the path of a file, found an empty string")
        } else {
            return true
        }
        return false
    }

    /// Whether this is the path of a folder; if it is not, that is noted.
    fileprivate func isFolder(_ key: String, _ path: String) -> Bool {
        if path.isEmpty { note(key, "expected the path of a folder, found an empty string") }
        return !path.isEmpty
    }
}

extension WorkflowConfiguration {
    /// Reads one `[[workflow]]`.
    init?(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        let component = ComponentConfiguration(reading: reader, paths: paths, directory: directory)
        reader.refuse(["cancellable", "queries", "stub_wasi"], because: "not in this version")
        guard let component else { return nil }
        self.component = component
    }
}

extension ActivityConfiguration {
    /// Reads one `[[activity]]`.
    init?(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        let component = ComponentConfiguration(reading: reader, paths: paths, directory: directory)
        maxRetries = reader.limit("max_retries", .integer(0...1_000_000_000), default: 5)
        retryBackoff = reader.value("retry_backoff", .duration(atLeast: .zero), default: .milliseconds(100))
        retryJitter = reader.value("retry_jitter", .fraction, default: 0)
        attemptTimeout = reader.value(
            "attempt_timeout", .duration(atLeast: .milliseconds(1)), default: .seconds(600))
        reader.refuse(
            ["allowed_host", "cancellable", "env_vars", "heartbeat_timeout", "reuse_instances"],
            because: "not in this version")
        guard let component else { return nil }
        self.component = component
    }
}
