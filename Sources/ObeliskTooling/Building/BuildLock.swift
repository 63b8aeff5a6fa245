import Foundation

/// Keeps two builds of one project apart: held for as long as this value lives, and given up by the system when the
/// process ends.
final class BuildLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a project.
    ///
    /// - Throws: `ToolingError` if another process builds it, or its folder cannot be written.
    init(project: String) throws(ToolingError) {
        let path = "\(project)/.obelisk/lock"
        unsafe descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw ToolingError(.failed, "\(path) cannot be written: \(reason)")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ToolingError(
                .failed, "another `obelisk build` is at work in \(project); run this one when it is done")
        }
    }

    deinit {
        close(descriptor)
    }
}
