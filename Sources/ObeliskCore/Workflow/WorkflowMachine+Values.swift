extension WorkflowMachine {
    /// The calls whose answers are recorded, and those that record what the guest hands out.
    mutating func record(_ call: HostCall) throws(Divergence) -> Answer {
        switch call {
        case .now:
            let time = try meet(call) { event -> Timestamp? in
                guard case .valueRecorded(.now(let time)) = event else { return nil }
                return time
            }
            return time.map { .value(.time($0)) } ?? ask(.now, for: call)
        case .randomU64(let min, let max):
            guard min < max else { return .trap("random-u64: the range \(min) ..< \(max) is empty") }
            let recorded = try meet(call) { event -> UInt64? in
                guard case .valueRecorded(.randomU64(min, max, let value)) = event else { return nil }
                return value
            }
            return .value(.number(recorded ?? drawNumber(min, max)))
        case .randomString(let minLength, let maxLength):
            guard minLength < maxLength else {
                return .trap("random-string: the range of lengths \(minLength) ..< \(maxLength) is empty")
            }
            let recorded = try meet(call) { event -> String? in
                guard case .valueRecorded(.randomString(minLength, maxLength, let value)) = event else { return nil }
                return value
            }
            return .value(.text(recorded ?? drawText(minLength, maxLength)))
        case .publish(let name, let value):
            let recorded: Bool? = try meet(call) { event in
                guard case .published(let published) = event else { return nil }
                return published.name == name && published.value.isSameValue(as: value) ? true : nil
            }
            if recorded == nil {
                let published = Published(name: name, value: value)
                emit(.published(published))
                write(.publish(published))
            }
            return .value(.none)
        default: preconditionFailure("not a call that is recorded")
        }
    }

    /// Keeps a line of the guest's log. Lines before the end of a replay are stored already.
    mutating func log(_ level: LogLevel, _ message: String, _ fields: [[String]]) {
        defer { linesSinceEvent += 1 }
        guard isLive else { return }
        write(
            .log(
                Write.LogLine(
                    position: eventsConsumed, ordinal: linesSinceEvent, level: level, message: message, fields: fields))
        )
    }

    private mutating func drawNumber(_ min: UInt64, _ max: UInt64) -> UInt64 {
        var generator = SeededGenerator(seed: created.seed.mixed(with: UInt64(recordedCount), stream: .values))
        let value = UInt64.random(in: min..<max, using: &generator)
        emit(.valueRecorded(.randomU64(min: min, max: max, value: value)))
        return value
    }

    private mutating func drawText(_ minLength: Int, _ maxLength: Int) -> String {
        var generator = SeededGenerator(seed: created.seed.mixed(with: UInt64(recordedCount), stream: .values))
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        let length = Int.random(in: minLength..<maxLength, using: &generator)
        let bytes = (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
        let value = String(decoding: bytes, as: UTF8.self)
        emit(.valueRecorded(.randomString(minLength: minLength, maxLength: maxLength, value: value)))
        return value
    }
}
