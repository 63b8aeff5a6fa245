import Foundation
import ObeliskCore
import ObeliskTestSupport
import Testing

/// The executor of `executor.py`: another program, in another language, that knows nothing but the documented protocol.
struct OtherProcess: Sendable {
    let database: String
    /// The time its commands are given; nil for the machine's.
    var now: Timestamp?

    /// An attempt as it was claimed.
    struct Claimed: Decodable {
        let id: String
        let version: Int
        let epoch: Int
        let attempt: Int
        let hold: String
    }

    /// What a command printed, whichever of these it was.
    struct Answer: Decodable {
        var generation: Int64?
        var claimed: [Claimed]?
        var live: [Live]?
        var done: Int?
        var fenced: String?

        struct Live: Decodable {
            let generation: Int64
            let name: String
            let heartbeat: Int64?
        }
    }

    /// Runs one command to its end.
    func run(_ words: [String], sourceLocation: SourceLocation = #_sourceLocation) throws -> Answer {
        let run = try process(words)
        try #require([0, 3].contains(run.status), "\(words): \(run.errors)", sourceLocation: sourceLocation)
        let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output))
        #expect((run.status == 3) == (answer.fenced != nil), sourceLocation: sourceLocation)
        return answer
    }

    /// Runs one command, which may fail.
    func process(_ words: [String]) throws -> ProgramRun {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "executor.py")
        let time = now.map { String($0.microsecondsSinceEpoch) } ?? "clock"
        return try ProgramRun(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-B", script.path, database, time] + words)
    }

    /// Joins the store's nodes.
    func join(_ node: String) throws -> Generation {
        Generation(try #require(try run(["join", node]).generation))
    }

    /// Claims executions of a component with a lease of 30 seconds.
    func claim(_ component: String, limit: Int = 10, by generation: Generation) throws -> [Claimed] {
        try run(["claim", "python", "\(generation.number)", component, "\(limit)", "30000000"]).claimed ?? []
    }

    /// Ends an attempt.
    func end(_ how: String, _ claimed: Claimed, by generation: Generation, _ rest: String...) throws -> Answer {
        var words = ["\(generation.number)", claimed.id, "\(claimed.version)", "\(claimed.epoch)"]
        if how != "give-back" { words.append("\(claimed.attempt)") }
        return try run([how] + words + rest)
    }
}
