import Foundation
import ObeliskAPI
import ObeliskCore

/// Where a list of executions goes on, as a text that clients hand back unread.
struct PageCursor {
    /// The last execution of the page before.
    let last: ExecutionID

    /// Behind this row.
    init(after row: ExecutionRow) {
        last = row.id
    }

    /// Reads what `token` wrote.
    init(token: String) throws(APIError) {
        guard let data = Data(base64Encoded: token), let text = String(validating: data, as: UTF8.self),
            let id = try? ExecutionID(parsing: text)
        else {
            throw APIError(.invalidRequest, "`\(token)` is no cursor; expected one that a list before gave")
        }
        last = id
    }

    /// The cursor as text.
    var token: String {
        Data(last.text.utf8).base64EncodedString()
    }
}
