/// Why a path says nothing of types that can be used.
package struct TypesFileError: Error, Sendable, Hashable {
    /// What was wrong, where, and what would be right.
    package let message: String
}
