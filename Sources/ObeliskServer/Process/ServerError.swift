import Foundation
package import ObeliskCore
package import ObeliskDeployment

/// Why a server does not run.
package struct ServerError: Error, Sendable {
    /// What a program can tell one error from another by.
    package enum Code: Hashable, Sendable {
        /// The configuration or a component is wrong.
        case deployment(DeploymentError.Code)
        /// The database cannot be used.
        case storage(StorageError.Code)
        /// Components cannot be run here.
        case runtime(RuntimeError.Code)
        /// The address cannot be listened on.
        case addressUnavailable
        /// Something broke while it ran.
        case failed

        /// Every code there is.
        package static var all: [Code] {
            DeploymentError.Code.allCases.map(Code.deployment) + StorageError.Code.allCases.map(Code.storage)
                + RuntimeError.Code.allCases.map(Code.runtime) + [.addressUnavailable, .failed]
        }

        /// The name of its page in `docs/errors`.
        package var name: String {
            switch self {
            case .deployment(let code): code.rawValue
            case .storage(let code): code.rawValue
            case .runtime(let code): code.rawValue
            case .addressUnavailable: "address_unavailable"
            case .failed: "server_failed"
            }
        }

        /// Whether what the operator wrote is wrong.
        package var isInputError: Bool {
            switch self {
            case .deployment, .runtime(.unsuitable): true
            default: false
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

    /// What is wrong with the configuration or its components.
    package init(_ error: DeploymentError) {
        self.init(.deployment(error.code), error.message, cause: error)
    }

    /// What is wrong with the database.
    package init(_ error: StorageError) {
        self.init(.storage(error.code), error.message, cause: error)
    }

    /// What is wrong with an address.
    init(listeningOn address: ListeningAddress, _ error: any Error) {
        let text = String(describing: error)
        let reason =
            if text.contains("errno: \(EADDRINUSE)") || text.contains("Address already in use") {
                "it is in use; stop what listens there, or choose another with `[api] listening_address`"
            } else if text.contains("errno: \(EACCES)") {
                "this user may not; choose a port above 1023"
            } else {
                text
            }
        self.init(.addressUnavailable, "cannot listen on \(address): \(reason)", cause: error)
    }
}
