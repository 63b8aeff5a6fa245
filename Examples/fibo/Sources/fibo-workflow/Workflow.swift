/// Calls the activity `iterations` times, one after the other, and returns its last answer; its first error ends it.
func fiboa(_ n: UInt8, iterations: UInt32) throws(Refusal) -> UInt64 {
    log(.info, "calling fibo in series", [("n", "\(n)"), ("iterations", "\(iterations)")])
    var last: UInt64 = 0
    for _ in 0..<iterations {
        last = try fibo(n)
    }
    return last
}

/// Sleeps durably: the server may stop and start in between.
func fiboSleepy(milliseconds: UInt64) throws(Refusal) {
    guard sleep(milliseconds: milliseconds) else { throw Refusal(message: "the sleep was cancelled") }
}
