/// Why a store could not do what it was asked; nothing was written.
package struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of trouble a caller treats differently.
    package enum Code: String, CaseIterable, Sendable {
        /// The file system has no room: worth trying again later.
        case full = "storage_full"
        /// More transactions wait than the store takes, or another process holds it: worth trying again soon.
        case busy = "storage_busy"
        /// The store is used by another server, or a node of this name is alive.
        case inUse = "storage_in_use"
        /// Written by a newer version of Obelisk.
        case newer = "storage_newer"
        /// The file or directory cannot be opened or written.
        case unavailable = "storage_unavailable"
        /// What was read is damaged.
        case damaged = "storage_damaged"
        /// Anything else the database reports.
        case failed = "storage_failed"
    }

    /// What kind of trouble it is.
    package let code: Code
    /// What was wrong, where, and what to do about it.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    /// Whether the same may succeed in a moment.
    package var isPassing: Bool { code == .full || code == .busy }
}
