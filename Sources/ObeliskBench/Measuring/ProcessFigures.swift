import Foundation

/// What Linux counts of a process.
struct ProcessFigures {
    /// Bytes handed to writing system calls.
    let bytesWritten: Int
    /// Writing system calls.
    let writeCount: Int
    /// Seconds on a core.
    let cpuSeconds: Double
    /// Memory that is resident and belongs to no file, in bytes.
    let residentBytes: Int

    /// What is counted so far.
    init(of process: Int32 = getpid()) throws {
        let folder = "/proc/\(process)"
        let io = Self.fields(of: try String(contentsOfFile: "\(folder)/io", encoding: .utf8))
        bytesWritten = io["wchar"] ?? 0
        writeCount = io["syscw"] ?? 0
        residentBytes =
            (Self.fields(of: try String(contentsOfFile: "\(folder)/status", encoding: .utf8))["RssAnon"] ?? 0) << 10
        cpuSeconds = try Self.cpuSeconds(of: process)
    }

    /// By the clock that Linux keeps for each process, to the nanosecond.
    private static func cpuSeconds(of process: Int32) throws -> Double {
        var clock = clockid_t()
        var time = timespec()
        // Sound: both calls write to these two variables, and keep no pointer.
        guard unsafe clock_getcpuclockid(process, &clock) == 0, unsafe clock_gettime(clock, &time) == 0 else {
            throw POSIXError(.ESRCH)
        }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func fields(of text: String) -> [String: Int] {
        var fields: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let number = parts[1].split(whereSeparator: \.isWhitespace).first else { continue }
            fields[String(parts[0])] = Int(number)
        }
        return fields
    }
}
