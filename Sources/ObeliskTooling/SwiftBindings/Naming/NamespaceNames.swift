import WIT

/// Chooses the names of the enums that stand for a world's interfaces.
///
/// An interface has its own name, unless another has it too, or it would hide a type; then the name of its package
/// comes before it, and if need be that of the namespace. Extension packages have a suffix instead.
enum NamespaceNames {
    /// A name for each place, in their order.
    static func names(for owners: [TypeOwner], taken: Set<String>) -> [String] {
        var scope = taken
        var names: [String?] = owners.map { if case .world = $0 { "World" } else { nil } }
        for level in 0..<3 {
            let open = owners.indices.filter { names[$0] == nil }
            let candidates = open.map { (index: $0, name: candidate(owners[$0], level: level)) }
            let counts = Dictionary(grouping: candidates, by: \.name).mapValues(\.count)
            for (index, name) in candidates where counts[name] == 1 && !scope.contains(name) {
                names[index] = name
            }
            scope.formUnion(names.compactMap { $0 })
        }
        var rest = NameScope(taken: scope)
        return zip(owners, names).map { owner, name in name ?? rest.claim(candidate(owner, level: 2)) }
    }

    private static func candidate(_ owner: TypeOwner, level: Int) -> String {
        switch owner {
        case .inline(let world, let name, let isExport):
            let suffix = level == 0 ? "" : isExport ? "Export" : "Import"
            return (level == 2 ? SwiftName.type(world.interface) : "") + SwiftName.type(name) + suffix
        case .world(let name): return SwiftName.type(name.interface)
        case .interface(let name):
            let (package, suffix) = extensionParts(name.package.name)
            let parts = [level == 2 ? name.namespace : nil, level >= 1 ? package : nil, name.interface, suffix]
            return parts.compactMap { $0 }.map(SwiftName.type).joined()
        }
    }

    /// The package that an extension package extends, and what its interfaces are marked with.
    private static func extensionParts(_ package: String) -> (package: String, suffix: String?) {
        for suffix in ["ext", "schedule", "stub"] where package.hasSuffix("-obelisk-\(suffix)") {
            return (String(package.dropLast("-obelisk-\(suffix)".count)), suffix)
        }
        return (package, nil)
    }
}
