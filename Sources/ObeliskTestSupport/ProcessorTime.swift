internal import Foundation

/// The time that a processor has spent on the calling thread: how busy the machine is besides does not show.
package enum ProcessorTime {
    /// How long `body`, which may not wait for another thread, keeps a processor busy.
    package static func spent(_ body: () throws -> Void) rethrows -> Duration {
        let began = now
        try body()
        return now - began
    }

    private static var now: Duration {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
