import ObeliskClient

/// Waits for the end of an execution, with progress on standard error.
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

    private func waiting<Value: Sendable>(
        for id: String, _ body: (FollowProgress) async throws -> Value
    ) async throws -> Value {
        let progress = FollowProgress(on: console)
        do {
            let value = try await body(progress)
            await progress.finish()
            return value
        } catch {
            await progress.finish()
            guard let error = error as? ClientError, error.isUnreachable else { throw error }
            throw ClientError(
                .unreachable,
                "\(error.message)\nThe execution is not lost: go on with `obelisk execution get \(id) --follow`",
                cause: error)
        }
    }
}
