import ObeliskClient
import ObeliskServer
import ObeliskTooling

/// Every code that this program can show a person; each has a page in `docs/errors`.
package enum ErrorCodes {
    /// Those of errors, and the kinds of failures that executions end with.
    package static var all: Set<String> {
        Set(ClientError.Code.allKnown.map(\.name) + ServerError.Code.all.map(\.name))
            .union(ToolingError.Code.allCases.map(\.rawValue))
            .union(CommandFailure.ownCodes)
            .union(Outcome.failureKinds)
    }
}
