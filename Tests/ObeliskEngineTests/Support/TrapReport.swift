import Foundation
import Synchronization

/// Says on standard error what was under way when a trap ends the test process, which no test survives to say.
enum TrapReport {
    /// How many things may be under way at once; more go unnamed.
    private static let linesMax = 64
    /// Bytes of a line at most; what is longer is cut.
    private static let lineBytesMax = 256
    /// What a failed precondition of Swift raises, by processor, and what C's `abort` does.
    private static let signals = [SIGILL, SIGTRAP, SIGABRT]

    private static let freeLines = Mutex(Array(0..<linesMax))

    // Sound: made once and never freed. A line is written only by who took it off `freeLines`; the signal handler
    // reads, and may at worst show one that is just being changed.
    nonisolated(unsafe) private static let text: UnsafeMutableBufferPointer<UInt8> = {
        let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: linesMax * lineBytesMax)
        unsafe text.initialize(repeating: 0)
        unsafe earlier.initialize(repeating: sigaction())
        for number in signals {
            var action = sigaction()
            unsafe action.__sigaction_handler.sa_sigaction = tell
            // On the stack that whoever came first has set aside for it.
            action.sa_flags = SA_SIGINFO | SA_ONSTACK
            unsafe sigaction(number, &action, &earlier[Int(number)])
        }
        return unsafe text
    }()

    // Sound: made once, with the handlers, and only read after.
    nonisolated(unsafe) private static let earlier = UnsafeMutableBufferPointer<sigaction>.allocate(capacity: 32)

    /// Runs a body; a trap meanwhile tells `command`, which repeats it.
    static func during<Value>(_ command: String, _ body: () async throws -> Value) async rethrows -> Value {
        guard let line = freeLines.withLock({ $0.popLast() }) else { return try await body() }
        write(command + "\n", to: line)
        defer {
            write("", to: line)
            freeLines.withLock { $0.append(line) }
        }
        return try await body()
    }

    private static func write(_ command: String, to line: Int) {
        let bytes = Array(command.utf8.prefix(lineBytesMax - 1)) + [0]
        for (offset, byte) in bytes.enumerated() { unsafe text[line * lineBytesMax + offset] = byte }
    }

    /// Writes all lines, then lets the signal do what it does by itself: the instruction that trapped is run again.
    ///
    /// Whoever was here first is asked first: Wasmtime ends its guests' traps, and sets the signal back to what it does
    /// by itself where it knows of no guest.
    private static let tell:
        @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void = {
            number, info, context in
            let first = unsafe TrapReport.earlier[Int(number)]
            if first.sa_flags & SA_SIGINFO != 0, let first = unsafe first.__sigaction_handler.sa_sigaction {
                unsafe first(number, info, context)
                var now = sigaction()
                unsafe sigaction(number, nil, &now)
                if now.sa_flags & SA_SIGINFO != 0 { return }
            }
            let heading: StaticString = "\nA trap. Of what was under way, one of these repeats it:\n"
            _ = unsafe Foundation.write(STDERR_FILENO, heading.utf8Start, heading.utf8CodeUnitCount)
            for line in 0..<TrapReport.linesMax {
                guard let start = unsafe TrapReport.text.baseAddress?.advanced(by: line * TrapReport.lineBytesMax)
                else {
                    break
                }
                var count = 0
                while unsafe start[count] != 0 { count += 1 }
                if count > 0 { _ = unsafe Foundation.write(STDERR_FILENO, start, count) }
            }
            signal(number, SIG_DFL)
        }
}
