/// The error of a function whose WIT result is `result<…, string>`.
struct Refusal: Error, Hashable {
    /// What the caller is told.
    let message: String

    /// An error that says `message`.
    init(_ message: String) { self.message = message }
}
