/// The name of one delay: `Delay_` in place of the execution's `E_`, then `.<join set>_<n>`.
package struct DelayID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The printable form.
    package let text: String

    /// Takes a text that the engine itself made or stored.
    package init(stored text: String) {
        self.text = text
    }

    /// The `index`-th (from 1) delay that `execution` submits to `joinSet`.
    package init(of execution: ExecutionID, in joinSet: JoinSetID, index: Int) {
        let name = execution.text.hasPrefix("E_") ? execution.text.dropFirst(2) : Substring(execution.text)
        text = "Delay_\(name).\(joinSet.text)_\(index)"
    }

    package var description: String { text }
}
