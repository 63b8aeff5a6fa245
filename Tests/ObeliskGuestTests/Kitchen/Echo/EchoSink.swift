extension Exports { typealias Sink = EchoSink }

/// Gives back what it gets.
enum EchoSink: Sink.Export {
    static func sameBool(v: Bool) throws(Refusal) -> Bool { v }
    static func sameU8(v: UInt8) throws(Refusal) -> UInt8 { v }
    static func sameU16(v: UInt16) throws(Refusal) -> UInt16 { v }
    static func sameU32(v: UInt32) throws(Refusal) -> UInt32 { v }
    static func sameU64(v: UInt64) throws(Refusal) -> UInt64 { v }
    static func sameS8(v: Int8) throws(Refusal) -> Int8 { v }
    static func sameS16(v: Int16) throws(Refusal) -> Int16 { v }
    static func sameS32(v: Int32) throws(Refusal) -> Int32 { v }
    static func sameS64(v: Int64) throws(Refusal) -> Int64 { v }
    static func sameF32(v: Float) throws(Refusal) -> Float { v }
    static func sameF64(v: Double) throws(Refusal) -> Double { v }
    static func sameChar(v: Unicode.Scalar) throws(Refusal) -> Unicode.Scalar { v }
    static func sameString(v: String) throws(Refusal) -> String { v }
    static func bytes(v: [UInt8]) throws(Refusal) -> [UInt8] { v }
    static func doubles(v: [Double]) throws(Refusal) -> [Double] { v }
    static func words(v: [String]) throws(Refusal) -> [String] { v }
    static func letters(v: [Unicode.Scalar]) throws(Refusal) -> [Unicode.Scalar] { v }
    static func truths(v: [Bool]) throws(Refusal) -> [Bool] { v }
    static func maybe(v: UInt32?) throws(Refusal) -> UInt32? { v }
    static func maybeMaybe(v: String??) throws(Refusal) -> String?? { v }
    static func maybeThrice(v: UInt8???) throws(Refusal) -> UInt8??? { v }
    static func outcome(v: Result<UInt64, Refusal>) throws(Refusal) -> Result<UInt64, Refusal> { v }
    static func noSuccess(v: Result<Void, ErrorValue<UInt8>>) throws(Refusal) -> Result<Void, ErrorValue<UInt8>> { v }
    static func noError(v: Result<String, UnspecifiedError>) throws(Refusal) -> Result<String, UnspecifiedError> { v }
    static func bareOutcome(v: Result<Void, UnspecifiedError>) throws(Refusal) -> Result<Void, UnspecifiedError> { v }
    static func deepOutcome(
        v: Result<Result<UInt8, Refusal>, ErrorValue<[UInt16]?>>
    ) throws(Refusal) -> Result<Result<UInt8, Refusal>, ErrorValue<[UInt16]?>> {
        v
    }
    static func pair(v: (UInt8, String)) throws(Refusal) -> (UInt8, String) { v }
    static func solo(v: UInt64) throws(Refusal) -> UInt64 { v }
    static func mixed(
        v: (Bool, Float, Unicode.Scalar, [Int16], Int64, UInt8?)
    ) throws(Refusal) -> (Bool, Float, Unicode.Scalar, [Int16], Int64, UInt8?) {
        v
    }
    static func sameNumbers(v: Sink.Numbers) throws(Refusal) -> Sink.Numbers { v }
    static func sameTexts(v: Sink.Texts) throws(Refusal) -> Sink.Texts { v }
    static func sameShape(v: Sink.Shape) throws(Refusal) -> Sink.Shape { v }
    static func sameKind(v: Sink.ShapeKind) throws(Refusal) -> Sink.ShapeKind { v }
    static func sameFew(v: Sink.Few) throws(Refusal) -> Sink.Few { v }
    static func sameMedium(v: Sink.Medium) throws(Refusal) -> Sink.Medium { v }
    static func sameMany(v: Sink.Many) throws(Refusal) -> Sink.Many { v }
    static func sameEverything(v: Sink.Everything) throws(Refusal) -> Sink.Everything { v }
    static func sameLines(v: Sink.Lines) throws(Refusal) -> Sink.Lines { v }
    static func entries(v: [(String, UInt32)]) throws(Refusal) -> [(String, UInt32)] { v }
    static func allOfIt(v: [Sink.Everything]) throws(Refusal) -> [Sink.Everything] { v }
    static func choices(
        v: [Result<Sink.Shape, Sink.ShapeKind>?]
    ) throws(Refusal) -> [Result<Sink.Shape, Sink.ShapeKind>?] {
        v
    }
    static func sameCase(v: Sink.Case) throws(Refusal) -> Sink.Case { v }
    static func holder(v: Sink.Tiny) throws(Refusal) -> Sink.Tiny { v }

    static func two(
        a: UInt8, b: String
    ) throws(Refusal) -> (
        UInt8, String
    ) {
        (
            a, b
        )
    }

    static func sixteen(
        a: String, b: String, c: [UInt8], d: UInt64?, e: Sink.Shape, f: Float, g: Int8, h: UInt8, i: UInt16, j: Bool
    ) throws(Refusal) -> (
        String, String, [UInt8], UInt64?, Sink.Shape, Float, Int8, UInt8, UInt16, Bool
    ) {
        (
            a, b, c, d, e, f, g, h, i, j
        )
    }

    static func seventeen(
        a: String, b: String, c: String, d: String, e: String, f: String, g: String, h: String, last: Int8
    ) throws(Refusal) -> (
        String, String, String, String, String, String, String, String, Int8
    ) {
        (
            a, b, c, d, e, f, g, h, last
        )
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
        (
            a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t
        )
    }

    static func joined(
        shape: Sink.Shape, other: Result<Float, ErrorValue<UInt64>>, third: Double?
    ) throws(Refusal) -> (
        Sink.Shape, Result<Float, ErrorValue<UInt64>>, Double?
    ) {
        (
            shape, other, third
        )
    }

    static func failVariant(v: Sink.SinkError) throws(Sink.SinkError) -> UInt8 { throw v }
    static func failKind(v: Sink.ShapeKind) throws(Sink.ShapeKind) -> UInt8 { throw v }
    static func failBytes(v: [UInt8]) throws(ErrorValue<[UInt8]>) -> UInt8 { throw ErrorValue<[UInt8]>(v) }
    static func failRecord(v: Sink.Texts) throws(Sink.Texts) -> UInt8 { throw v }
    static func failPair(v: (UInt8, String)) throws(ErrorValue<(UInt8, String)>) -> UInt8 {
        throw ErrorValue<(UInt8, String)>(v)
    }
    static func failText(v: String) throws(Refusal) -> UInt8 { throw Refusal(v) }
    static func failSilently() throws(UnspecifiedError) { throw UnspecifiedError() }
    static func succeedSilently() throws(UnspecifiedError) {}
}
