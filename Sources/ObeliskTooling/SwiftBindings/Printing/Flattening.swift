import WIT

/// Writes code that turns values in memory into core values, and back.
///
/// Only the layout matters here: variants share core values as the canonical ABI joins them.
struct Flattening {
    let layouts: Layouts
    let spelling: TypeSpelling
    private var names: NameScope

    init(_ layouts: Layouts, _ spelling: TypeSpelling, taken: NameScope) {
        self.layouts = layouts
        self.spelling = spelling
        names = taken
    }

    /// Expressions of the core values of a type that stands at a place; statements they need are written before.
    mutating func flatten(_ type: GuestType, at memory: Memory, in source: inout SourceText) -> [String] {
        switch form(of: type) {
        case .scalar(let integer, let core):
            guard let integer else { return [memory.load(spelling.swift(core.swiftName))] }
            let value = memory.load(spelling.swift(integer.swiftName))
            return [integer.isSigned ? "UInt32(bitPattern: Int32(\(value)))" : "UInt32(\(value))"]
        case .list:
            return [memory.load(spelling.swift("UInt32")), memory.advanced(by: 4).load(spelling.swift("UInt32"))]
        case .fields(let types):
            return layouts.offsets(of: types).flatMap { part in
                flatten(part.type, at: memory.advanced(by: part.offset), in: &source)
            }
        case .cases(let payloads): return flattenCases(payloads, at: memory, in: &source)
        }
    }

    /// Stores core values of a type at a place.
    mutating func unflatten(
        _ type: GuestType, _ values: ArraySlice<String>, at memory: Memory, in source: inout SourceText
    ) {
        guard let first = values.first else { return }
        switch form(of: type) {
        case .scalar(let integer, let core):
            if let integer {
                let name = spelling.swift(integer.swiftName)
                let value = type == .bool ? "\(first) == 0 ? 0 : 1" : "\(name)(truncatingIfNeeded: \(first))"
                source.line(memory.store(value, name))
            } else {
                source.line(memory.store(first, spelling.swift(core.swiftName)))
            }
        case .list:
            source.line(memory.store(first, spelling.swift("UInt32")))
            source.line(memory.advanced(by: 4).store(values[values.startIndex + 1], spelling.swift("UInt32")))
        case .fields(let types):
            var rest = values
            for part in layouts.offsets(of: types) {
                let count = layouts.layout(of: part.type).flat.count
                unflatten(part.type, rest.prefix(count), at: memory.advanced(by: part.offset), in: &source)
                rest = rest.dropFirst(count)
            }
        case .cases(let payloads): unflattenCases(payloads, values, at: memory, in: &source)
        }
    }

    /// What a type is in memory.
    private enum Form {
        /// One core value; a smaller integer in memory if it is named.
        case scalar(IntegerType?, CoreType)
        case list
        case fields([GuestType])
        case cases([GuestType?])
    }

    private func form(of type: GuestType) -> Form {
        switch type {
        case .bool: return .scalar(.u8, .i32)
        case .integer(let integer):
            return integer.byteCount < 4 ? .scalar(integer, .i32) : .scalar(nil, integer.byteCount == 8 ? .i64 : .i32)
        case .float(let float): return .scalar(nil, float == .f32 ? .f32 : .f64)
        case .char, .own, .borrow: return .scalar(nil, .i32)
        case .string, .list, .map: return .list
        case .option(let payload): return .cases([nil, payload])
        case .result(let ok, let err): return .cases([ok, err])
        case .tuple(let parts): return .fields(parts)
        case .declared(let reference):
            switch layouts.declaration(reference).shape {
            case .record(let fields): return .fields(fields.map(\.type))
            case .known(.instant, let fields): return .fields(fields.compactMap(\.payload))
            case .variant(let cases), .known(.duration, let cases), .known(.scheduleAt, let cases):
                return .cases(cases.map(\.payload))
            case .enumeration, .flags:
                let bytes = layouts.layout(of: type).byteCount
                return .scalar(bytes < 4 ? .unsigned(byteCount: bytes) : nil, .i32)
            case .resource: return .scalar(nil, .i32)
            }
        }
    }

    private mutating func flattenCases(
        _ payloads: [GuestType?], at memory: Memory, in source: inout SourceText
    ) -> [String] {
        let variant = layouts.variant(payloads)
        let tag = names.claim("tag")
        source.line("let \(tag) = UInt32(\(memory.load(spelling.swift(variant.discriminant.swiftName))))")
        let place = memory.advanced(by: variant.payloadOffset)
        let flat = payloads.map { payload in
            payload.map { (values: flatten($0, at: place, in: &source), core: layouts.layout(of: $0).flat) }
        }
        var result = [tag]
        for (index, core) in variant.layout.flat.enumerated().dropFirst() {
            let name = names.claim("flat")
            source.line("let \(name): \(spelling.swift(core.swiftName)) =")
            source.indented { source in
                source.block("switch \(tag)") { source in
                    for (number, payload) in flat.enumerated() {
                        guard let payload, index - 1 < payload.values.count else { continue }
                        let value = payload.core[index - 1].widened(payload.values[index - 1], to: core)
                        source.line("case \(number): \(value)")
                    }
                    source.line("default: 0")
                }
            }
            result.append(name)
        }
        return result
    }

    private mutating func unflattenCases(
        _ payloads: [GuestType?], _ values: ArraySlice<String>, at memory: Memory, in source: inout SourceText
    ) {
        let variant = layouts.variant(payloads)
        guard let tag = values.first else { return }
        let name = spelling.swift(variant.discriminant.swiftName)
        source.line(memory.store("\(name)(truncatingIfNeeded: \(tag))", name))
        guard payloads.contains(where: { $0 != nil }) else { return }
        let joined = variant.layout.flat.dropFirst()
        source.line("switch \(tag) {")
        for (number, payload) in payloads.enumerated() {
            guard let payload else { continue }
            source.line("case \(number):")
            let core = layouts.layout(of: payload).flat
            let narrowed = zip(core, zip(values.dropFirst(), joined)).map { own, wide in
                own.narrowed(wide.0, from: wide.1)
            }
            source.indented { source in
                let place = memory.advanced(by: variant.payloadOffset)
                if narrowed.isEmpty { source.line("break") }
                unflatten(payload, narrowed[...], at: place, in: &source)
            }
        }
        source.line("default: break")
        source.line("}")
    }
}
