/// A join set as its workflow's machine keeps it.
struct JoinSet: Hashable, Sendable, Codable {
    /// How far its life has come.
    enum Phase: Hashable, Sendable, Codable {
        case open
        /// What was asked to stop is awaited.
        case closing
        case closed
    }

    /// How far its life has come.
    var phase = Phase.open
    /// Children asked for so far, refused ones too: numbers the next.
    var childCount = 0
    /// Delays asked for so far.
    var delayCount = 0
    /// Members in order of creation.
    var members: [MemberID] = []
    /// Members whose responses have not been taken.
    var openCount = 0
    /// Members whose responses have arrived.
    var arrivals = Arrivals()
    /// Members that the closing asked to stop.
    var cancelled: Set<MemberID> = []
    /// What the closing found not to have succeeded.
    var unhandled: [UnhandledFailure] = []

    /// Counts a child that was asked for; nil where it was refused.
    mutating func add(child: ExecutionID?) {
        childCount += 1
        guard let child else { return }
        members.append(.child(child))
        openCount += 1
    }

    /// Counts a delay that was asked for.
    mutating func add(delay: DelayID) {
        delayCount += 1
        members.append(.delay(delay))
        openCount += 1
    }

    /// Whether a closing has something to do here.
    var needsClosing: Bool { phase == .closing || phase == .open && openCount > 0 }
}

/// A child or delay that a workflow asked for.
struct Member: Hashable, Sendable, Codable {
    /// What was asked for.
    enum Subject: Hashable, Sendable, Codable {
        case child(FunctionName, isCancellable: Bool)
        case delay(expiresAt: Timestamp)
    }

    /// How far its response has come.
    enum Answer: Hashable, Sendable, Codable {
        case arrived(Response.Body)
        case taken(Response.Body)
    }

    /// The set it was submitted to.
    var joinSet: JoinSetID
    var subject: Subject
    /// Its response, once there is one.
    var answer: Answer?

    /// The response that has arrived and has not been taken.
    var arrived: Response.Body? {
        if case .arrived(let body) = answer { body } else { nil }
    }

    /// The response, once it has been taken.
    var taken: Response.Body? {
        if case .taken(let body) = answer { body } else { nil }
    }

    /// Whether a closing join set asks it to stop.
    var isCancellable: Bool {
        switch subject {
        case .child(_, let isCancellable): isCancellable
        case .delay: true
        }
    }
}

/// The members of one join set whose responses have arrived, in order of arrival.
struct Arrivals: Hashable, Sendable, Codable {
    private var queue: [MemberID] = []
    private var passed = 0

    /// Adds a member whose response has arrived.
    mutating func append(_ member: MemberID) {
        queue.append(member)
    }

    /// The first of those that `isWaiting` says are still to be taken; those before it are forgotten.
    mutating func first(where isWaiting: (MemberID) -> Bool) -> MemberID? {
        while passed < queue.count {
            if isWaiting(queue[passed]) { return queue[passed] }
            passed += 1
        }
        queue.removeAll(keepingCapacity: true)
        passed = 0
        return nil
    }
}
