/// When something should happen, as a guest or a submitter asks for it.
package enum ScheduleAt: Hashable, Sendable, Codable {
    case now
    case at(Timestamp)
    /// Counted from the moment the request is first recorded.
    case after(Duration)

    /// The instant meant, for a request recorded at `now`.
    package func resolved(at now: Timestamp) -> Timestamp {
        switch self {
        case .now: now
        case .at(let time): time
        case .after(let duration): now + duration
        }
    }
}
