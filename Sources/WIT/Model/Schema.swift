/// Packages that know each other: every name in them is resolved.
public struct Schema: Hashable, Sendable {
    /// The packages, each after those it uses.
    public private(set) var packages: [Package]
    /// The package the others were needed for; nil if there is none in particular.
    public var main: PackageName?
    /// Where each package, interface and world is.
    private var indices: [PackageName: Int] = [:]
    private var interfaceIndices: [InterfaceName: Int] = [:]
    private var worldIndices: [InterfaceName: Int] = [:]

    /// A schema of `packages`, which name only each other.
    public init(packages: [Package] = [], main: PackageName? = nil) {
        self.packages = []
        self.main = main
        for package in packages { add(package) }
    }

    /// Adds a package, or replaces the one of the same name and version.
    public mutating func add(_ package: Package) {
        if let index = indices[package.name] {
            for old in packages[index].interfaces { interfaceIndices[name(old.name, package)] = nil }
            for old in packages[index].worlds { worldIndices[name(old.name, package)] = nil }
            packages[index] = package
        } else {
            indices[package.name] = packages.count
            packages.append(package)
        }
        for (index, item) in package.interfaces.enumerated() { interfaceIndices[name(item.name, package)] = index }
        for (index, item) in package.worlds.enumerated() { worldIndices[name(item.name, package)] = index }
    }

    /// Adds an interface to a package that is here.
    mutating func append(_ interface: Interface, to package: PackageName) {
        guard let index = indices[package] else { return }
        let name = InterfaceName(package: package, interface: interface.name)
        interfaceIndices[name] = packages[index].interfaces.count
        packages[index].interfaces.append(interface)
    }

    /// Adds a world to a package that is here.
    mutating func append(_ world: World, to package: PackageName) {
        guard let index = indices[package] else { return }
        worldIndices[InterfaceName(package: package, interface: world.name)] = packages[index].worlds.count
        packages[index].worlds.append(world)
    }

    /// The package of this name and version.
    public func package(_ name: PackageName) -> Package? {
        indices[name].map { packages[$0] }
    }

    /// The interface of this name and version.
    public func interface(_ name: InterfaceName) -> Interface? {
        guard let package = indices[name.package], let index = interfaceIndices[name] else { return nil }
        return packages[package].interfaces[index]
    }

    /// The world of this name and version.
    public func world(_ name: InterfaceName) -> World? {
        guard let package = indices[name.package], let index = worldIndices[name] else { return nil }
        return packages[package].worlds[index]
    }

    private func name(_ item: String, _ package: Package) -> InterfaceName {
        InterfaceName(package: package.name, interface: item)
    }

    /// The main package.
    public var mainPackage: Package? { main.flatMap(package) }

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
