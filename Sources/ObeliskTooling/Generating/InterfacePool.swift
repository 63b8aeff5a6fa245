import WIT

/// Interfaces of several components under one roof.
///
/// A component's import holds only what it uses of an interface, so descriptions of one interface are joined.
struct InterfacePool {
    /// All packages so far.
    private(set) var schema: Schema
    /// Packages that are known in full and never added to.
    private let fixed: Set<PackageName>
    /// Who gave each interface first.
    private var origins: [InterfaceName: String] = [:]

    /// A pool that begins with packages known in full.
    init(_ schema: Schema) {
        self.schema = schema
        fixed = Set(schema.packages.map(\.name))
    }

    /// Adds what a component says.
    ///
    /// - Throws: `ToolingError` if it says something else of a type or function than a component before.
    mutating func add(_ other: Schema, of component: String) throws(ToolingError) {
        for package in other.packages where !fixed.contains(package.name) {
            var own = schema.package(package.name) ?? Package(name: package.name)
            for interface in package.interfaces {
                let name = InterfaceName(package: package.name, interface: interface.name)
                if let index = own.interfaces.firstIndex(where: { $0.name == interface.name }) {
                    try join(interface, into: &own.interfaces[index], name, component)
                } else {
                    own.interfaces.append(interface)
                    origins[name] = component
                }
            }
            schema.add(own)
        }
    }

    private func join(
        _ new: Interface, into old: inout Interface, _ name: InterfaceName, _ component: String
    ) throws(ToolingError) {
        func clash(_ what: String) -> ToolingError {
            let first = origins[name].map { "`\($0)`" } ?? "another component"
            return ToolingError(
                .inputInvalid,
                "\(first) and `\(component)` say different things of `\(what)` in `\(name)`; expected one version of it"
            )
        }
        for type in new.types {
            if let known = old.type(named: type.name) {
                if known != type { throw clash(type.name) }
            } else {
                old.types.append(type)
            }
        }
        for function in new.functions {
            if let known = old.function(named: function.fullName) {
                if known != function { throw clash(function.fullName) }
            } else {
                old.functions.append(function)
            }
        }
    }
}
