extension Value {
    /// The value of `type` that `json` says, in the mapping of `ValueReader`; nothing but white space may follow it.
    public init(json: [UInt8], as type: ValueType) throws(ValueError) {
        var reader = ValueReader(JSONReader(json))
        self = try reader.read(type)
        try reader.finish()
    }

    /// The value of `type` that the text `json` says.
    public init(json: String, as type: ValueType) throws(ValueError) {
        try self.init(json: Array(json.utf8), as: type)
    }

    /// The value of `type` that stands next in `reader`, which is left after it.
    public init(from reader: inout JSONReader, as type: ValueType) throws(ValueError) {
        var values = ValueReader(reader)
        self = try values.read(type)
        reader = values.reader
    }

    /// The parameters of a call of `function` that `json`, an array of as many values, says.
    public static func parameters(fromJSON json: [UInt8], for function: FunctionType) throws(ValueError) -> [Value] {
        var reader = ValueReader(JSONReader(json))
        let values: [Value]
        do { values = try reader.readParameters(of: function) } catch { throw error.inField("params") }
        try reader.finish()
        return values
    }

    /// Writes this value as JSON; the error says where it does not fit `type`.
    public func writeJSON(to writer: inout JSONWriter, as type: ValueType) throws(ValueError) {
        var values = ValueWriter(writer: writer)
        // Two references to the same bytes would make the first write copy them.
        writer = JSONWriter()
        defer { writer = values.writer }
        try values.write(self, as: type)
    }

    /// This value as JSON; the error says where it does not fit `type`.
    public func json(as type: ValueType) throws(ValueError) -> [UInt8] {
        var writer = JSONWriter()
        try writeJSON(to: &writer, as: type)
        return writer.bytes
    }
}
