/// The error of a guest function whose WIT result is `result<…, string>`.
struct Refusal: Error {
    /// What the caller is told.
    let message: String
}
