/// When something should happen, as a guest or a submitter asks for it.
package enum ScheduleAt: Hashable, Sendable, Codable {
    case now
    case at(Timestamp)
    /// Counted from the moment the request is first recorded.
    case after(Duration)

    /// This as the log keeps it: a span in whole microseconds, and never longer than those can count.
    package var recorded: ScheduleAt {
        guard case .after(let duration) = self else { return self }
        return .after(.microseconds(duration.wholeMicroseconds))
    }

    /// The instant meant, for a request recorded at `now`.
    package func resolved(at now: Timestamp) -> Timestamp {
        switch self {
        case .now: now
        case .at(let time): time
        case .after(let duration): now + duration
        }
    }
}
