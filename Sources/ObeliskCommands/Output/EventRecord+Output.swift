import Foundation
import ObeliskClient

extension EventRecord {
    /// The event for a program.
    var json: String {
        var object = JSONObject()
        object.set("version", version)
        object.set("epoch", epoch)
        object.set("time", TimeText.universal(time))
        object.set("kind", kind)
        object.set("body", json: body.isEmpty ? "{}" : body)
        return object.text
    }

    /// The event as a line of columns for a person; the widest kind has 22 letters.
    func line(style: TextStyle, zone: TimeZone) -> String {
        let number = String(version)
        let padding = String(repeating: " ", count: max(0, 5 - number.count))
        let word = kind.padding(toLength: max(22, kind.count), withPad: " ", startingAt: 0)
        let details = JSONObject.members(of: body).map { member in
            style.faint(member.key + "=") + Self.shortened(JSONObject.unquoted(member.json[...]))
        }
        let columns = [padding + number, style.faint(TimeText.local(time, in: zone)), painted(word, style)]
        return details.isEmpty
            ? (columns.dropLast() + [painted(kind, style)]).joined(separator: "  ")
            : (columns + [details.joined(separator: " ")]).joined(separator: "  ")
    }

    private func painted(_ text: String, _ style: TextStyle) -> String {
        switch kind {
        case "finished", "returned": style.success(text)
        case "attempt_failed", "attempt_timed_out", "attempt_lost", "paused", "cancel_requested": style.warning(text)
        case "parked": style.error(text)
        default: style.activity(text)
        }
    }

    /// A person is spared what is long; `--json` has it whole.
    private static func shortened(_ text: String) -> String {
        text.count <= 120 ? text : text.prefix(119) + "…"
    }
}
