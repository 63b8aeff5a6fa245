import ObeliskClient

extension Outcome {
    /// Whether the function returned its ok side.
    var isOK: Bool {
        if case .ok = self { true } else { false }
    }

    /// `{"ok": …}`, `{"err": …}` or `{"failed": {"kind": …, "reason": …}}`.
    var json: String {
        var object = JSONObject()
        switch self {
        case .ok(let payload): object.set("ok", json: payload ?? "null")
        case .err(let payload): object.set("err", json: payload ?? "null")
        case .failed(let kind, let reason, let detail):
            var failure = JSONObject()
            failure.set("kind", kind)
            failure.set("reason", reason.isEmpty ? nil : reason)
            if !detail.isEmpty {
                failure.set("detail", detail)
            }
            object.set("failed", json: failure.text)
        case .unknown(let name): object.set(name, json: "null")
        }
        return object.text
    }

    /// Prints the outcome by the rules of `execution get`, and ends the command with 1 if it is not ok.
    func report(on console: Console, asJSON: Bool) throws {
        if asJSON {
            console.print(json)
        } else {
            switch self {
            case .ok(let payload): console.print(payload ?? "null")
            case .err(let payload):
                console.tell(console.errorStyle.warning("err:") + " " + (payload ?? "null"))
            case .failed(let kind, let reason, let detail):
                let explanation = reason.isEmpty ? "" : ": \(reason)"
                console.tell(console.errorStyle.error("failed (\(kind))") + explanation)
                if !detail.isEmpty {
                    console.tell(detail)
                }
            case .unknown(let name): console.tell("ended in a way this program does not know: \(name)")
            }
        }
        if !isOK {
            throw CommandFailure(.failed)
        }
    }
}
