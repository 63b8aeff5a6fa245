import ServiceLifecycle

/// Holds up whoever passes it until it is opened, once.
struct Gate: Sendable {
    private let opened: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// A closed gate.
    init() {
        (opened, continuation) = AsyncStream.makeStream()
    }

    /// Lets everyone pass.
    func open() {
        continuation.finish()
    }

    /// Returns once the gate is open, or the task is cancelled.
    func pass() async {
        for await _ in opened {}
    }
}

/// A service that begins once a gate opens, so that nothing is run before clients can be heard.
struct GatedService: Service {
    let gate: Gate
    let service: any Service

    /// Waits, then runs; does nothing if it is stopped while it waits.
    func run() async throws {
        await cancelWhenGracefulShutdown { await gate.pass() }
        guard !Task.isCancelled, !Task.isShuttingDownGracefully else { return }
        try await service.run()
    }
}
