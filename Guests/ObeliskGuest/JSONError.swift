/// Text that is no JSON.
struct JSONError: Error, Hashable {
    /// What was expected.
    let message: String
    /// The byte at which it was expected.
    let offset: Int
}
