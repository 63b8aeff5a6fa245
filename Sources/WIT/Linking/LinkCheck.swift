/// Finds every import that no export satisfies, by the rules by which components link: the same name in a compatible
/// version, and structurally the same types.
public struct LinkCheck: Sendable {
    private struct Export {
        var exporter: String
        var type: InterfaceType
    }

    private var exports: [String: [Export]] = [:]

    /// A check against nothing.
    public init() {}

    /// Adds what `exporter` exports.
    public mutating func add(_ interfaces: [InterfaceType], of exporter: String) {
        for interface in interfaces {
            exports[Self.key(interface.name), default: []].append(Export(exporter: exporter, type: interface))
        }
    }

    /// Everything that is wrong with the imports of `importer`, in their order.
    public func problems(withImports imports: [InterfaceType], of importer: String) -> [LinkProblem] {
        imports.flatMap { interface -> [LinkProblem] in
            func problem(_ function: String?, _ reason: LinkProblem.Reason) -> LinkProblem {
                LinkProblem(importer: importer, interface: interface.name, function: function, reason: reason)
            }
            guard let candidates = exports[Self.key(interface.name)] else {
                return [problem(nil, .noExport(similar: similar(to: interface.name)))]
            }
            guard let export = Self.best(of: candidates, for: interface.name) else {
                return [problem(nil, .noCompatibleVersion(exported: candidates.map(\.type.name)))]
            }
            return interface.functions.compactMap { function in
                guard let found = export.type.function(named: function.name) else {
                    let names = export.type.functions.map(\.name)
                    return problem(function.name, .noFunction(exporter: export.exporter, functions: names))
                }
                guard let difference = function.type.difference(from: found.type) else { return nil }
                return problem(function.name, .typesDiffer(exporter: export.exporter, difference))
            }
        }
    }

    /// The export of exactly this version, or else the highest compatible one.
    private static func best(of exports: [Export], for name: InterfaceName) -> Export? {
        if let exact = exports.first(where: { $0.type.name == name }) { return exact }
        return exports.filter { name.isCompatible(with: $0.type.name) }.max { left, right in
            guard let a = left.type.name.version, let b = right.type.name.version else { return false }
            return a < b
        }
    }

    /// Exported interfaces with the same package or the same own name.
    private func similar(to name: InterfaceName) -> [InterfaceName] {
        exports.values.flatMap { $0.map(\.type.name) }.filter { other in
            other.interface == name.interface
                || (other.package.namespace == name.package.namespace && other.package.name == name.package.name)
        }.sorted { $0.description < $1.description }
    }

    /// The name without the version.
    private static func key(_ name: InterfaceName) -> String {
        "\(name.package.namespace):\(name.package.name)/\(name.interface)"
    }
}
