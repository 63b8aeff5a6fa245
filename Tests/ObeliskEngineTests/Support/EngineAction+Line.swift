import ObeliskCore

@testable import ObeliskEngine

extension EngineAction {
    /// The whole action in one line, times as seconds from `now`.
    func line(at now: Timestamp) -> String {
        switch self {
        case .claim(let request): "claim \(request.limit) \(request.component)"
        case .begin(let id, let row, _): "begin \(id.execution) v\(row.version) e\(row.epoch)"
        case .advance(let id, _, let responses, let isYielding):
            (["advance \(id.execution)"] + responses.map(\.line) + (isYielding ? ["yielding"] : []))
                .joined(separator: " ")
        case .commit(let commit):
            "commit " + commit.transaction.operations.map { $0.line(at: now) }.joined(separator: ", ")
        case .startAttempt(let attempt):
            "start \(attempt.id.execution) #\(attempt.number) v\(attempt.version) e\(attempt.epoch)"
        case .stopAttempt(_, let ending): "stop \(ending)"
        case .readResponses(let id, let after): "read responses of \(id.execution) after \(after)"
        case .readTimers(let from):
            "read timers from \(from.microsecondsSinceEpoch == 0 ? "the start" : from.line(at: now))"
        case .readRow(let id): "read row of \(id.execution)"
        case .reclaim(let id, let epoch): "reclaim \(id) e\(epoch)"
        case .arm(let time): "arm \(time.line(at: now))"
        case .endGrace(let time): "end grace \(time.line(at: now))"
        case .readNodes: "read nodes"
        case .beat(let heartbeat):
            (["beat"] + heartbeat.silent.map { "ending \($0.generation.number)" }).joined(separator: " ")
        case .lookForForeignCommits: "look for foreign commits"
        case .recover: "recover"
        case .discard: "discard"
        case .fail(let error): "fail \(error.code.rawValue)"
        case .stopped: "stopped"
        }
    }
}

extension Timestamp {
    fileprivate func line(at now: Timestamp) -> String {
        "+\(Double((self - now).wholeMicroseconds) / 1_000_000)s"
    }
}

extension Response {
    fileprivate var line: String {
        switch body {
        case .child(let id, let outcome): "\(sequence.map { "\($0)" } ?? "riding"):\(id) \(outcome.kind)"
        case .delay(let id, let outcome): "\(sequence.map { "\($0)" } ?? "riding"):\(id.text) \(outcome)"
        }
    }
}

extension Transaction.Operation {
    fileprivate func line(at now: Timestamp) -> String {
        switch self {
        case .create(let creation): "create \(creation.id)\(creation.lock == nil ? "" : " locked")"
        case .append(let append):
            "append \(append.execution) v\(append.expectedVersion) e\(append.epoch) "
                + "[\(append.events.map { "\($0.kind)" }.joined(separator: " "))] \(append.transition.line(at: now))"
        case .setDelay(let delay): "set delay \(delay.id.text)"
        case .endDelay(let delay, let outcome): "end delay \(delay.id.text) \(outcome)"
        case .cancelDelay(let delay, _): "cancel delay \(delay.text)"
        case .output(let id, let lines): "\(lines.count) lines of \(id)"
        case .publish(let id, let published): "publish \(published.name) of \(id)"
        case .command(let id, let command): "\(command) \(id)"
        case .extendLease(let id, let epoch, let until): "lease \(id) e\(epoch) \(until.line(at: now))"
        }
    }
}

extension Transition {
    fileprivate func line(at now: Timestamp) -> String {
        switch self {
        case .running: "running"
        case .blocked(let joinSet, let seen): "blocked on \(joinSet) seen \(seen)"
        case .pending(let due): "pending \(due.line(at: now))"
        case .released: "released"
        case .parked: "parked"
        case .finished: "finished"
        }
    }
}
