import CWasmtime

extension Trap.Kind {
    /// The kind for each of the library's trap codes that has one of its own.
    private static let byCode: [UInt8: Trap.Kind] = [
        0: .stackOverflow, 1: .memoryOutOfBounds, 3: .tableOutOfBounds, 4: .indirectCallToNull, 5: .badSignature,
        6: .integerOverflow, 7: .integerDivisionByZero, 8: .badConversionToInteger, 9: .unreachable, 10: .interrupt,
        11: .outOfFuel, 13: .nullReference, 15: .allocationTooLarge, 17: .cannotEnterComponent, 22: .deadlock,
        23: .cannotLeaveComponent, 25: .invalidValue, 30: .invalidValue, 31: .invalidValue, 32: .invalidValue,
        33: .invalidValue, 49: .uncaughtException,
    ]

    /// The highest trap code of this release.
    private static let lastCode: UInt8 = 53

    /// The kind by the sentence the library uses for it, asked from the library itself: a failed component call
    /// gives an error with that sentence and no code.
    private static let byReason: [String: Trap.Kind] = {
        var kinds: [String: Trap.Kind] = [:]
        for code in 0...lastCode {
            let trap = unsafe wasmtime_trap_new_code(code)
            var message = unsafe wasm_name_t()
            unsafe wasm_trap_message(trap, &message)
            unsafe wasm_trap_delete(trap)
            // The text of a trap, unlike that of an error, ends with a zero byte.
            let reason = unsafe takeString(&message).prefix { $0 != "\0" }
            kinds[String(reason)] = byCode[code] ?? .other
        }
        return kinds
    }()

    /// The kind of trap an error message ends with and its sentence, or nil if the error is no trap.
    static func found(in message: String) -> (kind: Trap.Kind, reason: String)? {
        guard message.contains("wasm trap: ") else { return nil }
        for line in message.split(separator: "\n").reversed() {
            guard let start = line.range(of: "wasm trap: ")?.lowerBound else { continue }
            let sentence = String(line[start...])
            if let kind = byReason[sentence] {
                return (kind, String(sentence.dropFirst("wasm trap: ".count)))
            }
        }
        return nil
    }
}

extension Substring {
    /// The first place of `text`, found without Foundation.
    fileprivate func range(of text: String) -> Range<Index>? {
        let needle = Array(text.utf8)
        var start = startIndex
        while start < endIndex {
            if self[start...].utf8.starts(with: needle) {
                return start..<(utf8.index(start, offsetBy: needle.count))
            }
            formIndex(after: &start)
        }
        return nil
    }
}
