package import ObeliskCore

/// One thing that a scripted guest does. Join sets, children and delays are named by their number, from 0, in the order
/// in which the guest got them; a step on a handle it was never given is passed over.
package indirect enum GuestStep: Hashable, Sendable {
    case call(String, params: String = "[1]")
    case sleep(ScheduleAt, name: String? = nil)
    case now
    /// A call that names its functions and handles itself.
    case ask(HostCall)
    /// Ends the function with this result.
    case succeed(String)
    case randomU64(UInt64, UInt64)
    case randomString(Int, Int)
    case publish(String, String)
    case log(String)
    case create(String? = nil)
    case submit(Int, String, params: String = "[1]")
    case submitDelay(Int, ScheduleAt)
    case next(Int, asking: String? = nil)
    /// `next` until every request has been answered and taken.
    case drain(Int)
    case tryNext(Int)
    /// `try-next` until every request has been answered and taken.
    case poll(Int)
    case openRequests(Int)
    case close(Int)
    case lastCall
    case outcome(Int)
    case failure(Int)
    case function(Int)
    case cancelChild(Int)
    case cancelDelay(Int)
    case delayOutcome(Int)
    case `repeat`(Int, [GuestStep])
    /// Computes until the epoch ticks so many times.
    case compute(ticks: Int)
    /// Traps.
    case trap(String)
    /// Ends the function with this error.
    case fail(String)
}

extension FunctionName {
    /// A function of the interface that all scripts share.
    package static func demo(_ function: String) -> FunctionName {
        FunctionName(interface: "demo:test/ifc", function: function)
    }
}
