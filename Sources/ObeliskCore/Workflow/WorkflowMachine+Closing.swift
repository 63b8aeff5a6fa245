extension WorkflowMachine {
    /// The guest's own `close`: cancels what can be cancelled, then takes every response that is left.
    mutating func close(_ joinSet: JoinSetID, for call: HostCall) throws(Divergence) -> Answer {
        guard let set = joinSets[joinSet], set.phase != .closed else { return .value(.unhandled([])) }
        if set.phase == .open {
            let recorded: Bool? = try meet(call) { event in
                guard case .joinSetClosing(let closing) = event, closing.joinSet == joinSet else { return nil }
                return true
            }
            if recorded == nil { writeClosing(joinSet) }
        }
        while joinSets[joinSet]?.openCount ?? 0 > 0 {
            guard try take(from: joinSet, asking: nil, for: call) != nil else { return block(call, on: joinSet) }
        }
        let recorded: Bool? = try meet(call) { $0 == .joinSetClosed(joinSet) ? true : nil }
        if recorded == nil { emit(.joinSetClosed(joinSet)) }
        return .value(.unhandled(joinSets[joinSet]?.unhandled ?? []))
    }

    /// Ends the function with an outcome, when live.
    mutating func end(with outcome: Outcome) -> Closing {
        pending = nil
        stage = .closing(outcome)
        writeReturned(outcome)
        return close()
    }

    /// `returned` is written only where a set has yet to be closed.
    mutating func writeReturned(_ outcome: Outcome) {
        if joinSets.values.contains(where: \.needsClosing) { emit(.returned(outcome)) }
    }

    /// How the function ended, if the log says so: near its end, where only closings follow.
    static func returned(in history: [LoggedEvent]) -> Outcome? {
        for index in history.indices.reversed() {
            if case .returned(let outcome) = history[index].event { return outcome }
        }
        return nil
    }

    /// The engine's own closing, from the log and without the guest; false where a response must arrive first.
    mutating func closeLive(_ joinSet: JoinSetID) -> Bool {
        if joinSets[joinSet]?.phase == .open { writeClosing(joinSet) }
        while joinSets[joinSet]?.openCount ?? 0 > 0 {
            guard takeArrived(from: joinSet, asking: nil) != nil else { return false }
        }
        emit(.joinSetClosed(joinSet))
        return true
    }

    /// A child that did not succeed, unless it only did what the closing asked of it.
    func unhandledFailure(_ body: Response.Body, in joinSet: JoinSetID) -> UnhandledFailure? {
        guard case .child(let id, let outcome) = body, case .child(let function, _) = members[.child(id)]?.subject
        else {
            return nil
        }
        if case .ok = outcome { return nil }
        if outcome.kind == .failed(.cancelled), joinSets[joinSet]?.cancelled.contains(.child(id)) == true { return nil }
        return UnhandledFailure(execution: id, function: function, outcome: outcome)
    }

    /// Requests the end of all that can be cancelled and has not answered, latest first.
    private mutating func writeClosing(_ joinSet: JoinSetID) {
        let cancelled = (joinSets[joinSet]?.members ?? []).reversed().filter { member in
            members[member].map { $0.answer == nil && $0.isCancellable } == true
        }
        emit(.joinSetClosing(JoinSetClosing(joinSet: joinSet, cancelled: cancelled)))
        for member in cancelled {
            switch member {
            case .child(let id): write(.cancelChild(id))
            case .delay(let id): write(.cancelDelay(id))
            }
        }
    }
}
