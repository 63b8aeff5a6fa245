/// The name of an import or export in a component, with what may be attached to it.
struct ExternName: Hashable, Sendable {
    var name: String
    /// The interface that an instance of another name implements.
    var implements: String?
    /// What `@external-id` says.
    var externalID: String?

    private static let implementsTag: UInt8 = 0
    private static let externalIDTag: UInt8 = 2

    init(_ name: String, implements: String? = nil, externalID: String? = nil) {
        self.name = name
        self.implements = implements
        self.externalID = externalID
    }

    /// Its bytes: `00 name`, or `02 name` and options.
    var encoded: [UInt8] {
        var writer = BinaryWriter()
        let options = [(Self.implementsTag, implements), (Self.externalIDTag, externalID)].compactMap { option in
            option.1.map { (option.0, $0) }
        }
        writer.byte(options.isEmpty ? 0x00 : 0x02)
        writer.text(name)
        if !options.isEmpty {
            writer.list(options) { writer, option in
                writer.byte(option.0)
                writer.text(option.1)
            }
        }
        return writer.bytes
    }

    /// Reads one.
    init(from reader: inout BinaryReader) throws(SchemaError) {
        let kind = try reader.byte()
        guard kind <= 2 else { throw reader.failure("a name of the unknown kind \(kind)") }
        self.init(try reader.text())
        guard kind == 2 else { return }
        for _ in 0..<(try reader.number()) {
            let tag = try reader.byte()
            let text = try reader.text()
            switch tag {
            case Self.implementsTag: implements = text
            case Self.externalIDTag: externalID = text
            default: break
            }
        }
    }
}
