import Foundation
import ObeliskClient

extension ExecutionStatus {
    /// The status in a few words.
    func text(in zone: TimeZone) -> String {
        switch self {
        case .pending(let due): due > Date.now ? "pending until \(TimeText.local(due, in: zone))" : name
        case .blocked(let joinSet) where !joinSet.isEmpty: "blocked on \(joinSet)"
        case .finished(.failed(let kind)): "failed (\(kind))"
        case .finished(let finished): finished.name
        default: name
        }
    }

    /// A text in the colour of this status.
    func painted(_ text: String, _ style: TextStyle) -> String {
        switch self {
        case .finished(.ok): style.success(text)
        case .finished(.err), .paused, .cancelling: style.warning(text)
        case .finished, .parked: style.error(text)
        case .pending, .locked, .blocked, .unknown: style.activity(text)
        }
    }

    /// The status for a program.
    var json: String {
        var object = JSONObject()
        object.set("state", name)
        switch self {
        case .pending(let due): object.set("due_at", TimeText.universal(due))
        case .blocked(let joinSet): object.set("join_set", joinSet)
        case .finished(let finished):
            object.set("ended", finished.name)
            if case .failed(let kind) = finished {
                object.set("kind", kind)
            }
        default: break
        }
        return object.text
    }
}

extension ExecutionSummary {
    /// The execution for a program.
    var json: String {
        var object = JSONObject()
        object.set("id", id)
        object.set("function", function)
        object.set("status", json: status.json)
        object.set("created_at", TimeText.universal(createdAt))
        object.set("finished_at", finishedAt.map(TimeText.universal))
        object.set("parent", parentID)
        object.set("component", component)
        object.set("attempts", attempts)
        object.set("events", eventCount)
        return object.text
    }

    /// The execution for a person, a line for each of its properties.
    func lines(style: TextStyle, zone: TimeZone) -> [String] {
        var table = Table()
        func add(_ key: String, _ value: String, paint: @escaping (String) -> String = { $0 }) {
            table.add([.init(key, paint: style.faint), .init(value, paint: paint)])
        }
        add("id", id)
        add("function", function)
        add("status", status.text(in: zone)) { status.painted($0, style) }
        add("created", TimeText.local(createdAt, in: zone))
        if let finishedAt {
            add("finished", TimeText.local(finishedAt, in: zone))
        }
        if let parentID {
            add("parent", parentID)
        }
        add("component", component)
        if attempts > 0 {
            add("attempts", String(attempts))
        }
        add("events", String(eventCount))
        return table.lines
    }
}
