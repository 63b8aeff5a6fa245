import ObeliskCore
import ObeliskDeployment
import ObeliskEngine
import ObeliskTestSupport
import Testing
import WIT

@testable import ObeliskServer

/// A service over an in-memory store, with one workflow `demo:fibo/workflow.fiboa(n: u8)` and nobody to run it, a stub
/// `demo:approval/approval.approve(amount: u32)` and an external activity `demo:mail/mail.send(text: string)`.
struct ServiceFixture {
    let clock = ManualClock()
    let store: InMemoryStore
    let followers = Followers()
    let service: ObeliskService

    init(limits: ObeliskService.Limits = .init()) throws {
        store = InMemoryStore(clock: clock)
        let type = FunctionType(parameters: [.init("n", .u8)], result: .result(ok: .u64, err: .string))
        let approval = FunctionType(parameters: [.init("amount", .u32)], result: .result(ok: .bool, err: .string))
        let mail = FunctionType(parameters: [.init("text", .string)], result: .result(ok: nil, err: nil))
        let sources = [
            Self.source("flow", .workflow, "demo:fibo/workflow", .init(name: "fiboa", type: type)),
            Self.source("approval", .activityStub, "demo:approval/approval", .init(name: "approve", type: approval)),
            Self.source("mail", .activityExternal, "demo:mail/mail", .init(name: "send", type: mail)),
        ]
        let deployment = try Deployment(checking: sources, contents: [:], file: "obelisk.toml")
        service = ObeliskService(
            storage: store, registry: deployment.registry, clock: clock, random: SeededRandom(seed: 1),
            followers: followers, limits: limits,
            create: { [store] in await store.commit([Transaction([.create($0)])])[0] }, onFatal: { _ in })
        store.observe { [followers] in followers.tell($0) }
    }

    private static func source(
        _ name: String, _ kind: ComponentKind, _ interface: String, _ function: ComponentDescription.Function
    ) -> ComponentSource {
        ComponentSource(
            component: DeployedComponent(name: name, kind: kind, digest: "sha256:0"), path: "/\(name)",
            description: ComponentDescription(
                imports: [], exports: [.init(name: interface, functions: [function])]))
    }

    /// Ends an execution that never ran, as an engine would.
    func finish(_ id: ExecutionID, with outcome: Outcome) async throws {
        let generation = try await store.begin(node: "test")
        let locked = Locked(node: "test", generation: generation, componentDigest: "sha256:0", attempt: nil)
        let claimed = try await store.claim(
            ClaimRequest(component: "flow", limit: 1, now: clock.now, lock: Lock(locked: locked)))
        let row = try #require(claimed.first?.row)
        let append = Append(
            execution: id, expectedVersion: row.version, epoch: row.epoch, events: [.finished(outcome)],
            transition: .finished, time: clock.now)
        let outcomes = await store.commit([Transaction([.append(append)])])
        guard case .committed = outcomes[0] else { throw FixtureError.notCommitted(outcomes[0]) }
    }

    enum FixtureError: Error {
        case notCommitted(CommitOutcome)
    }
}
