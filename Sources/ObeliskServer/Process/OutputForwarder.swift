import Dispatch
package import ObeliskCore
import Synchronization

/// Shows lines of executions to the operator, without ever holding up the commits that bring them.
///
/// Whoever reads standard error may be slower than guests write: what waits is bounded, and what does not fit is
/// counted and said. It is stored all the same.
package final class OutputForwarder: OutputSink {
    private let least: LogLevel
    private let tell: @Sendable (String) -> Void
    private let dispatch = DispatchQueue(label: "obelisk-output")
    private let waiting = Mutex(Waiting())

    private struct Waiting {
        var byteCount = 0
        var passedOver = 0

        mutating func takePassedOver() -> Int {
            defer { passedOver = 0 }
            return passedOver
        }
    }

    /// How much may wait for a slow reader.
    private static let waitingBytesMax = 1 << 20
    /// How much of one line is shown.
    private static let shownBytesMax = 4_096

    /// - Parameters:
    ///   - least: the least severe lines that are shown.
    ///   - tell: takes a line for the operator; may block.
    package init(least: LogLevel, tell: @escaping @Sendable (String) -> Void) {
        self.least = least
        self.tell = tell
    }

    package func take(_ lines: [OutputLine], of execution: ExecutionID) {
        for line in lines where line.level.severity >= least.severity {
            let text = Self.text(of: line, execution)
            let byteCount = text.utf8.count
            let passedOver: Int? = waiting.withLock { waiting in
                guard waiting.byteCount + byteCount <= Self.waitingBytesMax else {
                    waiting.passedOver += 1
                    return nil
                }
                waiting.byteCount += byteCount
                return waiting.takePassedOver()
            }
            guard let passedOver else { continue }
            dispatch.async { [self] in
                if passedOver > 0 { tell(Self.remark(on: passedOver)) }
                tell(text)
                waiting.withLock { $0.byteCount -= byteCount }
            }
        }
    }

    /// Returns once all that was taken is told, or whoever reads it has had this long.
    package func finish(within time: Duration) {
        let passedOver = waiting.withLock { $0.takePassedOver() }
        let isTold = DispatchSemaphore(value: 0)
        dispatch.async { [tell] in
            if passedOver > 0 { tell(Self.remark(on: passedOver)) }
            isTold.signal()
        }
        _ = isTold.wait(timeout: .now() + time / .seconds(1))
    }

    private static func remark(on count: Int) -> String {
        "obelisk: \(count) lines of executions are not shown, as standard error takes them too slowly; they are stored"
    }

    /// One line of text that names its execution; what could steer a terminal is escaped.
    static func text(of line: OutputLine, _ execution: ExecutionID) -> String {
        var text = "\(line.time.text) \(line.level.rawValue) \(execution.text) "
        append(line.text, to: &text)
        if case .log(_, let fields) = line.source {
            for field in fields {
                text += " "
                append(field.joined(separator: "="), to: &text)
            }
        }
        return text
    }

    private static func append(_ part: String, to text: inout String) {
        for (index, scalar) in part.unicodeScalars.enumerated() {
            if index == shownBytesMax {
                text += "… (\(part.utf8.count) bytes)"
                return
            }
            if scalar.properties.generalCategory == .control {
                text += scalar.escaped(asASCII: true)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension OutputLine {
    /// How severe it is taken to be: what is printed has no level of its own.
    fileprivate var level: LogLevel {
        switch source {
        case .log(let level, _): level
        case .standardOutput: .info
        case .standardError: .warn
        }
    }
}

extension LogLevel {
    /// Its place among all levels, the least severe first.
    fileprivate var severity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
