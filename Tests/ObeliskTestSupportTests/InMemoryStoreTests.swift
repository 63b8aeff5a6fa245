import ObeliskCore
import ObeliskTestSupport
import Synchronization
import Testing

@Suite struct InMemoryStoreTests {
    private let clock = ManualClock()

    private func creation(_ name: String) -> Transaction {
        let created = Created(
            function: FunctionName(interface: "demo:test/workflow", function: "run"), params: .emptyArray,
            component: "workflow", due: clock.now, seed: 1, memoryBytesMax: 1 << 20)
        let id = ExecutionID(stored: name)
        return Transaction([.create(Creation(id: id, kind: .workflow, created: created, time: clock.now))])
    }

    @Test func faultsAreInjectedByPhysicalCommit() async throws {
        let store = InMemoryStore(clock: clock)
        let full = StorageError(.full, "the disk is full")
        let told = Mutex(0)
        store.observe { notices in told.withLock { $0 += notices.count } }
        store.injectFaults { commit in
            switch commit.number {
            case 1: .refuse(full)
            case 2: .drop
            case 3: .reportUnknown
            default: nil
            }
        }
        #expect(await store.commit([creation("a")]) == [.refused(full)])
        #expect(await store.commit([creation("b")]) == [.fatal(CommitFault.unknown)])
        #expect(store.state.logs.isEmpty && told.withLock { $0 } == 0)
        #expect(await store.commit([creation("c")]) == [.fatal(CommitFault.unknown)])
        #expect(store.state.logs.keys.map(\.text) == ["c"] && told.withLock { $0 } == 2)
        #expect(await store.commit([creation("d")]) == [.committed(Receipt(creations: [.created]))])
        #expect(store.statistics == StorageStatistics(commits: 2, transactions: 2))
    }

    @Test func storesOnTheSameContentsHearOfEachOther() async throws {
        let first = InMemoryStore(clock: clock)
        let second = InMemoryStore(sharing: first)
        let heard = Mutex<[Notice]>([])
        second.observe { notices in heard.withLock { $0 += notices } }
        _ = await first.commit([creation("a")])
        #expect(heard.withLock { $0 } == [.foreign])
        #expect(try await second.execution(ExecutionID(stored: "a")) != nil)
    }

    @Test func theSameSeedGivesTheSameBits() {
        let first = SeededRandom(seed: 7)
        let second = SeededRandom(seed: 7)
        let bits = (0..<3).map { _ in first.next() }
        #expect(bits == (0..<3).map { _ in second.next() })
        #expect(SeededRandom(seed: 8).next() != bits[0])
    }
}
