package import ObeliskAPI

/// Why a request of a client did not succeed.
package struct ClientError: Error, Sendable {
    /// What a program can tell one error from another by.
    package enum Code: Sendable, Hashable {
        /// No server answers at the address, or the connection to it was lost.
        case unreachable
        /// The text is no address of a server.
        case invalidAddress
        /// The server refused the request.
        case refused(APIErrorCode)
        /// The server's answer is not of this protocol.
        case protocolViolation

        /// Every code this version knows.
        package static var allKnown: [Code] {
            [.unreachable, .invalidAddress, .protocolViolation] + APIErrorCode.allKnown.map(Code.refused)
        }

        /// The name of its page in `docs/errors`.
        package var name: String {
            switch self {
            case .unreachable: "server_unreachable"
            case .invalidAddress: "invalid_address"
            case .refused(let code): code.name
            case .protocolViolation: "protocol_violation"
            }
        }
    }

    /// The kind of error.
    package let code: Code
    /// What was wrong, where, and what would be right.
    package let message: String
    /// The error beneath, if there is one.
    package let cause: (any Error)?

    /// An error of this kind.
    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}

extension ClientError {
    /// Whether there is no server to answer, or soon none.
    package var isUnreachable: Bool {
        code == .unreachable || code == .refused(.shuttingDown)
    }

    /// Whether asking again in the same words would be refused again.
    package var isInputError: Bool {
        switch code {
        case .invalidAddress: true
        case .unreachable, .protocolViolation: false
        case .refused(.limitReached), .refused(.storageFull), .refused(.shuttingDown): false
        case .refused(.internalError), .refused(.unknown): false
        case .refused: true
        }
    }
}
