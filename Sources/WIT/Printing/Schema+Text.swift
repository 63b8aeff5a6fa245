extension Schema {
    /// The canonical text of one package; nil if the schema does not have it.
    public func text(of name: PackageName) -> String? {
        guard let package = package(name) else { return nil }
        return Printer.print(ModelSyntax(package: package).file())
    }

    /// The text of a whole schema as one file: the main package, then each of the others in braces.
    public func text() -> String {
        var files = packages.filter { $0.name == main }.map { ModelSyntax(package: $0).file() }
        var file = files.popLast() ?? FileSyntax(file: SourceFile(path: "", bytes: []))
        for package in packages where package.name != main {
            let nested = ModelSyntax(package: package).file()
            guard let header = nested.package else { continue }
            file.items.append(.package(NestedPackageSyntax(header: header, items: nested.items, closing: [])))
        }
        return Printer.print(file)
    }

    /// The text of a whole schema as a folder: `NAME.wit` for the main package, `deps/NAMESPACE-NAME@VERSION.wit`
    /// for each of the others.
    public func files() -> [SourceFile] {
        packages.map { package in
            let name = "\(package.name.namespace)-\(package.name.name)" + (package.name.version.map { "@\($0)" } ?? "")
            let path = package.name == main ? "\(package.name.name).wit" : "deps/\(name).wit"
            return SourceFile(path: path, text: Printer.print(ModelSyntax(package: package).file()))
        }
    }
}
