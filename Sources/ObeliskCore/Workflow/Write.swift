/// What a workflow wants written: events in order, and the effects that belong to them.
package enum Write: Hashable, Sendable, Codable {
    case event(Event)
    indirect case child(ChildCreation)
    indirect case delay(Delay)
    case cancelChild(ExecutionID)
    case cancelDelay(DelayID)
    indirect case log(LogLine)
    indirect case publish(Published)

    /// A child to be made.
    package struct ChildCreation: Hashable, Sendable, Codable {
        package var id: ExecutionID
        package var joinSet: JoinSetID
        package var function: FunctionName
        package var params: JSONText
        package var target: Target
        package var seed: UInt64
    }

    /// A line of the guest's log, with the key that keeps a replay from writing it again.
    package struct LogLine: Hashable, Sendable, Codable {
        package var position: Int
        package var ordinal: Int
        package var level: LogLevel
        package var message: String
        package var fields: [[String]]
    }
}

extension Write {
    /// About how many bytes it takes up once stored: what a guest can make large is counted, the rest is estimated.
    var approximateBytes: Int {
        let rest = 64
        switch self {
        case .event(.childRequested(let request)): return rest + request.params.bytes.count
        case .event(.scheduled(let scheduled)): return rest + scheduled.params.bytes.count
        case .event(.published(let published)), .publish(let published):
            return rest + published.name.utf8.count + published.value.bytes.count
        case .event(.delayRequested(let request)): return rest + (request.name ?? "").utf8.count
        case .event(.valueRecorded(.randomString(minLength: _, maxLength: _, value: let value))):
            return rest + value.utf8.count
        case .child(let child): return rest + child.params.bytes.count
        case .log(let line):
            return line.fields.joined().reduce(rest + line.message.utf8.count) { $0 + $1.utf8.count }
        case .event, .delay, .cancelChild, .cancelDelay: return rest
        }
    }
}
