/// An import that no export satisfies.
public struct LinkProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Why it is not satisfied.
    public enum Reason: Hashable, Sendable {
        /// Nobody exports the interface; these interfaces come closest to its name.
        case noExport(similar: [InterfaceName])
        /// The interface is exported, but not in a compatible version.
        case noCompatibleVersion(exported: [InterfaceName])
        /// The exported interface has no such function; it has these.
        case noFunction(exporter: String, functions: [String])
        /// The exported function has another type.
        case typesDiffer(exporter: String, TypeDifference)
    }

    /// Who imports.
    public let importer: String
    /// The interface it imports.
    public let interface: InterfaceName
    /// The function, by its full name; nil if it is about the whole interface.
    public let function: String?
    /// Why it is not satisfied.
    public let reason: Reason

    /// Who imports what, and what was found instead.
    public var description: String {
        let what = function.map { "`\(interface).\($0)`" } ?? "`\(interface)`"
        let start = "`\(importer)` imports \(what), "
        switch reason {
        case .noExport(let similar):
            return start + "but no component exports that interface" + (similar.isEmpty ? "" : "; \(list(similar))")
        case .noCompatibleVersion(let exported):
            return start + "but no compatible version is exported; \(list(exported))"
        case .noFunction(let exporter, let functions):
            let names = functions.map { "`\($0)`" }.joined(separator: ", ")
            return start + "but `\(exporter)` exports no such function" + (names.isEmpty ? "" : "; there are \(names)")
        case .typesDiffer(let exporter, let difference):
            return start + "but `\(exporter)` exports it with another type: \(difference)"
        }
    }

    private func list(_ names: [InterfaceName]) -> String {
        (names.count == 1 ? "there is " : "there are ") + names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
