/// Why and where a guest stopped.
package struct Trap: Sendable, Equatable {
    /// The reasons guests stop for; rarer ones share `other`.
    package enum Kind: String, Sendable, CaseIterable {
        case stackOverflow = "stack-overflow"
        case memoryOutOfBounds = "memory-out-of-bounds"
        case tableOutOfBounds = "table-out-of-bounds"
        case indirectCallToNull = "indirect-call-to-null"
        case badSignature = "bad-signature"
        case integerOverflow = "integer-overflow"
        case integerDivisionByZero = "integer-division-by-zero"
        case badConversionToInteger = "bad-conversion-to-integer"
        case unreachable
        case interrupt
        case outOfFuel = "out-of-fuel"
        case nullReference = "null-reference"
        case allocationTooLarge = "allocation-too-large"
        case cannotEnterComponent = "cannot-enter-component"
        case cannotLeaveComponent = "cannot-leave-component"
        case deadlock
        case invalidValue = "invalid-value"
        case uncaughtException = "uncaught-exception"
        case other
    }

    /// One WebAssembly frame of the backtrace, innermost first.
    package struct Frame: Sendable, Equatable {
        /// The module's name, if its name section gives one.
        package let module: String?
        /// The function's name, if its name section gives one.
        package let function: String?
        /// The function's index within its module.
        package let functionIndex: UInt32
        /// The offset of the instruction within the module's bytes.
        package let moduleOffsetBytes: Int
        /// The offset of the instruction within the function's body.
        package let functionOffsetBytes: Int
    }

    /// The reason.
    package let kind: Kind
    /// The reason in the engine's words.
    package let reason: String
    /// The WebAssembly frames that were active, innermost first.
    package let backtrace: [Frame]

    /// The reason and one line for each frame, as people read it.
    package var description: String {
        ([reason] + backtrace.enumerated().map { "  \($0.offset): \($0.element.description)" }).joined(separator: "\n")
    }
}

extension Trap.Frame: CustomStringConvertible {
    package var description: String {
        let place = function ?? "function \(functionIndex)"
        return "\(module.map { $0 + "!" } ?? "")\(place) at 0x\(String(moduleOffsetBytes, radix: 16))"
    }
}
