/// How the canonical ABI lays out a type: in memory, and as values of core WebAssembly.
///
/// After the component model's specification, "Canonical ABI": despecialization, alignment, size, flattening.
struct Layout {
    /// More flat values than any call passes as such; longer lists are cut off here.
    static let flatMax = 64

    /// Bytes in memory.
    let byteCount: Int
    /// A power of two, 8 at most.
    let alignment: Int
    /// The core values it is passed as.
    let flat: [CoreType]

    /// A number of this size.
    init(scalar byteCount: Int, _ core: CoreType) {
        self.init(byteCount: byteCount, alignment: byteCount, flat: [core])
    }

    /// Address and count of a list's elements.
    static let list = Layout(byteCount: 8, alignment: 4, flat: [.i32, .i32])

    init(byteCount: Int, alignment: Int, flat: [CoreType]) {
        self.byteCount = byteCount
        self.alignment = alignment
        self.flat = Array(flat.prefix(Self.flatMax))
    }

    /// Fields one after the other.
    init(fields: [Layout]) {
        var end = 0
        var alignment = 1
        for field in fields {
            end = end.aligned(to: field.alignment) + field.byteCount
            alignment = max(alignment, field.alignment)
        }
        self.init(byteCount: end.aligned(to: alignment), alignment: alignment, flat: fields.flatMap(\.flat))
    }

    /// Where each of these fields begins.
    static func offsets(of fields: [Layout]) -> [Int] {
        var end = 0
        return fields.map { field in
            let start = end.aligned(to: field.alignment)
            end = start + field.byteCount
            return start
        }
    }
}

/// How the cases of a variant, an option or a result share memory and core values.
struct VariantLayout {
    /// The discriminant, at offset 0.
    let discriminant: IntegerType
    /// Where payloads begin.
    let payloadOffset: Int
    /// The whole.
    let layout: Layout

    /// The layout of cases with these payloads.
    init(payloads: [Layout?]) {
        discriminant = Self.discriminant(caseCount: payloads.count)
        let present = payloads.compactMap { $0 }
        let payloadAlignment = present.map(\.alignment).max() ?? 1
        payloadOffset = discriminant.byteCount.aligned(to: payloadAlignment)
        let alignment = max(discriminant.byteCount, payloadAlignment)
        let end = payloadOffset + (present.map(\.byteCount).max() ?? 0)
        var joined: [CoreType] = []
        for payload in present {
            for (index, core) in payload.flat.enumerated() {
                if index < joined.count {
                    joined[index] = joined[index].joined(with: core)
                } else {
                    joined.append(core)
                }
            }
        }
        layout = Layout(byteCount: end.aligned(to: alignment), alignment: alignment, flat: [.i32] + joined)
    }

    /// The integer that numbers so many cases.
    static func discriminant(caseCount: Int) -> IntegerType {
        caseCount <= 1 << 8 ? .u8 : caseCount <= 1 << 16 ? .u16 : .u32
    }

    /// The integer that holds so many flags.
    static func flagBits(count: Int) -> IntegerType {
        count <= 8 ? .u8 : count <= 16 ? .u16 : .u32
    }
}

extension Int {
    /// The next multiple of an alignment.
    func aligned(to alignment: Int) -> Int { (self + alignment - 1) / alignment * alignment }
}
