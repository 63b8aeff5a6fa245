/// Writes the pieces that component binaries are made of (Component Model, `Binary.md`).
struct BinaryWriter {
    /// What has been written.
    private(set) var bytes: [UInt8] = []

    /// One byte.
    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// Bytes as they are.
    mutating func append(_ other: [UInt8]) { bytes += other }

    /// An unsigned number, as LEB128.
    mutating func number(_ value: Int) {
        var rest = UInt64(value)
        repeat {
            let low = UInt8(rest & 0x7F)
            rest >>= 7
            bytes.append(rest == 0 ? low : low | 0x80)
        } while rest != 0
    }

    /// The index of a type where a primitive could stand as well: a positive signed LEB128.
    mutating func typeIndex(_ value: Int) {
        var rest = value
        while rest > 0x3F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A text with its length before it.
    mutating func text(_ text: String) {
        number(text.utf8.count)
        bytes += Array(text.utf8)
    }

    /// A list with its length before it.
    mutating func list<T>(_ elements: [T], _ write: (inout BinaryWriter, T) -> Void) {
        number(elements.count)
        for element in elements { write(&self, element) }
    }

    /// A section of a component.
    mutating func section(_ id: UInt8, _ content: [UInt8]) {
        byte(id)
        number(content.count)
        append(content)
    }
}

/// Numbers of the component binary format.
enum BinaryFormat {
    /// `\0asm`, version 13, layer 1: a component.
    static let componentPreamble: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00]
    /// `\0asm`, version 1, layer 0: a core module.
    static let modulePreamble: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00]
    static let customSection: UInt8 = 0
    static let typeSection: UInt8 = 7
    static let exportSection: UInt8 = 11
    /// The custom section with what a binary type has no place for: comments and gates.
    static let metadataSection = "package-docs"
    static let metadataVersion: UInt8 = 1

    /// The type of a component, as an outer declaration begins.
    static let componentType: UInt8 = 0x41
    static let instanceType: UInt8 = 0x42
    static let functionType: UInt8 = 0x40
    static let asyncFunctionType: UInt8 = 0x43

    /// The code of a type without parts.
    static func code(of primitive: Primitive) -> UInt8 {
        switch primitive {
        case .bool: 0x7F
        case .s8: 0x7E
        case .u8: 0x7D
        case .s16: 0x7C
        case .u16: 0x7B
        case .s32: 0x7A
        case .u32: 0x79
        case .s64: 0x78
        case .u64: 0x77
        case .f32: 0x76
        case .f64: 0x75
        case .char: 0x74
        case .string: 0x73
        case .errorContext: 0x64
        }
    }

    /// The type without parts of this code.
    static func primitive(of code: UInt8) -> Primitive? {
        Primitive.allCases.first { self.code(of: $0) == code }
    }
}
