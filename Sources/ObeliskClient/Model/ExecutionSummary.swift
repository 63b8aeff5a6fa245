package import Foundation
package import ObeliskAPI
import SwiftProtobuf

/// One execution as lists and status show it.
package struct ExecutionSummary: Sendable, Hashable {
    /// The execution's id.
    package let id: String
    /// The function it runs.
    package let function: String
    /// What it is doing.
    package let status: ExecutionStatus
    /// When it was created.
    package let createdAt: Date
    /// When it finished, if it did.
    package let finishedAt: Date?
    /// The execution that started it as its child, if one did.
    package let parentID: String?
    /// The name of the component that runs it.
    package let component: String
    /// Attempts begun so far; 0 for a workflow.
    package let attempts: Int
    /// The number of events in its log.
    package let eventCount: Int

    /// Reads the protocol's form.
    package init(_ execution: Obelisk_V1_Execution) {
        id = execution.executionID
        function = execution.function
        status = ExecutionStatus(execution.status)
        createdAt = execution.createdAt.date
        finishedAt = execution.hasFinishedAt ? execution.finishedAt.date : nil
        parentID = execution.parentID.isEmpty ? nil : execution.parentID
        component = execution.component
        attempts = Int(execution.attempts)
        eventCount = Int(clamping: execution.eventCount)
    }
}
