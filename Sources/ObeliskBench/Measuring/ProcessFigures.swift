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
        let stat = try String(contentsOfFile: "\(folder)/stat", encoding: .utf8)
        // The name stands in parentheses and may hold spaces; user and system time are the 12th and 13th after it.
        let words = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        let ticks = words.count > 13 ? (Double(words[12]) ?? 0) + (Double(words[13]) ?? 0) : 0
        cpuSeconds = ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
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
