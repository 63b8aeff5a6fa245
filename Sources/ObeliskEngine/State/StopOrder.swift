internal import ObeliskCore
internal import Synchronization

/// The order to an attempt to stop; whoever runs the attempt looks at it whenever its guest can be interrupted.
final class StopOrder: Sendable {
    private let order = Mutex<AttemptDecision.Ending?>(nil)

    /// How the attempt is to end; nil while it may go on.
    var ending: AttemptDecision.Ending? { order.withLock { $0 } }

    /// Lets the attempt end like this; the first order counts.
    func give(_ ending: AttemptDecision.Ending) {
        order.withLock { $0 = $0 ?? ending }
    }
}
