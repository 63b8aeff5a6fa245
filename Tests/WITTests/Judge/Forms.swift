import Testing
import WIT

/// Compares two forms and names the first place where they part.
func expectEqual(_ ours: JSONValue?, _ judged: JSONValue?, sourceLocation: SourceLocation = #_sourceLocation) {
    if ours == judged { return }
    Issue.record("\(difference(ours ?? .null, judged ?? .null, at: "") ?? "different")", sourceLocation: sourceLocation)
}

private func difference(_ ours: JSONValue, _ judged: JSONValue, at path: String) -> String? {
    if ours == judged { return nil }
    if case .object(let left) = ours, case .object(let right) = judged {
        for name in Set(left.map(\.key) + right.map(\.key)).sorted() {
            let (a, b) = (ours[name], judged[name])
            if a == b { continue }
            guard let a, let b else { return "\(path).\(name): ours \(text(a)), judged \(text(b))" }
            return difference(a, b, at: "\(path).\(name)")
        }
    }
    if case .array(let left) = ours, case .array(let right) = judged, left.count == right.count {
        for (index, (a, b)) in zip(left, right).enumerated() where a != b {
            return difference(a, b, at: "\(path)[\(index)]")
        }
    }
    return "\(path): ours \(text(ours)), judged \(text(judged))"
}

private func text(_ value: JSONValue?) -> String {
    value.map { String(decoding: $0.serialize(), as: UTF8.self) } ?? "nothing"
}
