import ObeliskClient

/// Waits for the end of an execution, with progress on standard error.
struct Following {
    let client: ObeliskClient
    let console: Console

    /// Waits, then prints the outcome by the rules of `execution get`.
    func result(of id: String, asJSON: Bool) async throws {
        let summary = try await end(of: id)
        let outcome = try await client.result(of: id, wait: true).outcome
        guard let outcome else {
            throw CommandFailure(.failed, "`\(id)` is \(summary.status.name), but the server has no result of it")
        }
        try outcome.report(on: console, asJSON: asJSON)
    }

    /// Waits, and returns the status at the end.
    func end(of id: String) async throws -> ExecutionSummary {
        let progress = FollowProgress(on: console)
        do {
            let summary = try await client.followStatus(of: id) { await progress.show($0) }
            await progress.finish()
            return summary
        } catch let error as ClientError where error.isUnreachable {
            await progress.finish()
            throw ClientError(
                .unreachable,
                "\(error.message)\nThe execution is not lost: go on with `obelisk execution get \(id) --follow`",
                cause: error)
        }
    }
}
