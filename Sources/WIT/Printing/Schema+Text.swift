extension Schema {
    /// The canonical text of one package; nil if the schema does not have it.
    public func text(of name: PackageName) -> String? {
        guard let package = package(name) else { return nil }
        return Printer.print(ModelSyntax(package: package).file())
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
