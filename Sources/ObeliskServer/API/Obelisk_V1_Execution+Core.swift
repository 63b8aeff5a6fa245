import ObeliskAPI
import ObeliskCore
import SwiftProtobuf

extension Google_Protobuf_Timestamp {
    /// The instant in the protocol's form.
    init(_ time: Timestamp) {
        let (seconds, nanoseconds) = time.secondsAndNanoseconds
        self.init(seconds: Int64(clamping: seconds), nanos: Int32(nanoseconds))
    }
}

extension Obelisk_V1_Execution {
    /// A row as clients see it.
    init(_ row: ExecutionRow) {
        self.init()
        executionID = row.id.text
        function = row.function.text
        status = Obelisk_V1_ExecutionStatus(row)
        createdAt = Google_Protobuf_Timestamp(row.createdAt)
        if case .finished = row.state {
            finishedAt = Google_Protobuf_Timestamp(row.updatedAt)
        }
        parentID = row.parent?.execution.text ?? ""
        component = row.component
        attempts = UInt32(clamping: row.attempt)
        eventCount = UInt64(clamping: row.version + 1)
    }
}

extension Obelisk_V1_ExecutionStatus {
    /// A row's status as clients see it.
    init(_ row: ExecutionRow) {
        self.init()
        switch row.status {
        case .pending(let due):
            state = .pending
            dueAt = Google_Protobuf_Timestamp(due)
        case .locked: state = .locked
        case .blocked:
            state = .blocked
            if case .blocked(let set) = row.state {
                joinSet = set.text
            }
        case .paused: state = .paused
        case .parked: state = .parked
        case .cancelling: state = .cancelling
        case .finished(let kind):
            state = .finished
            finished = Obelisk_V1_FinishedStatus(kind)
        }
    }
}

extension Obelisk_V1_FinishedStatus {
    /// How an execution ended, without its payload.
    init(_ finished: FinishedKind) {
        self.init()
        switch finished {
        case .ok: kind = .ok
        case .err: kind = .err
        case .failed(let failure):
            kind = .failed
            failureKind = Obelisk_V1_FailureKind(failure)
        }
    }
}

extension Obelisk_V1_FailureKind {
    /// The kind of a failure.
    init(_ kind: FailureKind) {
        self =
            switch kind {
            case .timedOut: .timedOut
            case .nondeterminismDetected: .nondeterminismDetected
            case .outOfFuel: .outOfFuel
            case .outOfMemory: .outOfMemory
            case .trapped: .trapped
            case .cancelled: .cancelled
            case .workerLost: .workerLost
            case .limitExceeded: .limitExceeded
            case .uncategorized: .uncategorized
            }
    }
}

extension Obelisk_V1_Outcome {
    /// How an execution ended, whole.
    init(_ outcome: Outcome) {
        self.init()
        switch outcome {
        case .ok(let payload):
            kind = .ok
            if let payload { payloadJson = payload.text }
        case .err(let payload):
            kind = .err
            if let payload { payloadJson = payload.text }
        case .failed(let failure):
            kind = .failed
            failureKind = Obelisk_V1_FailureKind(failure.kind)
            reason = failure.reason ?? ""
            detail = failure.detail ?? ""
        }
    }
}

extension Obelisk_V1_Event {
    /// An event of the log; its kind goes by its name in the one vocabulary.
    init(_ logged: LoggedEvent) {
        self.init()
        version = UInt64(clamping: logged.version)
        epoch = UInt64(clamping: logged.epoch)
        time = Google_Protobuf_Timestamp(logged.time)
        kind = Obelisk_V1_EventKind(name: logged.event.kind) ?? .unspecified
        bodyJson = logged.event.body.text
    }
}
