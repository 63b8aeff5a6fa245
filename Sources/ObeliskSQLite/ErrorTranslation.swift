internal import GRDB
internal import ObeliskCore

/// Turns what SQLite reports into what a person can act on.
struct ErrorTranslation: Sendable {
    /// The database's file.
    let path: String

    /// The error in the port's words: it names the file and, where there is one, the remedy.
    func translate(_ error: any Error) -> StorageError {
        switch error {
        case let error as StorageError: error
        case let error as DatabaseError: translate(error)
        case let error as EventDecodingError: StorageError(.damaged, "\(path): \(error.description)")
        default: StorageError(.failed, "\(path): \(error)")
        }
    }

    private func translate(_ error: DatabaseError) -> StorageError {
        let detail = "SQLite: \(error.message ?? "no message"), code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            return StorageError(
                .full, "no room is left for \(path), on its file system or by its own limit: free some (\(detail))")
        case .SQLITE_CANTOPEN:
            return StorageError(
                .unavailable,
                "\(path) cannot be opened: check that it is a file that this user may read and write, "
                    + "in a directory that it may write (\(detail))")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return StorageError(
                .unavailable, "\(path) cannot be written: check its permissions and those of its directory (\(detail))")
        case .SQLITE_NOTADB:
            return StorageError(.damaged, "\(path) is not a SQLite database: give another path (\(detail))")
        case .SQLITE_CORRUPT:
            return StorageError(.damaged, "\(path) is damaged: restore it from a backup (\(detail))")
        case .SQLITE_IOERR:
            return StorageError(
                .failed,
                "\(path) cannot be read or written: check its disk, its file system and the limits of this process "
                    + "(\(detail))")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return StorageError(.busy, "another process has kept \(path) locked for too long: try again (\(detail))")
        default: return StorageError(.failed, "\(path): \(detail)")
        }
    }
}
