extension Exports {
    /// What this component exports as `demo:fibo/workflow`.
    typealias Workflow = FiboWorkflow
}

/// The durable code: each call it makes is recorded.
enum FiboWorkflow: Workflow.Export {
    /// Calls the activity `iterations` times in series and returns its last answer; its first error ends it.
    static func fiboa(n: UInt8, iterations: UInt32) throws(Refusal) -> UInt64 {
        log.info("calling fibo in series", ["n": "\(n)", "iterations": "\(iterations)"])
        var last: UInt64 = 0
        for _ in 0..<iterations {
            last = try Fibo.fibo(n: n)
        }
        return last
    }

    /// Sleeps durably: the server may stop and start in between.
    static func fiboSleepy(milliseconds: UInt64) throws(Refusal) {
        try sleep(for: .milliseconds(milliseconds))
    }
}
