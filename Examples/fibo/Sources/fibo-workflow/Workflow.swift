extension Exports { typealias Workflow = FiboWorkflow }

/// The durable code: each call it makes is recorded.
enum FiboWorkflow: Workflow.Export {
    static func fiboa(n: UInt8, iterations: UInt32) throws(Refusal) -> UInt64 {
        log.info("calling fibo in series", ["n": "\(n)", "iterations": "\(iterations)"])
        var last: UInt64 = 0
        for _ in 0..<iterations {
            last = try Fibo.fibo(n: n)
        }
        return last
    }

    static func fiboSleepy(milliseconds: UInt64) throws(Refusal) {
        try sleep(for: .milliseconds(milliseconds))
    }
}
