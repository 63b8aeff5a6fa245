import Foundation
import ObeliskAPI
import ObeliskCore

/// Where a list of executions goes on, as a text that clients hand back unread.
struct PageCursor {
    /// The last execution of the page before.
    let position: (createdAt: Timestamp, id: ExecutionID)

    /// Behind this row.
    init(after row: ExecutionRow) {
        position = (row.createdAt, row.id)
    }

    /// Reads what `token` wrote.
    init(token: String) throws(APIError) {
        guard let data = Data(base64Encoded: token), let text = String(validating: data, as: UTF8.self),
            let separator = text.firstIndex(of: " "), let microseconds = Int64(text[..<separator]),
            let id = try? ExecutionID(parsing: String(text[text.index(after: separator)...]))
        else {
            throw APIError(.invalidRequest, "`\(token)` is no cursor; expected one that a list before gave")
        }
        position = (Timestamp(microsecondsSinceEpoch: microseconds), id)
    }

    /// The cursor as text.
    var token: String {
        Data("\(position.createdAt.microsecondsSinceEpoch) \(position.id)".utf8).base64EncodedString()
    }
}
