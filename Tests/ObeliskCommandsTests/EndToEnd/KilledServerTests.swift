import Foundation
import ObeliskClient
import ObeliskTestSupport
import Testing

@testable import ObeliskCommands

@Suite(.serialized) struct KilledServerTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-\(UUID())")

    /// Follows an execution until its log has so many events.
    private func wait(for eventCount: Int, of id: String, at address: ServerAddress) async throws {
        struct Reached: Error {}
        do {
            try await ObeliskClient.withConnection(to: address) { client in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let (counts, continuation) = AsyncStream<Int>.makeStream()
                    group.addTask {
                        _ = try await client.followStatus(of: id) { continuation.yield($0.eventCount) }
                        continuation.finish()
                    }
                    for await count in counts where count >= eventCount { break }
                    group.cancelAll()
                    throw Reached()
                }
            }
        } catch is Reached {}
    }

    @Test func aWorkflowSurvivesFiveKillsAndNoStepThatWasCommittedRunsAgain() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let steps = 2_000
        let kills = 5
        let id = "killed"
        var server = try await ServerProcess(directory: directory)
        try await ObeliskClient.withConnection(to: server.address) { client in
            _ = try await client.submit(function: ".../workflow.fiboa", params: "[10, \(steps)]", id: id)
        }
        let moments = (0..<kills).map { _ in Int.random(in: 1..<2 * steps) }.sorted()
        for moment in moments {
            try await wait(for: moment, of: id, at: server.address)
            await server.end(with: SIGKILL)
            #expect(try integrity() == "ok")
            server = try await ServerProcess(directory: directory)
        }
        try await ObeliskClient.withConnection(to: server.address) { client in
            let outcome = try await client.result(of: id, wait: true).outcome
            #expect(outcome == .ok("55"), "killed when the log had \(moments) events")
            let log = try await events(of: id, client)
            #expect(log.map(\.version) == Array(0..<log.count))
            #expect(log.filter { $0.kind == "child_requested" }.count == steps)
            #expect(log.filter { $0.kind == "response_taken" }.count == steps)
            #expect(Set(log.filter { $0.kind == "response_taken" }.map(\.body)).count == steps)
            var attemptsRepeated = 0
            for step in 1...steps {
                let child = try await events(of: "\(id).o:\(step)-fibo_1", client)
                #expect(child.map(\.version) == Array(0..<child.count))
                #expect(child.filter { $0.kind == "finished" }.count == 1)
                #expect(child.last?.kind == "finished")
                attemptsRepeated += child.filter { $0.kind == "locked" }.count - 1
            }
            // Only the attempt under way at a kill has to be made again.
            #expect(attemptsRepeated <= kills)
        }
        #expect(await server.end(with: SIGTERM) == 0)
    }

    @Test func aFollowerWaitsOutTheRestartOfItsServer() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let first = try await ServerProcess(directory: directory)
        let recording = ConsoleRecording()
        let console = recording.console(environment: ["OBELISK_API_URL": first.address.description])
        async let exitCode = ObeliskProgram.run(
            arguments: ["execution", "submit", ".../workflow.fiboa", "[10, 2000]", "--id", "job-1", "--follow"],
            on: console)
        await recording.told("events")
        await first.end(with: SIGKILL)
        await recording.told("the server went away")
        let second = try await ServerProcess(directory: directory, port: first.address.port)
        #expect(await exitCode == 0)
        #expect(recording.output == "55\n")
        #expect(await second.end(with: SIGTERM) == 0)
    }

    @Test func aServerWhoseDiskFailsEndsAndTheNextGoesOn() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let broken = try await ServerProcess(directory: directory, fileBlocksMax: 4_000)
        try await ObeliskClient.withConnection(to: broken.address) { client in
            _ = try await client.submit(function: ".../workflow.fiboa", params: "[10, 500]", id: "job-1")
        }
        let end = await broken.ended()
        #expect(end.exitCode == 1)
        #expect(try integrity() == "ok")
        #expect(
            end.said.count == 1 && end.said.first?.hasPrefix("error[storage_failed]: ") == true, "said: \(end.said)")
        #expect(end.said.first?.contains("obelisk.sqlite cannot be read or written") == true)
        let next = try await ServerProcess(directory: directory)
        try await ObeliskClient.withConnection(to: next.address) { client in
            let outcome = try await client.result(of: "job-1", wait: true).outcome
            #expect(outcome == .ok("55"))
        }
        #expect(await next.end(with: SIGTERM) == 0)
    }

    @Test func aLineLeavesTheServerOnceItIsStoredAndOnlyOnce() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let settings = ["OBELISK__LOG__GUESTS": "info"]
        let ids = (1...300).map { "job-\($0)" }
        let first = try await ServerProcess(directory: directory, settings: settings)
        // Waited for below; the kill cuts it off, and what was submitted by then is seen by the lines.
        let submitting = Task { [address = first.address] in
            try? await submit(ids, at: address)
        }
        let count = Int.random(in: 1..<ids.count / 2)
        var before = await first.said(count)
        first.send(SIGKILL)
        before += await first.ended().said
        await submitting.value
        let stored = try query("SELECT id FROM output JOIN execution ON execution = key")
        let executions = try before.map(execution)
        #expect(Set(executions).isSubset(of: stored), "killed after \(count) lines")
        #expect(before.allSatisfy { $0.contains("calling fibo in series n=3 iterations=1") })

        let second = try await ServerProcess(directory: directory, settings: settings)
        try await submit(ids, at: second.address)
        try await ObeliskClient.withConnection(to: second.address) { client in
            for id in ids {
                let outcome = try await client.result(of: id, wait: true).outcome
                #expect(outcome == .ok("2"))
            }
        }
        second.send(SIGTERM)
        let after = await second.ended()
        #expect(after.exitCode == 0)
        let later = try after.said.map(execution)
        #expect(Set(executions).count == executions.count && Set(later).count == later.count)
        #expect(Set(later) == Set(ids).subtracting(stored), "killed after \(count) lines")
    }

    /// The execution of a line that the server shows.
    private func execution(_ line: String) throws -> String {
        String(try #require(line.split(separator: " ").dropFirst(2).first, "\(line)"))
    }

    private func submit(_ ids: [String], at address: ServerAddress) async throws {
        try await ObeliskClient.withConnection(to: address) { client in
            for id in ids { _ = try await client.submit(function: ".../workflow.fiboa", params: "[3, 1]", id: id) }
        }
    }

    /// What SQLite says of the database as a process left it.
    private func integrity() throws -> String { try query("PRAGMA integrity_check").joined() }

    /// The first column of a query of the database as a process left it; asked of a copy, which is recovered as it is
    /// opened.
    private func query(_ sql: String) throws -> [String] {
        let copy = directory.appendingPathComponent("copy")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: copy) }
        for file in ["obelisk.sqlite", "obelisk.sqlite-wal"] {
            let left = directory.appendingPathComponent("data").appendingPathComponent(file)
            // A process that could still close its files has emptied its log.
            guard FileManager.default.fileExists(atPath: left.path) else { continue }
            try FileManager.default.copyItem(at: left, to: copy.appendingPathComponent(file))
        }
        let script =
            "import sqlite3, sys; [print(row[0]) for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])]"
        let run = try ProgramRun(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", "-c", script, copy.appendingPathComponent("obelisk.sqlite").path, sql])
        try #require(run.status == 0, "\(run.errors)")
        return String(decoding: run.output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func events(of id: String, _ client: ObeliskClient) async throws -> [EventRecord] {
        var all: [EventRecord] = []
        var next: Int? = 0
        while let version = next {
            let page = try await client.listEvents(of: id, from: version)
            all += page.elements
            next = page.next
        }
        return all
    }
}
