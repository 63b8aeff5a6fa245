import Foundation
import WIT

/// Prints the figures of one workload: JSON lines to standard output, progress to standard error.
struct BenchReport: Sendable {
    let workload: Workload

    /// Prints one figure.
    ///
    /// - Parameters:
    ///   - metric: its name, with the unit at its end.
    ///   - n: the size of what was run.
    func line(_ metric: String, n: Int, _ value: Double) {
        var writer = JSONWriter()
        writer.beginObject()
        for (key, text) in [("peer", "obelisk"), ("backend", "sqlite"), ("workload", workload.rawValue)] {
            writer.key(key)
            writer.string(text)
        }
        writer.key("n")
        writer.number(Int64(n))
        writer.key("metric")
        writer.string(metric)
        writer.key("value")
        writer.number((value * 1_000).rounded() / 1_000)
        writer.endObject()
        FileHandle.standardOutput.write(Data(writer.bytes + [UInt8(ascii: "\n")]))
    }

    /// Says how far the bench has come.
    func progress(_ text: String) {
        FileHandle.standardError.write(Data("bench: \(workload.rawValue) \(text)\n".utf8))
    }
}
