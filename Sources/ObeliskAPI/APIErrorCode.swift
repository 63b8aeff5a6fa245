package import GRPCCore

/// The stable codes of the protocol's errors; each has a page in `docs/errors`.
package enum APIErrorCode: Hashable, Sendable {
    /// No component exports the function.
    case functionNotFound
    /// A shortened function name fits several functions.
    case functionAmbiguous
    /// The parameters are no JSON array that fits the function.
    case invalidParams
    /// A stub's result does not fit its function.
    case invalidResult
    /// An execution id that no execution can have.
    case invalidID
    /// Another field of the request cannot be used.
    case invalidRequest
    /// No execution has the id.
    case executionNotFound
    /// An execution of this id runs another function, or the same with other parameters, or has ended otherwise.
    case executionConflict
    /// A limit of the configuration is reached.
    case limitReached
    /// The disk that holds the database has no room.
    case storageFull
    /// The server is about to stop and takes no more work.
    case shuttingDown
    /// The server could not do what it should have been able to.
    case internalError
    /// A code of a newer server.
    case unknown(String)

    private static let known: [(name: String, code: APIErrorCode)] = [
        ("function_not_found", .functionNotFound),
        ("function_ambiguous", .functionAmbiguous),
        ("invalid_params", .invalidParams),
        ("invalid_result", .invalidResult),
        ("invalid_id", .invalidID),
        ("invalid_request", .invalidRequest),
        ("execution_not_found", .executionNotFound),
        ("execution_conflict", .executionConflict),
        ("limit_reached", .limitReached),
        ("storage_full", .storageFull),
        ("shutting_down", .shuttingDown),
        ("internal_error", .internalError),
    ]

    /// Every code this version knows.
    package static var allKnown: [APIErrorCode] { known.map(\.code) }

    /// The code of a name off the wire.
    package init(name: String) {
        self = Self.known.first { $0.name == name }?.code ?? .unknown(name)
    }

    /// The name on the wire.
    package var name: String {
        if case .unknown(let name) = self { return name }
        return Self.known.first { $0.code == self }?.name ?? ""
    }

    /// The gRPC status that goes with the code.
    package var status: RPCError.Code {
        switch self {
        case .functionNotFound, .executionNotFound: .notFound
        case .functionAmbiguous, .invalidParams, .invalidResult, .invalidID, .invalidRequest: .invalidArgument
        case .executionConflict: .alreadyExists
        case .limitReached, .storageFull: .resourceExhausted
        case .shuttingDown: .unavailable
        case .internalError: .internalError
        case .unknown: .unknown
        }
    }
}

/// An error of the protocol: a gRPC status, a stable code in the trailing metadata, and a message for a person.
package struct APIError: Error, Sendable, Hashable {
    /// What a program can tell it from others by.
    package let code: APIErrorCode
    /// What was wrong, where, and what would be right.
    package let message: String

    /// The key of the trailing metadata that holds the code.
    package static let metadataKey = "obelisk-error-code"

    /// An error of this code.
    package init(_ code: APIErrorCode, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The error a server put on the wire; nil if it is not of the protocol's making.
    package init?(_ error: RPCError) {
        guard let name = error.metadata[stringValues: Self.metadataKey].first(where: { _ in true }) else { return nil }
        self.init(APIErrorCode(name: name), error.message)
    }
}

extension APIError: RPCErrorConvertible {
    /// The status of the code.
    package var rpcErrorCode: RPCError.Code { code.status }
    /// The message as it is.
    package var rpcErrorMessage: String { message }
    /// The code, by name.
    package var rpcErrorMetadata: Metadata { [Self.metadataKey: .string(code.name)] }
}
