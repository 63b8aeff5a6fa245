import Foundation
import ObeliskClient
import ObeliskCore
import ObeliskSQLite

/// W6: workflows that sleep for long, in memory, on disk, and out of memory.
struct MemoryWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    /// As many as Linux by default lets a process keep in memory: its bound of mappings has room for 8,500.
    private static let sleepers = 8_000
    private static let submitters = 16

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Measures the size of DESIGN §10, with guests of the example and a process of their own.
    func run() async throws {
        let directory = options.directory.appending(path: "sleepers")
        let server = try ServerProcess(options, directory: directory)
        try await sleep(1, at: server.address)
        try await settle()
        let before = try ProcessFigures(of: server.process).residentBytes
        try await sleep(Self.sleepers, at: server.address)
        try await settle()
        let warm = try ProcessFigures(of: server.process).residentBytes
        report.line("warm_bytes_each", n: Self.sleepers, Double(warm - before) / Double(Self.sleepers))
        try await expectAllAsleep(at: server.address)
        server.end(with: SIGTERM)
        let size = try FileManager.default.attributesOfItem(atPath: directory.appending(path: "obelisk.sqlite").path)
        report.line(
            "disk_bytes_each", n: Self.sleepers,
            ((size[.size] as? NSNumber)?.doubleValue ?? 0) / Double(Self.sleepers))
        let empty = try await fresh(options.directory.appending(path: "empty"))
        let evicted = try await fresh(directory)
        report.line("evicted_bytes_each", n: Self.sleepers, Double(evicted - empty) / Double(Self.sleepers))
    }

    /// Checks that none has ended.
    private func expectAllAsleep(at address: ServerAddress) async throws {
        let ended = try await ObeliskClient.withConnection(to: address) { client in
            try await client.listExecutions(ExecutionFilter(states: ["finished"])).elements.count
        }
        guard ended == 0 else { throw BenchFailure("\(ended) or more of the sleepers have ended") }
    }

    /// Memory of a fresh server against the sleepers in its database.
    func runCurve() async throws {
        let empty = try await fresh(options.directory.appending(path: "empty"))
        for sleepers in [1_000, 10_000, 100_000] + (options.isLong ? [1_000_000] : []) {
            let directory = options.directory.appending(path: "sleepers-\(sleepers)")
            try await store(sleepers, in: directory)
            let resident = try await fresh(directory)
            report.line("evicted_bytes_in_all", n: sleepers, Double(resident - empty))
            try FileManager.default.removeItem(at: directory)
        }
    }

    /// The resident memory of a server that has just begun on a database.
    private func fresh(_ directory: URL) async throws -> Int {
        let server = try ServerProcess(options, directory: directory)
        defer { server.end(with: SIGTERM) }
        try await settle()
        return try ProcessFigures(of: server.process).residentBytes
    }

    private func settle() async throws {
        try await Task.sleep(for: .seconds(2))
    }

    private func sleep(_ count: Int, at address: ServerAddress) async throws {
        try await ObeliskClient.withConnection(to: address) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<Self.submitters {
                    group.addTask {
                        for _ in stride(from: task, to: count, by: Self.submitters) {
                            _ = try await client.submit(function: ExampleNode.sleepy, params: "[86400000]")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// Sleepers of the example as an engine would leave them, made by a node that keeps nothing in memory.
    private func store(_ count: Int, in directory: URL) async throws {
        let plan = try await ExampleNode.plan(options)
        try await ExampleNode.run(plan, in: directory, synchronous: .normal) { example in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<Self.submitters {
                    group.addTask {
                        for _ in stride(from: task, to: count, by: Self.submitters) {
                            _ = try await example.submit(ExampleNode.sleepy, params: "[86400000]")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let query = ExecutionQuery(statuses: ["pending", "locked"], limit: 1)
            while try await !example.node.store.executions(query).isEmpty { try await Task.sleep(for: .seconds(1)) }
        }
    }
}
