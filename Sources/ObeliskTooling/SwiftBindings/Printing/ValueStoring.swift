import WIT

/// Writes statements that put values into memory; what does not fit there goes to an arena.
struct ValueStoring {
    let layouts: Layouts
    let spelling: TypeSpelling
    /// The variable that holds the arena.
    var arena = "arena"
    private var names = NameScope()

    init(_ layouts: Layouts, _ spelling: TypeSpelling, arena: String = "arena", taken: NameScope = NameScope()) {
        self.layouts = layouts
        self.spelling = spelling
        self.arena = arena
        names = taken
    }

    /// Stores the value of an expression of a type.
    mutating func store(_ value: String, _ type: GuestType, at memory: Memory, in source: inout SourceText) {
        switch type {
        case .bool: source.line(memory.store("\(value) ? 1 : 0", spelling.swift("UInt8")))
        case .integer(let integer): source.line(memory.store(value, spelling.swift(integer.swiftName)))
        case .float(let float): source.line(memory.store(value, spelling.swift(float.swiftName)))
        case .char: source.line(memory.store("\(value).value", spelling.swift("UInt32")))
        case .own: source.line(memory.store("\(value).give()", spelling.swift("UInt32")))
        case .borrow: source.line(memory.store("\(value)._handle", spelling.swift("UInt32")))
        case .string: source.line("\(arena).store(\(value), to: \(memory.pointer), at: \(memory.offset))")
        case .list(.integer), .list(.float):
            source.line("\(arena).store(numbers: \(value), to: \(memory.pointer), at: \(memory.offset))")
        case .list(let element):
            let item = names.claim("item")
            elements(of: value, bound: item, layouts.layout(of: element), at: memory, in: &source) {
                storing, slot, source in
                storing.store(item, element, at: slot, in: &source)
            }
        case .map(let key, let payload):
            let (first, second) = (names.claim("key"), names.claim("value"))
            let pair = [key, payload]
            elements(
                of: value, bound: "(\(first), \(second))", layouts.layout(of: .tuple(pair)), at: memory, in: &source
            ) { storing, slot, source in
                storing.tuple([first, second], pair, at: slot, in: &source)
            }
        case .option(let payload): option(value, payload, at: memory, in: &source)
        case .result(let ok, let err): result(value, ok, err, at: memory, in: &source)
        case .tuple(let parts):
            let values = parts.count == 1 ? [value] : parts.indices.map { "\(value).\($0)" }
            tuple(values, parts, at: memory, in: &source)
        case .declared(let reference): declared(value, reference, at: memory, in: &source)
        }
    }

    /// Stores the payload of a result's error.
    mutating func storeError(_ value: String, _ type: GuestType?, at memory: Memory, in source: inout SourceText) {
        switch ErrorForm(type, layouts) {
        case .unspecified: break
        case .refusal: store("\(value).message", .string, at: memory, in: &source)
        case .itself(let type): store(value, type, at: memory, in: &source)
        case .wrapped(let type): store("\(value).value", type, at: memory, in: &source)
        }
    }

    /// Stores which case a variant has.
    func storeDiscriminant(
        _ index: Int, _ discriminant: IntegerType, at memory: Memory, in source: inout SourceText
    ) {
        source.line(memory.store(String(index), spelling.swift(discriminant.swiftName)))
    }

    private mutating func tuple(
        _ values: [String], _ types: [GuestType], at memory: Memory, in source: inout SourceText
    ) {
        for (value, part) in zip(values, layouts.offsets(of: types)) {
            store(value, part.type, at: memory.advanced(by: part.offset), in: &source)
        }
    }

    private mutating func elements(
        of value: String, bound pattern: String, _ layout: Layout, at memory: Memory, in source: inout SourceText,
        _ body: (inout ValueStoring, Memory, inout SourceText) -> Void
    ) {
        let slot = names.claim("slot")
        source.line(
            "var \(slot) = \(arena).storeList(count: \(value).count, stride: \(layout.byteCount), "
                + "alignment: \(layout.alignment), to: \(memory.pointer), at: \(memory.offset))")
        source.block("for \(pattern) in \(value)") { source in
            body(&self, Memory(slot), &source)
            source.line("\(slot) += \(layout.byteCount)")
        }
    }

    private mutating func option(
        _ value: String, _ payload: GuestType, at memory: Memory, in source: inout SourceText
    ) {
        let some = names.claim("some")
        let offset = layouts.variant([nil, payload]).payloadOffset
        source.block("if let \(some) = \(value)", end: "} else {") { source in
            storeDiscriminant(1, .u8, at: memory, in: &source)
            store(some, payload, at: memory.advanced(by: offset), in: &source)
        }
        source.indented { storeDiscriminant(0, .u8, at: memory, in: &$0) }
        source.line("}")
    }

    private mutating func result(
        _ value: String, _ ok: GuestType?, _ err: GuestType?, at memory: Memory, in source: inout SourceText
    ) {
        let payload = memory.advanced(by: layouts.variant([ok, err]).payloadOffset)
        let success = ok.map { _ in names.claim("success") }
        let failure = err.map { _ in names.claim("failure") }
        source.line("switch \(value) {")
        source.line("case .success\(success.map { "(let \($0))" } ?? ""):")
        source.indented { source in
            storeDiscriminant(0, .u8, at: memory, in: &source)
            if let ok, let success { store(success, ok, at: payload, in: &source) }
        }
        source.line("case .failure\(failure.map { "(let \($0))" } ?? ""):")
        source.indented { source in
            storeDiscriminant(1, .u8, at: memory, in: &source)
            if let failure { storeError(failure, err, at: payload, in: &source) }
        }
        source.line("}")
    }

    private func declared(
        _ value: String, _ reference: TypeReference, at memory: Memory, in source: inout SourceText
    ) {
        let bytes = layouts.layout(of: .declared(reference)).byteCount
        switch layouts.declaration(reference).shape {
        case .enumeration, .flags:
            let raw = IntegerType.unsigned(byteCount: bytes).swiftName
            source.line(memory.store("\(value).rawValue", spelling.swift(raw)))
        case .record, .variant, .known, .resource:
            source.line("\(value).store(to: \(memory.address), in: &\(arena))")
        }
    }
}
