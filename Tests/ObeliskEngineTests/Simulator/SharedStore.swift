import Foundation
import ObeliskCore
import ObeliskSQLite
import ObeliskTestSupport
import Synchronization

/// Which store a simulation runs on.
enum StoreKind: String, CaseIterable, Sendable {
    case memory
    case sqlite
}

/// The store of a simulated node, and what another node opens on the same contents.
final class SharedStore: Sendable {
    /// The simulated node's own.
    let own: any Storage
    private let kind: StoreKind
    private let clock: ManualClock
    private let directory: URL?
    /// What other nodes have opened.
    private let others = Mutex<[any Storage]>([])
    private let second = Mutex<(any Storage)?>(nil)

    /// - Parameter hasToLook: whether a node notices another's commits only as it commits or looks, as on a file.
    /// - Throws: `StorageError` where the file of a SQLite store cannot be made.
    init(_ kind: StoreKind, clock: ManualClock, hasToLook: Bool = false) throws {
        self.kind = kind
        self.clock = clock
        switch kind {
        case .memory:
            directory = nil
            own = InMemoryStore(clock: clock, hasToLook: hasToLook)
        case .sqlite:
            let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
                "obelisk-simulation-\(UUID().uuidString)")
            self.directory = directory
            own = try SQLiteStore(Self.configuration(directory, role: .server), clock: clock)
        }
    }

    deinit {
        for store in others.withLock({ $0 }) { (store as? SQLiteStore)?.close() }
        (own as? SQLiteStore)?.close()
        if let directory { try? FileManager.default.removeItem(at: directory) }
    }

    /// The store as the node has it open that holds executions and runs none.
    func other() throws -> any Storage {
        try second.withLock { second in
            if let second { return second }
            let made = try open(clock: clock)
            second = made
            return made
        }
    }

    /// The store as another process opens it.
    func open(clock: any EngineClock) throws -> any Storage {
        let made: any Storage
        if let memory = own as? InMemoryStore {
            made = InMemoryStore(sharing: memory, clock: clock)
        } else if let directory {
            made = try SQLiteStore(Self.configuration(directory, role: .executor), clock: clock)
        } else {
            preconditionFailure("a store is in memory or in a file")
        }
        others.withLock { $0.append(made) }
        return made
    }

    /// What is written need not reach the disk: no machine crashes here.
    private static func configuration(_ directory: URL, role: SQLiteConfiguration.Role) -> SQLiteConfiguration {
        var configuration = SQLiteConfiguration(path: directory.appendingPathComponent("obelisk.sqlite").path)
        configuration.role = role
        configuration.synchronous = .normal
        configuration.readersMax = 1
        // They would come from a thread of their own, at moments that no seed decides.
        configuration.hearsKnocks = false
        return configuration
    }
}
