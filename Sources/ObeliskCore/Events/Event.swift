/// One entry of an execution's log: its life, and for a workflow what its guest observed, in the order it observed it.
///
/// `indirect`, for an event is handed from room to room far more often than it is made.
package indirect enum Event: Hashable, Sendable, Codable {
    // The life of an execution.
    case created(Created)
    case locked(Locked)
    case unlocked(Unlocked)
    case attemptFailed(AttemptEnded)
    case attemptTimedOut(AttemptEnded)
    case attemptLost(AttemptEnded)
    case paused
    case resumed
    case cancelRequested
    case componentChanged(ComponentChanged)
    case parked(Divergence)
    case returned(Outcome)
    case finished(Outcome)

    // What a workflow did.
    case joinSetCreated(JoinSetID)
    case childRequested(ChildRequested)
    case delayRequested(DelayRequested)
    case delayCancelRequested(DelayID)
    case childCancelRequested(ExecutionID)
    case responseTaken(ResponseTaken)
    case tryNextAnswered(TryNextAnswered)
    case joinSetClosing(JoinSetClosing)
    case joinSetClosed(JoinSetID)
    case scheduled(Scheduled)
    case stubbed(Stubbed)
    case valueRecorded(RecordedValue)
    case published(Published)

    /// Whether appending this event starts a new run epoch, which fences every earlier run.
    package var startsEpoch: Bool {
        switch self {
        case .locked, .unlocked, .paused, .resumed, .cancelRequested, .componentChanged, .parked: true
        default: false
        }
    }

    /// Whether this event is part of what a workflow did, and so is compared on replay.
    package var isWorkflowHistory: Bool {
        switch self {
        case .joinSetCreated, .childRequested, .delayRequested, .delayCancelRequested, .childCancelRequested,
            .responseTaken, .tryNextAnswered, .joinSetClosing, .joinSetClosed, .scheduled, .stubbed, .valueRecorded,
            .published:
            true
        default: false
        }
    }
}

/// An event as it stands in the log.
package struct LoggedEvent: Hashable, Sendable, Codable {
    /// The event's place in its log, from 0 (`created`) without gaps.
    package let version: Int
    /// The run epoch in force once the event is appended.
    package let epoch: Int
    /// When the event was written.
    package let time: Timestamp
    package let event: Event

    package init(version: Int, epoch: Int, time: Timestamp, event: Event) {
        self.version = version
        self.epoch = epoch
        self.time = time
        self.event = event
    }
}
