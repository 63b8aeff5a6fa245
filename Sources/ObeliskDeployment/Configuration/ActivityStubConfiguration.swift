/// `[[activity_stub]]`: activities without code, whose results are supplied from outside.
package struct ActivityStubConfiguration: Sendable, Equatable {
    /// What it shares with other kinds; its file may be WIT in any form, or a component.
    package var component: ComponentConfiguration
    /// `world`: whose exports it has, where its WIT has several.
    package var world: String?
}

/// `[[activity_external]]`: activities that are run by other processes which share the store.
package struct ActivityExternalConfiguration: Sendable, Equatable {
    /// What it shares with other kinds; its file may be WIT in any form, or a component.
    package var component: ComponentConfiguration
    /// `world`: whose exports it has, where its WIT has several.
    package var world: String?
    /// `max_retries`: attempts after the first; nil is no limit.
    package var maxRetries: Int?
    /// `retry_backoff`: the wait before the first retry; it doubles with each.
    package var retryBackoff: Duration
    /// `retry_jitter`: the part of a wait, from 0 to 1, that is left to chance.
    package var retryJitter: Double
}

extension ActivityStubConfiguration {
    /// Reads one `[[activity_stub]]`.
    init?(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        let component = ComponentConfiguration(readingTypes: reader, paths: paths, directory: directory)
        world = reader.optional("world", .string)
        guard let component else { return nil }
        self.component = component
    }
}

extension ActivityExternalConfiguration {
    /// Reads one `[[activity_external]]`.
    init?(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        let component = ComponentConfiguration(readingTypes: reader, paths: paths, directory: directory)
        world = reader.optional("world", .string)
        maxRetries = reader.limit("max_retries", .integer(0...1_000_000_000), default: 5)
        retryBackoff = reader.value("retry_backoff", .duration(atLeast: .zero), default: .milliseconds(100))
        retryJitter = reader.value("retry_jitter", .fraction, default: 0)
        guard let component else { return nil }
        self.component = component
    }
}

extension ComponentConfiguration {
    /// Reads what a component without code has; nil if its name or location is missing or wrong.
    fileprivate init?(readingTypes reader: SettingsReader, paths: PathResolver, directory: String) {
        let name = reader.required("name", .name)
        let location = reader.required("location", .string)
        let expected = "expected the path of a WIT folder, a `.wit` file, an encoded WIT package or a component"
        guard let name, let location else { return nil }
        if location.hasPrefix("oci://") {
            reader.note("location", "`oci://` references are not in this version; \(expected)")
            return nil
        }
        if location.isEmpty {
            reader.note("location", "\(expected), found an empty string")
            return nil
        }
        self.name = name
        path = paths.resolve(location, in: directory)
        concurrency = nil
    }
}
