extension Exports { typealias Maps = RelayMaps }

/// The same for maps.
enum RelayMaps: Maps.Export {
    static func sameMap(v: [String: UInt32]) throws(Refusal) -> [String: UInt32] { try Maps.sameMap(v: v) }
    static func numbered(v: [UInt64: [String]]) throws(Refusal) -> [UInt64: [String]] { try Maps.numbered(v: v) }
    static func lettered(v: [Unicode.Scalar: Sink.Shape]) throws(Refusal) -> [Unicode.Scalar: Sink.Shape] {
        try Maps.lettered(v: v)
    }
    static func signed(v: [Int8: String?]) throws(Refusal) -> [Int8: String?] { try Maps.signed(v: v) }
    static func truth(v: [Bool: [String: Double]]) throws(Refusal) -> [Bool: [String: Double]] { try Maps.truth(v: v) }

    static func wordsOfSwift(
        `in`: UInt8, selfValue: String, `default`: UInt8?, initValue: Bool, result: UInt8, arena: String,
        parameters: [String], value: UInt8, error: String
    ) throws(Refusal) -> (
        UInt8, String, UInt8?, Bool, UInt8, String, [String], UInt8, String
    ) {
        try Maps.wordsOfSwift(
            in: `in`, selfValue: selfValue, default: `default`, initValue: initValue, result: result, arena: arena,
            parameters: parameters, value: value, error: error)
    }
}
