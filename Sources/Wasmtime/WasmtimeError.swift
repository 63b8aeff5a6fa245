/// What went wrong below the component boundary, in one closed set of codes.
package struct WasmtimeError: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure a caller can tell apart.
    package enum Code: String, Sendable, CaseIterable {
        /// The bytes do not start like WebAssembly at all.
        case notWasm = "not-wasm"
        /// The bytes are a core module, not a component.
        case coreModule = "core-module"
        /// The component's last section runs past the end of the bytes.
        case truncated
        /// The bytes are a component the engine refuses.
        case invalidComponent = "invalid-component"
        /// The engine could not be made with these settings on this machine.
        case engineUnavailable = "engine-unavailable"
        /// An import of the component is missing or has another type on the host's side.
        case linkFailed = "link-failed"
        /// There is no room for another instance now.
        case exhausted
        /// The instance needs more memory, tables or instances than its limits allow.
        case limitExceeded = "limit-exceeded"
        /// The component exports no such function.
        case noSuchExport = "no-such-export"
        /// The arguments do not fit the function's parameters.
        case wrongArguments = "wrong-arguments"
        /// A value the C API cannot carry: streams, futures, resources of the guest's own.
        case unsupportedValue = "unsupported-value"
        /// The guest trapped; `trap` says how and where.
        case trap
        /// A host function threw; `cause` is its error.
        case hostFailed = "host-failed"
        /// The answer names a host call that is not waiting.
        case noSuchCall = "no-such-call"
        /// Anything else the library reports.
        case failed
    }

    /// The kind of failure.
    package let code: Code
    /// What was wrong, where, and what would be right.
    package let message: String
    /// The trap, if `code` is `.trap` or a host function failed inside the guest.
    package let trap: Trap?
    /// The error that led to this one, if it came from a host function.
    package let cause: (any Error)?

    init(_ code: Code, _ message: String, trap: Trap? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.trap = trap
        self.cause = cause
    }

    package var description: String { "\(code.rawValue): \(message)" }
}
