extension Conveniences {
    /// `log.info("…", ["key": "value"])`, over the import that is nested in `log`.
    static func log(_ log: String) -> String {
        let levels = ["trace", "debug", "info", "warn", "error"].map { level in
            """
                /// Writes a line of level `\(level)`.
                func \(level)(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
                    write(.\(level), message, fields)
                }
            """
        }
        return """
            // MARK: - Log lines

            /// Writes lines that the engine keeps with the execution; a replay does not write them again.
            let log = Logger()

            /// Writes log lines: `log.info("reserved", ["item": item, "count": "\\(count)"])`.
            struct Logger: Sendable {
            \(levels.joined(separator: "\n\n"))

                /// Writes a line of any level.
                func write(_ level: \(log).Level, _ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
                    \(log).log(level: level, message: message, fields: fields.map { ($0.key, $0.value) })
                }
            }
            """
    }
}
