package import SwiftProtobuf

/// An enumeration of the protocol whose values have a name in the engine's one vocabulary.
package protocol Vocabulary: SwiftProtobuf.Enum where RawValue == Int {
    /// Every value but the unspecified one, with its name.
    static var vocabulary: [Self: String] { get }
}

extension Vocabulary {
    /// The name of a value; one of a newer peer shows its number.
    package var name: String {
        Self.vocabulary[self] ?? "unknown(\(rawValue))"
    }

    /// The value of a name; nil if this version knows none.
    package init?(name: String) {
        guard let entry = Self.vocabulary.first(where: { $0.value == name }) else { return nil }
        self = entry.key
    }
}

extension Obelisk_V1_ExecutionState: Vocabulary {
    /// As in `obelisk:webhook/webhook-support.execution-status`.
    package static let vocabulary: [Self: String] = [
        .pending: "pending", .locked: "locked", .blocked: "blocked", .paused: "paused", .parked: "parked",
        .cancelling: "cancelling", .finished: "finished",
    ]
}

extension Obelisk_V1_FinishedKind: Vocabulary {
    /// How an execution ended.
    package static let vocabulary: [Self: String] = [.ok: "ok", .err: "err", .failed: "failed"]
}

extension Obelisk_V1_FailureKind: Vocabulary {
    /// As in `obelisk:types/execution.failure-kind`.
    package static let vocabulary: [Self: String] = [
        .timedOut: "timed_out", .nondeterminismDetected: "nondeterminism_detected", .outOfFuel: "out_of_fuel",
        .outOfMemory: "out_of_memory", .trapped: "trapped", .cancelled: "cancelled", .workerLost: "worker_lost",
        .limitExceeded: "limit_exceeded", .uncategorized: "uncategorized",
    ]
}

extension Obelisk_V1_ComponentKind: Vocabulary {
    /// As the tables of `obelisk.toml`.
    package static let vocabulary: [Self: String] = [
        .workflow: "workflow", .activity: "activity", .activityStub: "activity_stub",
        .activityExternal: "activity_external", .webhookEndpoint: "webhook_endpoint", .monitor: "monitor",
        .schedule: "schedule",
    ]
}

extension Obelisk_V1_EventKind: Vocabulary {
    /// The kinds of events in the log.
    package static let vocabulary: [Self: String] = [
        .created: "created", .locked: "locked", .unlocked: "unlocked", .attemptFailed: "attempt_failed",
        .attemptTimedOut: "attempt_timed_out", .attemptLost: "attempt_lost", .paused: "paused", .resumed: "resumed",
        .cancelRequested: "cancel_requested", .componentChanged: "component_changed", .parked: "parked",
        .returned: "returned", .finished: "finished", .forked: "forked",
        .compensationRegistered: "compensation_registered", .joinSetCreated: "join_set_created",
        .childRequested: "child_requested", .delayRequested: "delay_requested",
        .delayCancelRequested: "delay_cancel_requested", .childCancelRequested: "child_cancel_requested",
        .responseTaken: "response_taken", .tryNextAnswered: "try_next_answered", .joinSetClosing: "join_set_closing",
        .joinSetClosed: "join_set_closed", .scheduled: "scheduled", .stubbed: "stubbed",
        .valueRecorded: "value_recorded", .published: "published",
    ]
}
