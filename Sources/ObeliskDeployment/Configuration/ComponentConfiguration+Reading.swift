extension ComponentConfiguration {
    /// Reads what every kind of component has; nil if its name or location is missing or wrong.
    init?(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        let name = reader.required("name", .name)
        let location = reader.required("location", .string)
        concurrency = reader.limit("concurrency", .integer(1...1_000_000_000), default: nil)
        guard let name, let location else { return nil }
        if location.hasPrefix("oci://") {
            reader.note("location", "`oci://` references are not in this version; expected the path of a file")
            return nil
        }
        if location.isEmpty {
            reader.note("location", "expected the path of a file, found an empty string")
            return nil
        }
        self.name = name
        path = paths.resolve(location, in: directory)
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

extension SettingsReader {
    /// A path: relative to the file if the file gives it, to the working directory if the environment does.
    func path(
        _ key: String, paths: PathResolver, directory: String, default fallback: @autoclosure () -> String
    ) -> String {
        guard let found = optional(key, .string) else { return fallback() }
        return paths.resolve(found.value, in: found.isFromEnvironment ? paths.workingDirectory : directory)
    }
}
