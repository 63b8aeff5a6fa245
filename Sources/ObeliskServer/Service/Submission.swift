package import ObeliskCore

/// What a client asks to be started.
package struct SubmissionRequest: Sendable {
    /// The function's full name, or `.../interface.function`.
    package var function: String
    /// A JSON array.
    package var params: String
    /// An id of the submitter's choice, which makes the submit idempotent.
    package var id: String?
    /// How long to wait before it is due.
    package var delay: Duration

    /// A request of these parts.
    package init(function: String, params: String, id: String? = nil, delay: Duration = .zero) {
        self.function = function
        self.params = params
        self.id = id
        self.delay = delay
    }
}

/// What became of a request.
package struct Submission: Sendable, Hashable {
    /// The execution, now stored.
    package let id: ExecutionID
    /// Whether the same one was there before.
    package let existed: Bool
}
