extension Schema {
    /// Resolves a package and the packages it depends on.
    ///
    /// - Parameters:
    ///   - files: The files of the package itself.
    ///   - dependencies: For each package it may use, that package's files.
    ///   - known: Packages that are resolved already.
    ///   - features: The unstable items to keep.
    /// - Throws: The first error, with its place.
    public init(
        files: [SourceFile], dependencies: [[SourceFile]] = [], known: Schema = Schema(), features: Features = .none
    ) throws(SourceError) {
        var sources = try PackageSource.collect(files)
        let main = sources.first?.name
        for dependency in dependencies { sources += try PackageSource.collect(dependency) }
        var resolver = Resolver(schema: known, features: features)
        try resolver.resolve(sources)
        self = resolver.schema
        self.main = main
    }

    /// Resolves a folder as wasm-tools lays it out: `*.wit` is the package itself; each `deps/NAME.wit` and each
    /// `deps/NAME/*.wit` is a package it may use. Paths are relative to the folder; other files are ignored.
    public init(
        folder files: [SourceFile], known: Schema = Schema(), features: Features = .none
    ) throws(SourceError) {
        var main: [SourceFile] = []
        var dependencies: [String: [SourceFile]] = [:]
        for file in files where file.path.hasSuffix(".wit") {
            let parts = file.path.split(separator: "/")
            switch parts.count {
            case 1: main.append(file)
            case 2 where parts[0] == "deps", 3 where parts[0] == "deps":
                dependencies[String(parts[1]), default: []].append(file)
            default: break
            }
        }
        let groups = dependencies.sorted { $0.key < $1.key }.map(\.value)
        try self.init(files: main, dependencies: groups, known: known, features: features)
    }

    /// Resolves a single file, which may hold nested packages.
    public init(file: SourceFile, known: Schema = Schema(), features: Features = .none) throws(SourceError) {
        try self.init(files: [file], known: known, features: features)
    }
}
