import Foundation
import ObeliskClient

/// Shows on standard error what a followed execution is doing: one line that changes on a terminal, elsewhere a line
/// now and then.
actor FollowProgress {
    private let console: Console
    private let clock = ContinuousClock()
    private var lastShown: ContinuousClock.Instant?
    private var shownWidth = 0
    private var hasEnded = false
    /// When the server last told something.
    private(set) var lastHeard: ContinuousClock.Instant?

    /// How long a reader that is no terminal is left alone between two lines.
    private static let pause = Duration.seconds(2)

    /// Progress on this console.
    init(on console: Console) {
        self.console = console
    }

    /// Shows a change of the execution's status.
    func show(_ execution: ExecutionSummary) {
        lastHeard = clock.now
        guard !hasEnded else { return }
        hasEnded = execution.status.finished != nil
        let status = execution.status.text(in: console.timeZone)
        let events = execution.eventCount == 1 ? "1 event" : "\(execution.eventCount) events"
        if console.errorIsTerminal {
            let text = "\(status), \(events)"
            let blank = String(repeating: " ", count: max(0, shownWidth - text.count))
            shownWidth = text.count
            console.writeError("\r" + execution.status.painted(text, console.errorStyle) + blank)
        } else if execution.status.finished != nil || lastShown.map({ clock.now - $0 >= Self.pause }) ?? true {
            console.tell("\(execution.id): \(status), \(events)")
            lastShown = clock.now
        }
    }

    /// Says something on a line of its own.
    func tell(_ text: String) {
        finish()
        console.tell(text)
    }

    /// Leaves the changing line behind.
    func finish() {
        if shownWidth > 0 {
            console.writeError("\n")
            shownWidth = 0
        }
    }
}
