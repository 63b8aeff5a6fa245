/// What became of a transaction.
package enum CommitOutcome: Hashable, Sendable {
    /// Durable.
    case committed(Receipt)
    /// It no longer fits what is stored; nothing of it was written.
    case conflict(Conflict)
    /// The store could not write now (a full disk): nothing was written, and it is worth trying again.
    case refused(StorageError)
    /// Whether it was written is unknown: the process must end and recover from what is stored.
    case fatal(StorageError)
}

/// What a committed transaction found out.
package struct Receipt: Hashable, Sendable {
    /// One for each `create`, in order.
    package var creations: [CreationResult]
    /// The sequences given to the responses this transaction delivered, in order.
    package var sequences: [Int]
    /// For an append that ended `blocked`: a later response is already there, so the run goes on.
    package var isDueAtOnce: Bool
    /// One for each `command`, in order.
    package var commands: [CommandResult]

    package init(
        creations: [CreationResult] = [], sequences: [Int] = [], isDueAtOnce: Bool = false,
        commands: [CommandResult] = []
    ) {
        self.creations = creations
        self.sequences = sequences
        self.isDueAtOnce = isDueAtOnce
        self.commands = commands
    }
}

/// What became of a creation.
package enum CreationResult: Hashable, Sendable {
    /// It was made, and waits to be claimed.
    case created
    /// It was made and locked as asked: its version is 1 and its epoch 1.
    case createdLocked
    /// It was there already, with the same function and parameters.
    case existed
}

/// Why a transaction no longer fits.
package enum Conflict: Hashable, Sendable {
    case noSuchExecution(ExecutionID)
    /// An execution of this id exists, with another function or other parameters.
    case exists(ExecutionID)
    /// The log has moved on, a newer epoch has begun, or the execution was taken from its node.
    case fenced(ExecutionID, version: Int, epoch: Int)
    /// The log has ended, with this very outcome or another.
    case finished(ExecutionID)
    /// The delay has been answered already.
    case delayEnded(DelayID)
    /// As many executions without a parent as may be have not finished.
    case tooManyUnfinished(max: Int)
}
