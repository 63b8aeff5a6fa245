/// Names that are taken in one place. WIT names have no `_`, so a suffix of it gives a name nothing else has.
struct NameScope {
    private var taken: Set<String>

    /// A place in which these names are taken.
    init(taken: Set<String> = []) { self.taken = taken }

    /// Takes a name, or the first free one of `name_2`, `name_3`, …
    mutating func claim(_ name: String) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name)_\(number)"
            number += 1
        }
        return candidate
    }
}
