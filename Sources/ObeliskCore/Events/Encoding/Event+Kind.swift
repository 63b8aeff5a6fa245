extension Event {
    /// The one word for this kind of event in storage, API, command line and user interface.
    package var kind: String {
        switch self {
        case .created: "created"
        case .locked: "locked"
        case .unlocked: "unlocked"
        case .attemptFailed: "attempt_failed"
        case .attemptTimedOut: "attempt_timed_out"
        case .attemptLost: "attempt_lost"
        case .paused: "paused"
        case .resumed: "resumed"
        case .cancelRequested: "cancel_requested"
        case .componentChanged: "component_changed"
        case .parked: "parked"
        case .returned: "returned"
        case .finished: "finished"
        case .joinSetCreated: "join_set_created"
        case .childRequested: "child_requested"
        case .delayRequested: "delay_requested"
        case .delayCancelRequested: "delay_cancel_requested"
        case .childCancelRequested: "child_cancel_requested"
        case .responseTaken: "response_taken"
        case .tryNextAnswered: "try_next_answered"
        case .joinSetClosing: "join_set_closing"
        case .joinSetClosed: "join_set_closed"
        case .scheduled: "scheduled"
        case .stubbed: "stubbed"
        case .valueRecorded: "value_recorded"
        case .published: "published"
        }
    }
}
