package import WIT

/// The packages that the author of one component may import, as files for its folder of dependencies.
package struct AuthorPackages: Sendable {
    /// The files; paths are relative to that folder.
    package private(set) var files: [SourceFile]
    /// What was left out, and why.
    package private(set) var notes: [String] = []

    /// Gathers the support packages, what other components export, and the extensions of that.
    ///
    /// - Parameters:
    ///   - exporters: the other components.
    ///   - own: the packages that the author writes; they are not written again.
    /// - Throws: `ToolingError` if components say different things of one type.
    package init(
        for kind: AuthorKind, exporters: [Exporter], own: Set<PackageName> = []
    ) throws(ToolingError) {
        files = SupportPackages.files.filter { file in
            kind.supportPackages.contains { file.path.hasPrefix("obelisk-\($0)/") }
        }
        guard kind.callsOthers else { return }
        let support = try SupportPackages.schema()
        var pool = InterfacePool(support)
        var roots: [(name: InterfaceName, isStub: Bool)] = []
        for exporter in exporters {
            let schema: Schema
            let interfaces: [InterfaceName]
            do throws(SchemaError) { (schema, interfaces) = try exporter.callable() } catch {
                throw ToolingError(.inputInvalid, "component `\(exporter.name)`: \(error.message)")
            }
            try pool.add(schema, of: exporter.name)
            for name in interfaces where !roots.contains(where: { $0.name == name }) {
                roots.append((name, exporter.isStub))
            }
        }
        do throws(SchemaError) {
            try write(pool.schema, roots: roots, kind: kind, apartFrom: support, own: own)
        } catch {
            throw ToolingError(.inputInvalid, error.message)
        }
    }

    private mutating func write(
        _ pool: Schema, roots: [(name: InterfaceName, isStub: Bool)], kind: AuthorKind, apartFrom support: Schema,
        own: Set<PackageName>
    ) throws(SchemaError) {
        var schema = try pool.restricted(to: Set(roots.map(\.name)))
        var extended: [PackageName: Set<String>] = [:]
        var stubs: Set<PackageName> = []
        for root in roots {
            extended[root.name.package, default: []].insert(root.name.interface)
            if root.isStub { stubs.insert(root.name.package) }
        }
        try schema.merge(support)
        for package in schema.packages.map(\.name) {
            guard let interfaces = extended[package] else { continue }
            for extensionKind in kind.extensions(isStub: stubs.contains(package)) {
                guard let made = try schema.extensionPackage(extensionKind, of: package, interfaces: interfaces)
                else { continue }
                schema.add(made)
            }
        }
        for package in schema.packages where support.package(package.name) == nil {
            try write(package, of: schema, own: own)
        }
    }

    private mutating func write(_ package: Package, of schema: Schema, own: Set<PackageName>) throws(SchemaError) {
        if own.contains(package.name) {
            notes.append("`\(package.name)` is a package of the author's own and is not written")
            return
        }
        let all = Set(package.interfaces.map { InterfaceName(package: package.name, interface: $0.name) })
        let needed = try schema.restricted(to: all).packages.map(\.name)
        if let base = needed.first(where: own.contains) {
            notes.append(
                "`\(package.name)` is not written: it uses types of `\(base)`, which is a package of the author's own, "
                    + "and packages cannot use each other; keep those interfaces in a package of their own")
            return
        }
        guard let text = schema.text(of: package.name) else { return }
        let name = package.name
        let folder = "\(name.namespace)_\(name.name)" + (name.version.map { "@\($0)" } ?? "")
        files.append(
            SourceFile(path: "\(folder)/\(folder).wit", text: "// Written by `obelisk generate wit`.\n\n" + text))
    }
}
