/// Packages that know each other: every name in them is resolved.
public struct Schema: Hashable, Sendable {
    /// The packages, each after those it uses.
    public private(set) var packages: [Package]
    /// The package the others were needed for; nil if there is none in particular.
    public var main: PackageName?
    /// Where each package is.
    private var indices: [PackageName: Int]

    /// A schema of `packages`, which name only each other.
    public init(packages: [Package] = [], main: PackageName? = nil) {
        self.packages = []
        self.main = main
        indices = [:]
        for package in packages { add(package) }
    }

    /// Adds a package, or replaces the one of the same name and version.
    public mutating func add(_ package: Package) {
        if let index = indices[package.name] {
            packages[index] = package
        } else {
            indices[package.name] = packages.count
            packages.append(package)
        }
    }

    /// The package of this name and version.
    public func package(_ name: PackageName) -> Package? {
        indices[name].map { packages[$0] }
    }

    /// The main package.
    public var mainPackage: Package? { main.flatMap(package) }

    /// The interface of this name and version.
    public func interface(_ name: InterfaceName) -> Interface? {
        package(name.package)?.interface(named: name.interface)
    }

    /// The world of this name and version.
    public func world(_ name: InterfaceName) -> World? {
        package(name.package)?.world(named: name.interface)
    }

    /// The types that `owner` declares.
    func types(of owner: TypeOwner) -> [TypeDefinition] {
        switch owner {
        case .interface(let name): return interface(name)?.types ?? []
        case .world(let name):
            return (world(name)?.imports ?? []).compactMap { if case .type(let type) = $0 { type } else { nil } }
        case .inline(let worldName, let name, let isExport):
            guard let world = world(worldName) else { return [] }
            for case .inline(let interface) in isExport ? world.exports : world.imports where interface.name == name {
                return interface.types
            }
            return []
        }
    }

    /// The definition behind a reference, as it stands: it may be an alias.
    public func definition(of reference: TypeReference) -> TypeDefinition? {
        types(of: reference.owner).first { $0.name == reference.name }
    }

    /// The reference after every alias that leads from `reference` to another declared type.
    public func origin(of reference: TypeReference) -> TypeReference {
        var current = reference
        while case .alias(.named(let next)) = definition(of: current)?.kind { current = next }
        return current
    }
}
