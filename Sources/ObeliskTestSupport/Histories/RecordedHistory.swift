package import Foundation
package import ObeliskCore

/// A workflow's log as it is kept in a file of `Tests/Histories`, in the words of the API.
package struct RecordedHistory: Sendable {
    package let execution: ExecutionID
    package let events: [LoggedEvent]
    package let responses: [Response]
    /// How a guest that differs is stopped.
    package let parked: Divergence?

    /// Why a file is no history.
    package struct Malformed: Error {
        package let message: String

        package init(message: String) {
            self.message = message
        }
    }

    /// Where all of them are.
    package static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Tests/Histories")

    package init(execution: ExecutionID, events: [LoggedEvent], responses: [Response], parked: Divergence?) {
        self.execution = execution
        self.events = events
        self.responses = responses
        self.parked = parked
    }

    /// Reads a file of the directory, named without its ending.
    package init(named name: String) throws {
        let data = try Data(contentsOf: Self.directory.appendingPathComponent(name + ".json"))
        let file = Fields(try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:])
        execution = ExecutionID(stored: try file.text("execution"))
        events = try file.list("events").map { entry in
            LoggedEvent(
                version: try entry.number("version"), epoch: try entry.number("epoch"),
                time: Timestamp(microsecondsSinceEpoch: Int64(try entry.number("time"))), event: try entry.event("body")
            )
        }
        responses = try file.list("responses").map { entry in
            let body: Response.Body
            if let child = entry.values["child"] as? String {
                guard case .finished(let outcome) = try entry.event("finished", kind: "finished") else {
                    throw Malformed(message: "the outcome of \(child) is none")
                }
                body = .child(ExecutionID(stored: child), outcome)
            } else {
                guard let outcome = DelayOutcome(rawValue: try entry.text("ended")) else {
                    throw Malformed(message: "a delay ends as expired or cancelled")
                }
                body = .delay(DelayID(stored: try entry.text("delay")), outcome)
            }
            return Response(
                sequence: try entry.number("sequence"), joinSet: JoinSetID(stored: try entry.text("join_set")),
                body: body)
        }
        guard let parked = file.values["parked"] as? [String: Any],
            case .parked(let divergence) = try Fields(["parked": parked]).event("parked", kind: "parked")
        else {
            self.parked = nil
            return
        }
        self.parked = divergence
    }

    /// Whether there is a file of this name.
    package static func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: directory.appendingPathComponent(name + ".json").path)
    }

    /// What a test is to record: a history that has no file yet, if it was asked for. None is ever written anew.
    package static func isToBeRecorded(_ name: String) -> Bool {
        !exists(name) && ProcessInfo.processInfo.environment["RECORD"] != nil
    }

    /// The log without how the function ended.
    package var beforeEnd: [LoggedEvent] {
        Array(
            events.prefix { entry in
                switch entry.event {
                case .returned, .finished: false
                default: true
                }
            })
    }

    /// Writes the file of this name.
    package func write(named name: String) throws {
        var file: [String: Any] = [
            "execution": execution.text,
            "events": try events.map { entry in
                [
                    "version": entry.version, "epoch": entry.epoch, "time": entry.time.microsecondsSinceEpoch,
                    "kind": entry.event.kind, "body": try Self.object(entry.event),
                ] as [String: Any]
            },
            "responses": try responses.map { response in
                var entry: [String: Any] = ["sequence": response.sequence ?? 0, "join_set": response.joinSet.text]
                switch response.body {
                case .child(let id, let outcome):
                    entry["child"] = id.text
                    entry["finished"] = try Self.object(.finished(outcome))
                case .delay(let id, let outcome):
                    entry["delay"] = id.text
                    entry["ended"] = outcome.rawValue
                }
                return entry
            },
        ]
        if let parked { file["parked"] = try Self.object(.parked(parked)) }
        let data = try JSONSerialization.data(
            withJSONObject: file, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        try data.write(to: Self.directory.appendingPathComponent(name + ".json"))
    }

    private static func object(_ event: Event) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(event.body.bytes))
    }
}

/// An object of a history's file.
private struct Fields {
    let values: [String: Any]

    init(_ values: [String: Any]) {
        self.values = values
    }

    func text(_ name: String) throws -> String { try value(name) }

    func number(_ name: String) throws -> Int { try value(name) }

    func list(_ name: String) throws -> [Fields] {
        let list: [[String: Any]] = try value(name)
        return list.map(Fields.init)
    }

    func event(_ name: String, kind: String? = nil) throws -> Event {
        let body: [String: Any] = try value(name)
        let bytes = [UInt8](try JSONSerialization.data(withJSONObject: body, options: .withoutEscapingSlashes))
        return try Event(kind: kind ?? text("kind"), body: bytes)
    }

    private func value<Value>(_ name: String) throws -> Value {
        guard let value = values[name] as? Value else {
            throw RecordedHistory.Malformed(message: "'\(name)' is missing or not a \(Value.self)")
        }
        return value
    }
}
