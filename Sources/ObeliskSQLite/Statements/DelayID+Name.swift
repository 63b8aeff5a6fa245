internal import ObeliskCore

/// In the store a delay is named within its execution: the rest of its id is that of the execution, which stands in the
/// same row by its key.
extension DelayID {
    private static let prefix = "Delay_"

    /// What follows the execution's id; the whole id where it does not begin with that.
    func name(in execution: ExecutionID) -> String {
        let start = Self.start(execution)
        guard text.hasPrefix(start) else { return text }
        let name = text.dropFirst(start.count)
        return name.hasPrefix(Self.prefix) ? text : String(name)
    }

    /// The delay that `name(in:)` gave this name.
    init(name: String, in execution: ExecutionID) {
        self.init(stored: name.hasPrefix(Self.prefix) ? name : Self.start(execution) + name)
    }

    private static func start(_ execution: ExecutionID) -> String {
        let id = execution.text
        return prefix + (id.hasPrefix("E_") ? id.dropFirst(2) : Substring(id)) + "."
    }
}
