extension Exports { typealias Sink = RelaySink }

/// Asks the imported function of the same name, where it may be asked.
enum RelaySink: Sink.Export {
    static func sameBool(v: Bool) throws(Refusal) -> Bool { try Sink.sameBool(v: v) }
    static func sameU8(v: UInt8) throws(Refusal) -> UInt8 { try Sink.sameU8(v: v) }
    static func sameU16(v: UInt16) throws(Refusal) -> UInt16 { try Sink.sameU16(v: v) }
    static func sameU32(v: UInt32) throws(Refusal) -> UInt32 { try Sink.sameU32(v: v) }
    static func sameU64(v: UInt64) throws(Refusal) -> UInt64 { try Sink.sameU64(v: v) }
    static func sameS8(v: Int8) throws(Refusal) -> Int8 { try Sink.sameS8(v: v) }
    static func sameS16(v: Int16) throws(Refusal) -> Int16 { try Sink.sameS16(v: v) }
    static func sameS32(v: Int32) throws(Refusal) -> Int32 { try Sink.sameS32(v: v) }
    static func sameS64(v: Int64) throws(Refusal) -> Int64 { try Sink.sameS64(v: v) }
    static func sameF32(v: Float) throws(Refusal) -> Float { try Sink.sameF32(v: v) }
    static func sameF64(v: Double) throws(Refusal) -> Double { try Sink.sameF64(v: v) }
    static func sameChar(v: Unicode.Scalar) throws(Refusal) -> Unicode.Scalar { try Sink.sameChar(v: v) }
    static func sameString(v: String) throws(Refusal) -> String { try Sink.sameString(v: v) }
    static func bytes(v: [UInt8]) throws(Refusal) -> [UInt8] { try Sink.bytes(v: v) }
    static func doubles(v: [Double]) throws(Refusal) -> [Double] { try Sink.doubles(v: v) }
    static func words(v: [String]) throws(Refusal) -> [String] { try Sink.words(v: v) }
    static func letters(v: [Unicode.Scalar]) throws(Refusal) -> [Unicode.Scalar] { try Sink.letters(v: v) }
    static func truths(v: [Bool]) throws(Refusal) -> [Bool] { try Sink.truths(v: v) }
    static func maybe(v: UInt32?) throws(Refusal) -> UInt32? { try Sink.maybe(v: v) }
    static func maybeMaybe(v: String??) throws(Refusal) -> String?? { try Sink.maybeMaybe(v: v) }
    static func maybeThrice(v: UInt8???) throws(Refusal) -> UInt8??? { try Sink.maybeThrice(v: v) }
    static func outcome(v: Result<UInt64, Refusal>) throws(Refusal) -> Result<UInt64, Refusal> {
        try Sink.outcome(v: v)
    }
    static func noSuccess(v: Result<Void, ErrorValue<UInt8>>) throws(Refusal) -> Result<Void, ErrorValue<UInt8>> {
        try Sink.noSuccess(v: v)
    }
    static func noError(v: Result<String, UnspecifiedError>) throws(Refusal) -> Result<String, UnspecifiedError> {
        try Sink.noError(v: v)
    }
    static func bareOutcome(v: Result<Void, UnspecifiedError>) throws(Refusal) -> Result<Void, UnspecifiedError> {
        try Sink.bareOutcome(v: v)
    }
    static func deepOutcome(
        v: Result<Result<UInt8, Refusal>, ErrorValue<[UInt16]?>>
    ) throws(Refusal) -> Result<Result<UInt8, Refusal>, ErrorValue<[UInt16]?>> {
        try Sink.deepOutcome(v: v)
    }
    static func pair(v: (UInt8, String)) throws(Refusal) -> (UInt8, String) { try Sink.pair(v: v) }
    static func solo(v: UInt64) throws(Refusal) -> UInt64 { try Sink.solo(v: v) }
    static func mixed(
        v: (Bool, Float, Unicode.Scalar, [Int16], Int64, UInt8?)
    ) throws(Refusal) -> (Bool, Float, Unicode.Scalar, [Int16], Int64, UInt8?) {
        try Sink.mixed(v: v)
    }
    static func sameNumbers(v: Sink.Numbers) throws(Refusal) -> Sink.Numbers { try Sink.sameNumbers(v: v) }
    static func sameTexts(v: Sink.Texts) throws(Refusal) -> Sink.Texts { try Sink.sameTexts(v: v) }
    static func sameShape(v: Sink.Shape) throws(Refusal) -> Sink.Shape { try Sink.sameShape(v: v) }
    static func sameKind(v: Sink.ShapeKind) throws(Refusal) -> Sink.ShapeKind { try Sink.sameKind(v: v) }
    static func sameFew(v: Sink.Few) throws(Refusal) -> Sink.Few { try Sink.sameFew(v: v) }
    static func sameMedium(v: Sink.Medium) throws(Refusal) -> Sink.Medium { try Sink.sameMedium(v: v) }
    static func sameMany(v: Sink.Many) throws(Refusal) -> Sink.Many { try Sink.sameMany(v: v) }
    static func sameEverything(v: Sink.Everything) throws(Refusal) -> Sink.Everything { try Sink.sameEverything(v: v) }
    static func sameLines(v: Sink.Lines) throws(Refusal) -> Sink.Lines { try Sink.sameLines(v: v) }
    static func entries(v: [(String, UInt32)]) throws(Refusal) -> [(String, UInt32)] { try Sink.entries(v: v) }
    static func allOfIt(v: [Sink.Everything]) throws(Refusal) -> [Sink.Everything] { try Sink.allOfIt(v: v) }
    static func choices(
        v: [Result<Sink.Shape, Sink.ShapeKind>?]
    ) throws(Refusal) -> [Result<Sink.Shape, Sink.ShapeKind>?] {
        try Sink.choices(v: v)
    }
    static func sameCase(v: Sink.Case) throws(Refusal) -> Sink.Case { try Sink.sameCase(v: v) }
    static func holder(v: Sink.Tiny) throws(Refusal) -> Sink.Tiny { try Sink.holder(v: v) }

    static func two(
        a: UInt8, b: String
    ) throws(Refusal) -> (
        UInt8, String
    ) {
        try Sink.two(
            a: a, b: b)
    }

    static func sixteen(
        a: String, b: String, c: [UInt8], d: UInt64?, e: Sink.Shape, f: Float, g: Int8, h: UInt8, i: UInt16, j: Bool
    ) throws(Refusal) -> (
        String, String, [UInt8], UInt64?, Sink.Shape, Float, Int8, UInt8, UInt16, Bool
    ) {
        try Sink.sixteen(
            a: a, b: b, c: c, d: d, e: e, f: f, g: g, h: h, i: i, j: j)
    }

    static func seventeen(
        a: String, b: String, c: String, d: String, e: String, f: String, g: String, h: String, last: Int8
    ) throws(Refusal) -> (
        String, String, String, String, String, String, String, String, Int8
    ) {
        try Sink.seventeen(
            a: a, b: b, c: c, d: d, e: e, f: f, g: g, h: h, last: last)
    }

    static func twenty(
        a: UInt8, b: Int8, c: UInt16, d: Int16, e: UInt32, f: Int32, g: UInt64, h: Int64, i: Float, j: Double,
        k: Bool, l: Unicode.Scalar, m: String, n: Sink.Few, o: Sink.ShapeKind, p: Sink.Shape, q: Sink.Everything,
        r: UInt8??, s: Result<UInt8, ErrorValue<UInt64>>, t: (UInt8, UInt64)
    ) throws(Refusal) -> (
        UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float, Double, Bool, Unicode.Scalar, String,
        Sink.Few, Sink.ShapeKind, Sink.Shape, Sink.Everything, UInt8??, Result<UInt8, ErrorValue<UInt64>>,
        (UInt8, UInt64)
    ) {
        try Sink.twenty(
            a: a, b: b, c: c, d: d, e: e, f: f, g: g, h: h, i: i, j: j, k: k, l: l, m: m, n: n, o: o, p: p, q: q,
            r: r, s: s, t: t)
    }

    static func joined(
        shape: Sink.Shape, other: Result<Float, ErrorValue<UInt64>>, third: Double?
    ) throws(Refusal) -> (
        Sink.Shape, Result<Float, ErrorValue<UInt64>>, Double?
    ) {
        try Sink.joined(
            shape: shape, other: other, third: third)
    }

    static func failVariant(v: Sink.SinkError) throws(Sink.SinkError) -> UInt8 { try Sink.failVariant(v: v) }
    static func failKind(v: Sink.ShapeKind) throws(Sink.ShapeKind) -> UInt8 { throw v }
    static func failBytes(v: [UInt8]) throws(ErrorValue<[UInt8]>) -> UInt8 { throw ErrorValue<[UInt8]>(v) }
    static func failRecord(v: Sink.Texts) throws(Sink.Texts) -> UInt8 { throw v }
    static func failPair(v: (UInt8, String)) throws(ErrorValue<(UInt8, String)>) -> UInt8 {
        throw ErrorValue<(UInt8, String)>(v)
    }
    static func failText(v: String) throws(Refusal) -> UInt8 { try Sink.failText(v: v) }
    static func failSilently() throws(UnspecifiedError) { try Sink.failSilently() }
    static func succeedSilently() throws(UnspecifiedError) { try Sink.succeedSilently() }
}
