import ObeliskClient

/// Waits for the end of an execution, with progress on standard error; a restart of the server is waited out.
struct Following {
    let client: ObeliskClient
    let console: Console

    /// Waits, then prints the outcome by the rules of `execution get`.
    func result(of id: String, asJSON: Bool) async throws {
        let outcome = try await waiting(for: id) { progress in
            try await withThrowingTaskGroup(of: Outcome?.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    _ = try await client.followStatus(of: id) { await progress.show($0) }
                    return nil
                }
                // Asked for beside the progress, which rests between changes: the end comes without delay.
                group.addTask {
                    let (outcome, execution) = try await client.result(of: id, wait: true)
                    await progress.show(execution)
                    return outcome
                }
                while let result = try await group.next() {
                    if let result { return result }
                }
                throw CommandFailure(.failed, "the server has no result of `\(id)`")
            }
        }
        try outcome.report(on: console, asJSON: asJSON)
    }

    /// Waits, and returns the status at the end.
    func end(of id: String) async throws -> ExecutionSummary {
        try await waiting(for: id) { progress in
            try await client.followStatus(of: id) { await progress.show($0) }
        }
    }

    /// How long a server that was there may be away, as it is while it restarts.
    private static let patience = Duration.seconds(60)
    /// The pause before a server that is away is asked again.
    private static let pause = Duration.milliseconds(200)

    /// Runs the body until it has a value, anew after each loss of a server that was there.
    private func waiting<Value: Sendable>(
        for id: String, _ body: (FollowProgress) async throws -> Value
    ) async throws -> Value {
        let progress = FollowProgress(on: console)
        let clock = ContinuousClock()
        var lost: ContinuousClock.Instant?
        while true {
            do {
                let value = try await body(progress)
                await progress.finish()
                return value
            } catch let error as ClientError where error.isUnreachable {
                let heard = await progress.lastHeard
                if let heard, lost.map({ heard > $0 }) ?? true {
                    lost = clock.now
                    await progress.tell("the server went away; waiting for its return (the execution is not lost)")
                }
                guard let since = lost, clock.now - since < Self.patience else {
                    await progress.finish()
                    throw ClientError(
                        .unreachable,
                        "\(error.message)\nNothing is lost: go on with `obelisk execution get \(id) --follow`",
                        cause: error)
                }
                try await Task.sleep(for: Self.pause)
            } catch {
                await progress.finish()
                throw error
            }
        }
    }
}
