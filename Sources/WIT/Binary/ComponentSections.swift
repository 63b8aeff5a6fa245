/// The sections of a component, one after the other.
struct ComponentSections {
    /// What kinds of section matter here.
    enum Kind: UInt8 {
        case custom = 0
        case coreModule = 1
        case coreInstance = 2
        case coreType = 3
        case component = 4
        case instance = 5
        case alias = 6
        case type = 7
        case canon = 8
        case start = 9
        case `import` = 10
        case export = 11
    }

    private var reader: BinaryReader

    /// The sections of what `reader` has, from its preamble on.
    init(_ reader: BinaryReader) throws(SchemaError) {
        self.reader = reader
        var preamble = try self.reader.part(BinaryFormat.componentPreamble.count)
        let bytes = preamble.rest()
        if bytes == BinaryFormat.modulePreamble { throw reader.failure("a core module, not a component") }
        if bytes != BinaryFormat.componentPreamble { throw reader.failure("the preamble of a component is missing") }
    }

    /// The next section and a reader of its content; nil after the last.
    mutating func next() throws(SchemaError) -> (kind: Kind, content: BinaryReader)? {
        if reader.isAtEnd { return nil }
        let id = try reader.byte()
        guard let kind = Kind(rawValue: id) else { throw reader.failure("a section of the unknown kind \(id)") }
        return (kind, try reader.part(try reader.number()))
    }
}

/// What an index in a component counts.
enum ComponentSort: UInt8 {
    /// Something of core WebAssembly.
    case core = 0
    case function = 1
    case value = 2
    case type = 3
    case component = 4
    case instance = 5
}

extension BinaryReader {
    /// Reads what an index counts; the second byte of a core sort is of no account here.
    mutating func sort() throws(SchemaError) -> ComponentSort {
        let code = try byte()
        guard let sort = ComponentSort(rawValue: code) else { throw failure("an index of the unknown kind \(code)") }
        if sort == .core { _ = try byte() }
        return sort
    }

    /// Reads canonical definitions as far as they are known, and returns the type of each lifted function; nil after
    /// the last one that is known.
    mutating func liftedFunctionTypes() throws(SchemaError) -> (types: [Int], areAll: Bool) {
        var types: [Int] = []
        for _ in 0..<(try number()) {
            switch try byte() {
            case 0x00:
                if try byte() != 0 { throw failure("an unknown canonical definition") }
                _ = try number()
                try skipOptions()
                types.append(try number())
            case 0x01:
                if try byte() != 0 { throw failure("an unknown canonical definition") }
                _ = try number()
                try skipOptions()
            case 0x02, 0x03, 0x04, 0x07, 0x0E, 0x13, 0x14, 0x15, 0x1A, 0x1B: _ = try number()
            case 0x05, 0x0D, 0x1E, 0x1F, 0x22, 0x23, 0x24, 0x25: break
            case 0x06, 0x0C: _ = try byte()
            case 0x09:
                if try byte() == 0 {
                    _ = try value()
                } else if try number() != 0 {
                    throw failure("a function with named results")
                }
                try skipOptions()
            case 0x0A, 0x0B:
                _ = try byte()
                _ = try number()
            case 0x0F, 0x10, 0x16, 0x17:
                _ = try number()
                try skipOptions()
            case 0x11, 0x12, 0x18, 0x19:
                _ = try number()
                _ = try byte()
            case 0x1C, 0x1D: try skipOptions()
            case 0x20, 0x21:
                _ = try byte()
                _ = try number()
            default: return (types, false)
            }
        }
        return (types, true)
    }

    private mutating func skipOptions() throws(SchemaError) {
        for _ in 0..<(try number()) {
            switch try byte() {
            case 0x00, 0x01, 0x02, 0x06, 0x09: break
            case 0x03, 0x04, 0x05, 0x07, 0x08: _ = try number()
            default: throw failure("an unknown canonical option")
            }
        }
    }
}
