/// What a join set holds: a child execution or a delay.
package enum MemberID: Hashable, Sendable, Codable, CustomStringConvertible {
    case child(ExecutionID)
    case delay(DelayID)

    package var description: String {
        switch self {
        case .child(let id): id.text
        case .delay(let id): id.text
        }
    }
}
