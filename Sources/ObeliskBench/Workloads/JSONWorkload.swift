import WIT

/// How long parameters and results take from JSON to values and back.
struct JSONWorkload {
    private let report: BenchReport

    private static let repeats = 15

    init(_ report: BenchReport) {
        self.report = report
    }

    /// Measures a list of bytes and a list of records, of a megabyte each.
    func run() throws {
        try measure("list_u8", .list(.u8), .list((0..<(1 << 20)).map { .u8(UInt8(truncatingIfNeeded: $0 &* 7)) }))
        let line = RecordType(fields: [
            .init("id", .u64), .init("name", .string), .init("price", .f64), .init("paid", .bool),
        ])
        let lines = (0..<16_000).map { number in
            Value.record([
                .u64(UInt64(number)), .string("line \(number)"), .f64(Double(number) / 8), .bool(number % 3 == 0),
            ])
        }
        try measure("records", .list(.record(line)), .list(lines))
    }

    private func measure(_ name: String, _ type: ValueType, _ value: Value) throws {
        var (decoding, encoding): ([Double], [Double]) = ([], [])
        var text: [UInt8] = []
        for _ in 0..<Self.repeats {
            var started = ContinuousClock.now
            text = try value.json(as: type)
            encoding.append(started.duration(to: .now).inSeconds)
            started = .now
            let read = try Value(json: text, as: type)
            decoding.append(started.duration(to: .now).inSeconds)
            guard read == value else { throw BenchFailure("\(name) did not come back as it was") }
        }
        report.line("\(name)_decode_ms", n: text.count, Sample(decoding).quantile(0.5) * 1e3)
        report.line("\(name)_encode_ms", n: text.count, Sample(encoding).quantile(0.5) * 1e3)
    }
}
