internal import WIT

/// The fields of a body, read in one pass; each name has one type in all bodies.
///
/// What a long log is full of stands here; fields that few events have are in an object of their own, for a place for
/// each of them would cost more than the reading does.
@dynamicMemberLookup
struct EventFields {
    var function: FunctionName?
    var params: JSONText?
    var outcome: Outcome?
    var joinSet: JoinSetID?
    var child: ExecutionID?
    var delay: DelayID?
    var cancellable: Bool?
    private var rare: RareEventFields?

    /// How many objects of a body may lie around a payload, which itself may be as deep as any JSON that was accepted.
    private static let wrappingDepth = 4

    /// Reads a body; names that no event has are passed over, so that a later version's additions can be read.
    init(_ body: [UInt8]) throws(JSONError) {
        var reader = JSONReader(body, depthLimit: JSONReader.depthLimit + Self.wrappingDepth)
        try reader.beginObject()
        while let name = try reader.nextKey() {
            switch name {
            case "join_set": joinSet = JoinSetID(stored: try reader.readString())
            case "child": child = ExecutionID(stored: try reader.readString())
            case "function": function = try reader.readFunctionName()
            case "params": params = JSONText(valid: try reader.readRaw())
            case "outcome": outcome = try reader.readOutcome()
            case "delay": delay = DelayID(stored: try reader.readString())
            case "cancellable": cancellable = try reader.readBool()
            default:
                let rare = self.rare ?? RareEventFields()
                self.rare = rare
                if try !rare.read(name, from: &reader) { try reader.skipValue() }
            }
        }
        try reader.finish()
    }

    /// A field that few events have; nil where the body does not hold it.
    subscript<Value>(dynamicMember path: KeyPath<RareEventFields, Value?>) -> Value? {
        rare?[keyPath: path]
    }
}
