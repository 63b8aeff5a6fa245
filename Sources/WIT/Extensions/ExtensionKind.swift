/// The packages that Obelisk derives from an exported interface, so that its functions can be called in other ways.
public enum ExtensionKind: String, Hashable, Sendable, CaseIterable {
    /// `f-submit`, `f-await-next` and `f-get`: run in a join set.
    case ext
    /// `f-schedule`: run later, on its own.
    case schedule
    /// `f-stub`: supply the result of a function nobody implements.
    case stub

    /// What follows the name of the package: `-obelisk-ext`.
    public var packageSuffix: String { "-obelisk-\(rawValue)" }

    /// What follows the names of functions.
    public var functionSuffixes: [String] {
        switch self {
        case .ext: ["-submit", "-await-next", "-get"]
        case .schedule: ["-schedule"]
        case .stub: ["-stub"]
        }
    }

    /// The name of the package derived from `package`.
    public func packageName(for package: PackageName) -> PackageName {
        PackageName(namespace: package.namespace, name: package.name + packageSuffix, version: package.version)
    }

    /// The kind of extension that `package` is, and the package it is derived from; nil if it is an ordinary one.
    public static func split(_ package: PackageName) -> (kind: ExtensionKind, base: PackageName)? {
        for kind in allCases where package.name.hasSuffix(kind.packageSuffix) {
            var base = package
            base.name.removeLast(kind.packageSuffix.count)
            return base.name.isEmpty ? nil : (kind, base)
        }
        return nil
    }
}
