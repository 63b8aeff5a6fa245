extension Exports {
    /// What this component exports as `demo:fibo/fibo`.
    typealias Fibo = FiboActivity
}

/// The last Fibonacci number that fits into 64 bits.
private let largestN: UInt8 = 93

/// The activity: computes, and keeps nothing.
enum FiboActivity: Fibo.Export {
    /// The `n`-th Fibonacci number, counted from `fibo(0) = 0`.
    static func fibo(n: UInt8) throws(Refusal) -> UInt64 {
        guard n <= largestN else {
            throw Refusal("fibo(\(n)) does not fit into 64 bits; the largest n is \(largestN)")
        }
        var (number, next) = (UInt64(0), UInt64(1))
        for _ in 0..<n {
            // The one after fibo(93) overflows, and is never asked for.
            (number, next) = (next, number &+ next)
        }
        return number
    }
}
