import Foundation
import Synchronization

/// Says on standard error what was under way when a trap ends the test process, which no test survives to say.
enum TrapReport {
    /// How many things may be under way at once; more go unnamed.
    private static let linesMax = 64
    /// Bytes of a line at most; what is longer is cut.
    private static let lineBytesMax = 256
    private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

    private static let freeLines = Mutex(Array(0..<linesMax))

    // Sound: made once and never freed. A line is written only by who took it off `freeLines`; the signal handler
    // reads, and may at worst show one that is just being changed.
    nonisolated(unsafe) private static let text: UnsafeMutableBufferPointer<UInt8> = {
        let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: linesMax * lineBytesMax)
        unsafe text.initialize(repeating: 0)
        for number in signals { signal(number, tell) }
        return unsafe text
    }()

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
    private static let tell: @convention(c) (Int32) -> Void = { number in
        let heading: StaticString = "\nA trap. Of what was under way, one of these repeats it:\n"
        _ = unsafe Foundation.write(STDERR_FILENO, heading.utf8Start, heading.utf8CodeUnitCount)
        for line in 0..<TrapReport.linesMax {
            guard let start = unsafe TrapReport.text.baseAddress?.advanced(by: line * TrapReport.lineBytesMax) else {
                break
            }
            var count = 0
            while unsafe start[count] != 0 { count += 1 }
            if count > 0 { _ = unsafe Foundation.write(STDERR_FILENO, start, count) }
        }
        signal(number, SIG_DFL)
    }
}
