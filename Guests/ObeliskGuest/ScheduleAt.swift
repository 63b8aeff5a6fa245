/// When something should happen, as WIT's `obelisk:types/time.{schedule-at}`.
enum ScheduleAt: Hashable, Sendable {
    case now
    case at(Instant)
    /// Counted from the moment the request is first recorded.
    case after(Duration)
}

extension ScheduleAt {
    /// Reads a `schedule-at` out of memory.
    init(loading memory: UnsafeMutableRawPointer) {
        switch memory.load(as: UInt8.self) {
        case 0: self = .now
        case 1: self = .at(Instant(loading: memory + 8))
        default: self = .after(Duration(loading: memory + 8))
        }
    }

    /// Writes a `schedule-at`.
    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
        switch self {
        case .now: memory.storeBytes(of: 0, as: UInt8.self)
        case .at(let instant):
            memory.storeBytes(of: 1, as: UInt8.self)
            instant.store(to: memory + 8, in: &arena)
        case .after(let duration):
            memory.storeBytes(of: 2, as: UInt8.self)
            duration.store(to: memory + 8, in: &arena)
        }
    }
}
