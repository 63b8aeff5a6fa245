extension Exports { typealias Maps = EchoMaps }

/// The same for maps.
enum EchoMaps: Maps.Export {
    static func sameMap(v: [String: UInt32]) throws(Refusal) -> [String: UInt32] { v }
    static func numbered(v: [UInt64: [String]]) throws(Refusal) -> [UInt64: [String]] { v }
    static func lettered(v: [Unicode.Scalar: Sink.Shape]) throws(Refusal) -> [Unicode.Scalar: Sink.Shape] { v }
    static func signed(v: [Int8: String?]) throws(Refusal) -> [Int8: String?] { v }
    static func truth(v: [Bool: [String: Double]]) throws(Refusal) -> [Bool: [String: Double]] { v }

    static func wordsOfSwift(
        `in`: UInt8, selfValue: String, `default`: UInt8?, initValue: Bool, result: UInt8, arena: String,
        parameters: [String], value: UInt8, error: String
    ) throws(Refusal) -> (
        UInt8, String, UInt8?, Bool, UInt8, String, [String], UInt8, String
    ) {
        (
            `in`, selfValue, `default`, initValue, result, arena, parameters, value, error
        )
    }
}
