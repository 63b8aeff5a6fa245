/// The severity of a log line.
package enum LogLevel: String, Hashable, Sendable, Codable, CaseIterable {
    case trace
    case debug
    case info
    case warn
    case error
}

/// A line that an execution wrote, with the key that keeps a replay from writing it again.
package struct OutputLine: Hashable, Sendable, Codable {
    /// Where a line comes from.
    package enum Source: Hashable, Sendable, Codable {
        case log(LogLevel, fields: [[String]])
        case standardOutput
        case standardError
    }

    /// For a workflow: how many events its guest had consumed; for an activity: the version of its attempt's `locked`.
    package var position: Int
    /// The line's number since that position, from 0.
    package var ordinal: Int
    package var time: Timestamp
    package var source: Source
    package var text: String

    package init(position: Int, ordinal: Int, time: Timestamp, source: Source, text: String) {
        self.position = position
        self.ordinal = ordinal
        self.time = time
        self.source = source
        self.text = text
    }
}

/// An output line as it is read back, with the cursor that continues behind it.
package struct StoredOutputLine: Hashable, Sendable, Codable {
    package var cursor: Int
    package var line: OutputLine

    package init(cursor: Int, line: OutputLine) {
        self.cursor = cursor
        self.line = line
    }
}
