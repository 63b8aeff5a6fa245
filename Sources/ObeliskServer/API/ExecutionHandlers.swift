import GRPCCore
import ObeliskAPI
import ObeliskCore
import SwiftProtobuf

/// The protocol's `ExecutionService`, over the service with the logic.
struct ExecutionHandlers: Obelisk_V1_ExecutionService.SimpleServiceProtocol {
    let service: ObeliskService

    /// Creates an execution.
    func submit(
        request: Obelisk_V1_SubmitRequest, context: ServerContext
    ) async throws -> Obelisk_V1_SubmitResponse {
        let delay =
            Duration(secondsComponent: request.delay.seconds, attosecondsComponent: 0)
            + .nanoseconds(request.delay.nanos)
        guard delay >= .zero else {
            throw APIError(.invalidRequest, "`delay` is negative; expected a duration of at least 0")
        }
        let submission = try await service.submit(
            SubmissionRequest(
                function: request.function, params: request.paramsJson,
                id: request.hasExecutionID ? request.executionID : nil, delay: delay))
        var response = Obelisk_V1_SubmitResponse()
        response.executionID = submission.id.text
        response.existed = submission.existed
        return response
    }

    /// Writes the status, and each change of it if it is to be followed.
    func getStatus(
        request: Obelisk_V1_GetStatusRequest, response: RPCWriter<Obelisk_V1_GetStatusResponse>,
        context: ServerContext
    ) async throws {
        guard request.follow else {
            try await response.write(Self.status(try await service.execution(request.executionID)))
            return
        }
        try await Self.untilCancelled(context) {
            try await service.follow(request.executionID) { row throws(APIError) in
                do {
                    try await response.write(Self.status(row))
                } catch {
                    throw APIError(.internalError, "the client has gone: \(error)")
                }
            }
        }
    }

    /// Answers with the outcome, at once or at the end.
    func getResult(
        request: Obelisk_V1_GetResultRequest, context: ServerContext
    ) async throws -> Obelisk_V1_GetResultResponse {
        let (outcome, row) = try await Self.untilCancelled(context) {
            try await service.result(of: request.executionID, wait: request.wait)
        }
        var response = Obelisk_V1_GetResultResponse()
        if let outcome {
            response.outcome = Obelisk_V1_Outcome(outcome)
        }
        response.execution = Obelisk_V1_Execution(row)
        return response
    }

    /// Lists a page of executions.
    func listExecutions(
        request: Obelisk_V1_ListExecutionsRequest, context: ServerContext
    ) async throws -> Obelisk_V1_ListExecutionsResponse {
        var filter = ExecutionListFilter()
        filter.function = request.function
        filter.states = Set(request.states.map(\.name))
        filter.idPrefix = request.executionIDPrefix
        filter.includesChildren = request.includeChildren
        let page = try await service.executions(filter, pageSize: Int(request.pageSize), cursor: request.pageToken)
        var response = Obelisk_V1_ListExecutionsResponse()
        response.executions = page.rows.map(Obelisk_V1_Execution.init)
        response.nextPageToken = page.next ?? ""
        return response
    }

    /// Lists a page of events.
    func listEvents(
        request: Obelisk_V1_ListEventsRequest, context: ServerContext
    ) async throws -> Obelisk_V1_ListEventsResponse {
        let page = try await service.events(
            of: request.executionID, from: Int(clamping: request.fromVersion), pageSize: Int(request.pageSize))
        var response = Obelisk_V1_ListEventsResponse()
        response.events = page.events.map(Obelisk_V1_Event.init)
        if let next = page.next {
            response.nextVersion = UInt64(clamping: next)
        }
        return response
    }

    /// Supplies the result of a stub.
    func stub(
        request: Obelisk_V1_StubRequest, context: ServerContext
    ) async throws -> Obelisk_V1_StubResponse {
        var response = Obelisk_V1_StubResponse()
        response.existed = try await service.stub(request.executionID, result: request.resultJson)
        return response
    }

    private static func status(_ row: ExecutionRow) -> Obelisk_V1_GetStatusResponse {
        var message = Obelisk_V1_GetStatusResponse()
        message.execution = Obelisk_V1_Execution(row)
        return message
    }

    /// Runs a body that may wait for long, and cancels it when its client goes away.
    private static func untilCancelled<Value: Sendable>(
        _ context: ServerContext, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let cancellation = context.cancellation
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await cancellation.cancelled
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
