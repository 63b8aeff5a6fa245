import ObeliskCore
import WIT

/// Checks that components fit the engine and each other. A value: sources in, problems, warnings and entries out.
struct DeploymentCheck {
    /// What hinders.
    private(set) var problems: [DeploymentProblem] = []
    /// What is odd, but does not hinder.
    private(set) var warnings: [DeploymentProblem] = []
    /// The components with their functions.
    private(set) var entries: [ComponentRegistry.Entry] = []

    /// Exported functions that cannot be called, and why.
    private var notCallable: [FunctionName: (owner: ComponentSource, reason: String)] = [:]
    private var owners: [FunctionName: ComponentSource] = [:]
    /// Every function that can be called, to tell what comes closest to an import that nobody exports.
    private var links = LinkCheck()

    /// Checks these components as one deployment.
    init(_ sources: [ComponentSource]) {
        checkNames(sources)
        for source in sources {
            let exports = exports(of: source)
            links.add(Self.interfaces(of: exports), of: source.place)
            let imports = source.description.imports.flatMap { interface in
                interface.functions.map { function in
                    DeployedFunction(
                        name: FunctionName(interface: interface.name, function: function.name), type: function.type)
                }
            }
            entries.append(
                ComponentRegistry.Entry(
                    component: source.component, path: source.path, wit: source.wit, exports: exports,
                    imports: imports))
        }
        let registry = ComponentRegistry(entries: entries)
        for source in sources {
            checkImports(of: source, in: registry)
        }
    }

    private mutating func checkNames(_ sources: [ComponentSource]) {
        var paths: [String: String] = [:]
        for source in sources {
            let name = source.component.name
            if let other = paths[name] {
                problems.append(
                    DeploymentProblem(
                        source.place, "its name is taken by the component \(other); names are unique among all kinds"))
            } else {
                paths[name] = source.path
            }
        }
    }

    // MARK: Exports

    private mutating func exports(of source: ComponentSource) -> [DeployedFunction] {
        var callable: [DeployedFunction] = []
        for interface in source.description.exports where isExportable(interface, by: source) {
            for function in interface.functions {
                let name = FunctionName(interface: interface.name, function: function.name)
                if let reason = Self.reasonNotCallable(function) {
                    notCallable[name] = (source, reason)
                    warnings.append(
                        DeploymentProblem(source.place, "its export `\(name)` is ignored: \(reason)"))
                } else if let owner = owners[name] {
                    problems.append(
                        DeploymentProblem(source.place, "exports `\(name)`, which \(owner.place) exports too"))
                } else {
                    owners[name] = source
                    callable.append(DeployedFunction(name: name, type: function.type))
                }
            }
        }
        if callable.isEmpty {
            warnings.append(DeploymentProblem(source.place, "exports no function that can be called"))
        }
        return callable
    }

    private mutating func isExportable(_ interface: ComponentDescription.Interface, by source: ComponentSource) -> Bool
    {
        // Python components export an instance named `exports`, which is no interface.
        guard let name = try? InterfaceName(interface.name) else { return false }
        let package = name.package
        if ["obelisk", "wasi"].contains(package.namespace) {
            problems.append(
                DeploymentProblem(
                    source.place, "exports `\(interface.name)`; the namespace `\(package.namespace)` is reserved"))
            return false
        }
        if let suffix = SupportInterfaces.generatedSuffixes.first(where: package.name.hasSuffix) {
            problems.append(
                DeploymentProblem(
                    source.place,
                    "exports `\(interface.name)`; packages whose names end with `\(suffix)` are reserved"))
            return false
        }
        return true
    }

    private static func reasonNotCallable(_ function: ComponentDescription.Function) -> String? {
        if function.name.contains("[") {
            return "it belongs to a resource"
        }
        return function.type.reasonNotCallable
    }

    // MARK: Imports

    private mutating func checkImports(of source: ComponentSource, in registry: ComponentRegistry) {
        for interface in source.description.imports {
            guard let name = try? InterfaceName(interface.name) else {
                problems.append(
                    DeploymentProblem(
                        source.place,
                        "imports `\(interface.name)`; expected an interface `namespace:package/interface`"))
                continue
            }
            for function in interface.functions {
                switch SupportInterfaces.answer(for: function.name, of: name, to: source.component.kind) {
                case .offered: break
                case .refused(let reason):
                    problems.append(
                        DeploymentProblem(source.place, "imports `\(interface.name).\(function.name)`: \(reason)"))
                case .otherComponents:
                    checkImport(of: function, from: interface.name, by: source, in: registry)
                }
            }
        }
    }

    private mutating func checkImport(
        of function: ComponentDescription.Function, from interface: String, by source: ComponentSource,
        in registry: ComponentRegistry
    ) {
        let name = FunctionName(interface: interface, function: function.name)
        func note(_ message: String) {
            problems.append(DeploymentProblem(source.place, "imports `\(name)`\(message)"))
        }
        guard source.component.kind == .workflow else {
            note(": only a workflow can call functions of other components")
            return
        }
        if let place = registry.place(of: name) {
            if let difference = function.type.difference(from: place.function.type) {
                let owner = "\(place.target.kind.rawValue) `\(place.target.component)`"
                note(", which \(owner) exports with another type: \(difference)")
            }
        } else if let (owner, reason) = notCallable[name] {
            note(", which \(owner.place) exports, but which cannot be called: \(reason)")
        } else {
            note(reasonMissing(function, from: interface, by: source))
        }
    }

    /// What comes closest to an import that nobody exports.
    private func reasonMissing(
        _ function: ComponentDescription.Function, from interface: String, by source: ComponentSource
    ) -> String {
        let name = try? InterfaceName(interface)
        let imports =
            name.map { [InterfaceType(name: $0, functions: [InterfaceType.Function(function.name, function.type)])] }
            ?? []
        func list(_ names: [InterfaceName]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
        switch links.problems(withImports: imports, of: source.place).first?.reason {
        case .noExport(let similar) where !similar.isEmpty:
            return ", which no component exports; there is \(list(similar))"
        case .noCompatibleVersion(let exported):
            return ", which no component exports in a compatible version; there is \(list(exported))"
        case .noFunction(let exporter, let functions):
            let names = functions.map { "`\($0)`" }.joined(separator: ", ")
            return ", which no component exports; \(exporter) exports of this interface \(names)"
        default: return ", which no component exports"
        }
    }

    private static func interfaces(of exports: [DeployedFunction]) -> [InterfaceType] {
        var interfaces: [InterfaceType] = []
        for export in exports {
            guard let name = try? InterfaceName(export.name.interface) else { continue }
            let function = InterfaceType.Function(export.name.function, export.type)
            if let index = interfaces.firstIndex(where: { $0.name == name }) {
                interfaces[index].functions.append(function)
            } else {
                interfaces.append(InterfaceType(name: name, functions: [function]))
            }
        }
        return interfaces
    }
}
