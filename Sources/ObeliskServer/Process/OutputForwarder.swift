import Dispatch
package import ObeliskCore
import Synchronization

/// Shows lines of executions to the operator, on a queue of its own.
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
    static let waitingBytesMax = 1 << 20

    /// - Parameters:
    ///   - least: the least severe lines that are shown.
    ///   - tell: takes a line for the operator; may block.
    package init(least: LogLevel, tell: @escaping @Sendable (String) -> Void) {
        self.least = least
        self.tell = tell
    }

    package func take(_ lines: [OutputLine], of execution: ExecutionID) {
        let shown = lines.filter { $0.level.severity >= least.severity }
        var byteCount = 0
        let (fitting, passedOver) = waiting.withLock { waiting in
            let fitting = shown.prefix { line in
                // One line always fits, however long it is: that is not the reader's fault.
                let isFirst = waiting.byteCount == 0
                guard isFirst || waiting.byteCount + line.waitingByteCount <= Self.waitingBytesMax else { return false }
                waiting.byteCount += line.waitingByteCount
                byteCount += line.waitingByteCount
                return true
            }
            let passedOver = fitting.isEmpty ? 0 : waiting.takePassedOver()
            waiting.passedOver += shown.count - fitting.count
            return (fitting, passedOver)
        }
        if fitting.isEmpty { return }
        dispatch.async { [self, byteCount] in
            if passedOver > 0 { tell(Self.remark(on: passedOver)) }
            for line in fitting { tell(ShownLine(line, of: execution).text) }
            waiting.withLock { $0.byteCount -= byteCount }
        }
    }

    /// Returns once all that was taken is told, or whoever reads it has had this long.
    package func finish(within time: Duration) async {
        let passedOver = waiting.withLock { $0.takePassedOver() }
        let isOver = Mutex(false)
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            @Sendable func end() {
                let isFirst = isOver.withLock { isOver in
                    defer { isOver = true }
                    return !isOver
                }
                if isFirst { continuation.resume() }
            }
            dispatch.async { [tell] in
                if passedOver > 0 { tell(Self.remark(on: passedOver)) }
                end()
            }
            DispatchQueue.global().asyncAfter(deadline: .now() + time / .seconds(1)) { end() }
        }
    }

    private static func remark(on count: Int) -> String {
        "obelisk: \(count) lines of executions are not shown, as standard error takes them too slowly; they are stored"
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

    /// About how many bytes it takes while it waits.
    fileprivate var waitingByteCount: Int {
        guard case .log(_, let fields) = source else { return text.utf8.count }
        return fields.reduce(text.utf8.count) { $1.reduce($0) { $0 + $1.utf8.count } }
    }
}

extension LogLevel {
    /// Its place among all levels, the least severe first.
    fileprivate var severity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A line as the operator sees it: one line of bounded length, with its execution, and nothing in it that could steer a
/// terminal or make it read otherwise than it was written.
private struct ShownLine {
    private(set) var text: String
    private var bytesLeft = Self.bytesMax

    /// How much is shown of what a guest has written.
    private static let bytesMax = 4_096

    init(_ line: OutputLine, of execution: ExecutionID) {
        let level = line.level == .warn ? "warning" : line.level.rawValue
        text = "\(line.time.text) \(level) \(execution.text) "
        append(line.text)
        guard case .log(_, let fields) = line.source else { return }
        for field in fields {
            for (index, part) in field.enumerated() {
                append(index == 0 ? " " : "=")
                append(part)
            }
        }
    }

    private mutating func append(_ part: String) {
        if bytesLeft <= 0 { return }
        for scalar in part.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: show(scalar.escaped(asASCII: true))
            default: show(scalar == "\\" ? "\\\\" : String(scalar))
            }
            if bytesLeft <= 0 {
                text += "…"
                return
            }
        }
    }

    private mutating func show(_ shown: String) {
        text += shown
        bytesLeft -= shown.utf8.count
    }
}
