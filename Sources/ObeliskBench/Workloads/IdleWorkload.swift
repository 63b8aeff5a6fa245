import Foundation
import ObeliskClient

/// W8: a server that has nothing to do.
struct IdleWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Watches it for a while, after it has been at work.
    func run() async throws {
        let server = try ServerProcess(options, directory: options.directory)
        try await ObeliskClient.withConnection(to: server.address) { client in
            let id = try await client.submit(function: ExampleNode.fiboa, params: "[10, 200]").id
            _ = try await client.result(of: id, wait: true)
        }
        let seconds = options.isLong ? 60 : 10
        // What follows the work, such as a connection's end, is not part of idling.
        try await Task.sleep(for: .seconds(3))
        let before = (figures: try ProcessFigures(of: server.process), switches: try switches(of: server.process))
        try await Task.sleep(for: .seconds(seconds))
        let after = (figures: try ProcessFigures(of: server.process), switches: try switches(of: server.process))
        let cpu = after.figures.cpuSeconds - before.figures.cpuSeconds
        report.line("cpu_percent_of_a_core", n: seconds, cpu / Double(seconds) * 100)
        report.line("writes", n: seconds, Double(after.figures.writeCount - before.figures.writeCount))
        report.line("wake_ups", n: seconds, Double(Self.wakeUps(from: before.switches, to: after.switches)))
        let stopping = ContinuousClock.now
        server.end(with: SIGTERM)
        report.line("stop_ms", n: 1, stopping.duration(to: .now).inSeconds * 1e3)
    }

    /// How often each thread of the process has gone to sleep.
    private func switches(of process: Int32) throws -> [String: Int] {
        let folder = "/proc/\(process)/task"
        var switches: [String: Int] = [:]
        for thread in try FileManager.default.contentsOfDirectory(atPath: folder) {
            // A thread may end while this looks.
            guard let status = try? String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8) else {
                continue
            }
            let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
            switches[thread] = line.flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) }
        }
        return switches
    }

    private static func wakeUps(from before: [String: Int], to after: [String: Int]) -> Int {
        after.reduce(0) { $0 + $1.value - (before[$1.key] ?? 0) }
    }
}
