internal import ObeliskCore

/// A transaction whose event bodies are encoded already, on the caller's thread rather than the writer's.
struct EncodedTransaction: Sendable {
    let operations: [Transaction.Operation]
    /// For each operation the bodies of the events it brings along, in order.
    let bodies: [[JSONText]]
    /// About how many bytes it makes the store write.
    let byteCount: Int

    /// What an operation writes besides the bodies of events: keys, columns, index entries.
    private static let operationByteCount = 200

    init(_ transaction: Transaction) {
        var byteCount = 0
        operations = transaction.operations
        bodies = transaction.operations.map { operation in
            byteCount += Self.operationByteCount + operation.payloadByteCount
            let bodies = operation.events.map(\.body)
            for body in bodies { byteCount += body.bytes.count }
            return bodies
        }
        self.byteCount = byteCount
    }
}

extension Transaction.Operation {
    /// The events whose bodies are known before the operation is carried out.
    fileprivate var events: [Event] {
        switch self {
        case .create(let creation): [.created(creation.created)]
        case .append(let append): append.events
        default: []
        }
    }

    /// The bytes of what an operation stores other than as an event.
    fileprivate var payloadByteCount: Int {
        switch self {
        case .output(_, let lines): lines.reduce(0) { $0 + $1.text.utf8.count + 100 }
        case .publish(_, let published): published.value.bytes.count
        case .command(_, .stub(let outcome)): outcome.payload?.bytes.count ?? 0
        default: 0
        }
    }
}
