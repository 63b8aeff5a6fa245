/// A semantic version (semver.org 2.0.0), as it follows `@` in the name of a package.
public struct Version: Hashable, Sendable, CustomStringConvertible {
    /// Raised by changes that break users.
    public var major: UInt64
    /// Raised by additions.
    public var minor: UInt64
    /// Raised by corrections.
    public var patch: UInt64
    /// What follows `-`, without it: `rc.1`; empty for a release.
    public var prerelease: String
    /// What follows `+`, without it; never looked at when versions are ordered.
    public var build: String

    /// The version of these parts, which must be valid where they are text.
    public init(_ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: String = "", build: String = "") {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
        self.build = build
    }

    /// The version written as `text`; nil if that is none.
    public init?(_ text: String) {
        var core = text[...]
        var build: Substring?
        var prerelease: Substring?
        if let plus = core.firstIndex(of: "+") {
            build = core[core.index(after: plus)...]
            core = core[..<plus]
        }
        if let dash = core.firstIndex(of: "-") {
            prerelease = core[core.index(after: dash)...]
            core = core[..<dash]
        }
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
        guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else {
            return nil
        }
        if let prerelease {
            let parts = prerelease.split(separator: ".", omittingEmptySubsequences: false)
            let areValid = parts.allSatisfy { part in
                Self.isPart(part) && (!part.utf8.allSatisfy(Self.isDigit) || part == "0" || !part.hasPrefix("0"))
            }
            guard areValid else { return nil }
        }
        if let build {
            let parts = build.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.allSatisfy(Self.isPart) else { return nil }
        }
        self.init(major, minor, patch, prerelease: String(prerelease ?? ""), build: String(build ?? ""))
    }

    /// `1.2.3-rc.1+build`
    public var description: String {
        "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-\(prerelease)") + (build.isEmpty ? "" : "+\(build)")
    }

    /// Whether a component that asks for one of both can be given the other: equal up to the first number that is
    /// not zero, and no prerelease; otherwise only the same version fits.
    public func isCompatible(with other: Version) -> Bool {
        guard prerelease.isEmpty, other.prerelease.isEmpty else { return self == other }
        if major != other.major { return false }
        if major > 0 { return true }
        if minor != other.minor { return false }
        return minor > 0 || patch == other.patch
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy(isDigit), text == "0" || !text.hasPrefix("0") else { return nil }
        return UInt64(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isPart(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                isDigit(byte) || byte == UInt8(ascii: "-")
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
    }
}
