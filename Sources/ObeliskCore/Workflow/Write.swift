/// What a workflow wants written: events in order, and the effects that belong to them.
package enum Write: Hashable, Sendable, Codable {
    case event(Event)
    case child(ChildCreation)
    case delay(Delay)
    case cancelChild(ExecutionID)
    case cancelDelay(DelayID)
    case log(LogLine)
    case publish(Published)

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
