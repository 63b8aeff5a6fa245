extension PackageResolver {
    /// What the attributes of an item mean.
    struct Attributes {
        var stability = Stability.unknown
        var externalID: String?
    }

    /// The meaning of an item's attributes; versions must be released ones of this package.
    func attributes(of head: ItemHead, part: Int) throws(SourceError) -> Attributes {
        var result = Attributes()
        var deprecated: Version?
        for attribute in head.attributes {
            switch attribute.kind {
            case .since(let version, let range):
                try check(version, at: range, part: part)
                result.stability = .stable(since: version, deprecated: nil)
            case .unstable(let feature): result.stability = .unstable(feature: feature, deprecated: nil)
            case .deprecated(let version): deprecated = version
            case .externalID(let id): result.externalID = id
            }
        }
        switch result.stability {
        case .unknown: break
        case .stable(let since, _): result.stability = .stable(since: since, deprecated: deprecated)
        case .unstable(let feature, _): result.stability = .unstable(feature: feature, deprecated: deprecated)
        }
        return result
    }

    private func check(_ version: Version, at range: Range<Int>, part: Int) throws(SourceError) {
        let file = source.parts[part].file
        guard let current = source.name.version else {
            throw file.error("`@since` needs a package with a version, but this is `\(source.name)`", at: range)
        }
        if version > current {
            throw file.error("version \(version) comes after \(current), the version of this package", at: range)
        }
    }
}
