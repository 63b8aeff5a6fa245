import GRPCCore
import ObeliskAPI
import SwiftProtobuf

extension ObeliskClient {
    /// An execution that was asked for.
    package struct Submitted: Sendable, Hashable {
        /// Its id.
        package let id: String
        /// Whether it existed before.
        package let existed: Bool
    }

    /// Creates an execution; returns once it is stored. With an id of the caller's, doing it again changes nothing.
    package func submit(
        function: String, params: String, id: String? = nil, delay: Duration? = nil
    ) async throws -> Submitted {
        let request = Obelisk_V1_SubmitRequest.with {
            $0.function = function
            $0.paramsJson = params
            if let id { $0.executionID = id }
            if let delay { $0.delay = .init(rounding: delay) }
        }
        let response = try await call { try await executions.submit(request, options: Self.options) }
        return Submitted(id: response.executionID, existed: response.existed)
    }

    /// The status of an execution now.
    package func status(of id: String) async throws -> ExecutionSummary {
        try await statusStream(of: id, follow: false) { _ in }
    }

    /// Tells the status now and each change of it, and returns the last once the execution has finished.
    package func followStatus(
        of id: String, onChange: @escaping @Sendable (ExecutionSummary) async -> Void
    ) async throws -> ExecutionSummary {
        try await statusStream(of: id, follow: true, onChange: onChange)
    }

    private func statusStream(
        of id: String, follow: Bool, onChange: @escaping @Sendable (ExecutionSummary) async -> Void
    ) async throws -> ExecutionSummary {
        let request = Obelisk_V1_GetStatusRequest.with {
            $0.executionID = id
            $0.follow = follow
        }
        let last = try await call {
            try await executions.getStatus(request, options: Self.options) { response in
                var last: ExecutionSummary?
                for try await message in response.messages {
                    let summary = ExecutionSummary(message.execution)
                    await onChange(summary)
                    last = summary
                }
                return last
            }
        }
        guard let last else {
            throw ClientError(.protocolViolation, "the server at \(address) ended the status of `\(id)` without one")
        }
        return last
    }

    /// How an execution ended, and its status; no outcome if it has not, unless this waits for it.
    package func result(of id: String, wait: Bool) async throws -> (outcome: Outcome?, execution: ExecutionSummary) {
        let request = Obelisk_V1_GetResultRequest.with {
            $0.executionID = id
            $0.wait = wait
        }
        let response = try await call { try await executions.getResult(request, options: Self.options) }
        return (response.hasOutcome ? Outcome(response.outcome) : nil, ExecutionSummary(response.execution))
    }

    /// Supplies the result of an activity stub, `{"ok": …}` or `{"err": …}`; whether it was there before.
    package func stub(_ id: String, result: String) async throws -> Bool {
        let request = Obelisk_V1_StubRequest.with {
            $0.executionID = id
            $0.resultJson = result
        }
        return try await call { try await executions.stub(request, options: Self.options) }.existed
    }

    /// A page of executions, latest first.
    package func listExecutions(
        _ filter: ExecutionFilter = ExecutionFilter(), limit: Int? = nil, after cursor: String? = nil
    ) async throws -> Page<ExecutionSummary, String> {
        let states = try filter.states.map { name in
            guard let state = Obelisk_V1_ExecutionState(name: name) else {
                let known = Obelisk_V1_ExecutionState.vocabulary.values.sorted().joined(separator: ", ")
                throw ClientError(.refused(.invalidRequest), "`\(name)` is no state of an execution; expected \(known)")
            }
            return state
        }
        let request = Obelisk_V1_ListExecutionsRequest.with {
            $0.pageSize = UInt32(clamping: limit ?? 0)
            $0.pageToken = cursor ?? ""
            $0.function = filter.function ?? ""
            $0.states = states
            $0.executionIDPrefix = filter.idPrefix ?? ""
            $0.includeChildren = filter.includeChildren
        }
        let response = try await call { try await executions.listExecutions(request, options: Self.options) }
        let next = response.nextPageToken.isEmpty ? nil : response.nextPageToken
        return Page(elements: response.executions.map(ExecutionSummary.init), next: next)
    }

    /// A page of an execution's log.
    package func listEvents(
        of id: String, from version: Int = 0, limit: Int? = nil
    ) async throws -> Page<EventRecord, Int> {
        let request = Obelisk_V1_ListEventsRequest.with {
            $0.executionID = id
            $0.fromVersion = UInt64(clamping: version)
            $0.pageSize = UInt32(clamping: limit ?? 0)
        }
        let response = try await call { try await executions.listEvents(request, options: Self.options) }
        let next = response.hasNextVersion ? Int(clamping: response.nextVersion) : nil
        return Page(elements: response.events.map(EventRecord.init), next: next)
    }
}
