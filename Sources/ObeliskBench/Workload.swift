/// What can be measured; the words are those of DESIGN §10.
enum Workload: String, CaseIterable {
    case series = "W1"
    case parallel = "W2"
    case throughput = "W3"
    case throughputOverGRPC = "W3grpc"
    case sleeps = "W4"
    case killed = "W5"
    case memory = "W6"
    case replay = "W7"
    case idle = "W8"
    case json = "JSON"
    case guest = "guest"
    case parallelCurve = "curve-parallel"
    case replayCurve = "curve-replay"
    case sleepersCurve = "curve-sleepers"
    case tableCurve = "curve-table"
    case cost = "cost"

    /// Those of a plain `make bench`.
    static let standard: [Workload] = [
        .series, .parallel, .throughput, .throughputOverGRPC, .sleeps, .killed, .memory, .replay, .idle, .json, .guest,
    ]
    /// Those of `make bench W=curves`.
    static let curves: [Workload] = [.parallelCurve, .replayCurve, .sleepersCurve, .tableCurve]

    /// The workloads of a word; nil if it names none.
    static func named(_ word: String) -> [Workload]? {
        if word == "curves" { return curves }
        return Workload(rawValue: word).map { [$0] }
    }
}
