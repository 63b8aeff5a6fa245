import Foundation
package import ObeliskCore
package import ObeliskDeployment

/// Why a server does not run.
package struct ServerError: Error, Sendable {
    /// What a program can tell one error from another by.
    package enum Code: String, Sendable {
        /// The configuration or a component is wrong.
        case deploymentInvalid = "deployment_invalid"
        /// The address cannot be listened on.
        case addressUnavailable = "address_unavailable"
        /// The database cannot be used.
        case storageUnavailable = "storage_unavailable"
        /// Components cannot be run here.
        case runtimeUnavailable = "runtime_unavailable"
        /// Something broke while it ran.
        case failed = "server_failed"
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
        self.init(.deploymentInvalid, error.description, cause: error)
    }

    /// What is wrong with the database.
    package init(_ error: StorageError) {
        self.init(.storageUnavailable, error.message, cause: error)
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
