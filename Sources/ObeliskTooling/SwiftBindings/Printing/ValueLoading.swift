import WIT

/// Writes expressions that read values out of memory, and free what they were read from.
struct ValueLoading {
    let layouts: Layouts
    let spelling: TypeSpelling

    /// A value of a type at a place.
    func expression(_ type: GuestType, at memory: Memory) -> String {
        switch type {
        case .bool: return "\(memory.pointer).loadBool(at: \(memory.offset))"
        case .integer(let integer): return memory.load(spelling.swift(integer.swiftName))
        case .float(let float): return memory.load(spelling.swift(float.swiftName))
        case .char: return "\(memory.pointer).loadScalar(at: \(memory.offset))"
        case .string: return "\(memory.pointer).takeString(at: \(memory.offset))"
        case .list(let element): return list(of: element, at: memory)
        case .map(let key, let value):
            let pair = GuestType.tuple([key, value])
            let stride = layouts.layout(of: pair).byteCount
            return "\(memory.pointer).takeMap(at: \(memory.offset), stride: \(stride)) "
                + closure("entry", pair)
        case .option(let payload):
            let variant = layouts.variant([nil, payload])
            let some = expression(payload, at: memory.advanced(by: variant.payloadOffset))
            return "(\(memory.pointer).loadBool(at: \(memory.offset)) ? .some(\(some)) : .none)"
        case .result(let ok, let err):
            let payload = memory.advanced(by: layouts.variant([ok, err]).payloadOffset)
            let success = ok.map { expression($0, at: payload) } ?? "()"
            return "(\(memory.pointer).loadBool(at: \(memory.offset)) "
                + "? .failure(\(error(err, at: payload))) : .success(\(success)))"
        case .tuple(let parts):
            let values = layouts.offsets(of: parts).map { expression($0.type, at: memory.advanced(by: $0.offset)) }
            return values.count == 1 ? values[0] : "(" + values.joined(separator: ", ") + ")"
        case .declared(let reference): return declared(reference, at: memory)
        case .own(let reference), .borrow(let reference):
            return "\(spelling.declared(reference))(taking: \(memory.load(spelling.swift("UInt32"))))"
        }
    }

    /// The error of a result whose payload is at a place.
    func error(_ type: GuestType?, at memory: Memory) -> String {
        let name = spelling.error(type)
        switch ErrorForm(type, layouts) {
        case .unspecified: return "\(name)()"
        case .refusal: return "\(name)(\(expression(.string, at: memory)))"
        case .itself(let type): return expression(type, at: memory)
        case .wrapped(let type): return "\(name)(\(expression(type, at: memory)))"
        }
    }

    private func list(of element: GuestType, at memory: Memory) -> String {
        switch element {
        case .integer, .float:
            return "\(memory.pointer).takeNumbers(at: \(memory.offset), of: \(spelling.type(element)).self)"
        default:
            let stride = layouts.layout(of: element).byteCount
            return "\(memory.pointer).takeList(at: \(memory.offset), stride: \(stride)) " + closure("item", element)
        }
    }

    private func closure(_ name: String, _ type: GuestType) -> String {
        "{ \(name) -> \(spelling.type(type)) in \(expression(type, at: Memory(name))) }"
    }

    private func declared(_ reference: TypeReference, at memory: Memory) -> String {
        let name = spelling.declared(reference)
        let bytes = layouts.layout(of: .declared(reference)).byteCount
        let raw = memory.load(spelling.swift(IntegerType.unsigned(byteCount: bytes).swiftName))
        switch layouts.declaration(reference).shape {
        case .enumeration: return "\(name)(discriminant: \(raw))"
        case .flags: return "\(name)(rawValue: \(raw))"
        case .record, .variant, .known, .resource: return "\(name)(loading: \(memory.address))"
        }
    }
}
