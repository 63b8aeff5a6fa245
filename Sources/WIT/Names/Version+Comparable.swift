extension Version: Comparable {
    /// The precedence of semver.org §11; versions that differ only in `build` are ordered by its text.
    public static func < (left: Version, right: Version) -> Bool {
        let (a, b) = ((left.major, left.minor, left.patch), (right.major, right.minor, right.patch))
        if a != b { return a < b }
        if left.prerelease != right.prerelease {
            if left.prerelease.isEmpty || right.prerelease.isEmpty { return right.prerelease.isEmpty }
            return precedes(left.prerelease.split(separator: "."), right.prerelease.split(separator: "."))
        }
        return left.build < right.build
    }

    private static func precedes(_ left: [Substring], _ right: [Substring]) -> Bool {
        for (a, b) in zip(left, right) where a != b {
            switch (UInt64(a), UInt64(b)) {
            case (let a?, let b?): return a < b
            case (.some, nil): return true
            case (nil, .some): return false
            case (nil, nil): return a < b
            }
        }
        return left.count < right.count
    }
}
