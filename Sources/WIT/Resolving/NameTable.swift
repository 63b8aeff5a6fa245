/// The names of one interface, or of the imports or exports of one world: no two may differ only in case, and a
/// method must not be mistaken for another function or type. Follows «strongly-unique» of the component model.
struct NameTable {
    private var taken: [String: [String]] = [:]

    /// Adds the full name of a type or function; nil, or the name it is in conflict with.
    mutating func insert(_ fullName: String) -> String? {
        var label = fullName[...]
        while label.hasPrefix("["), let end = label.firstIndex(of: "]") { label = label[label.index(after: end)...] }
        let isConstructor = fullName.hasPrefix("[constructor]")
        var key = label.lowercased()
        let parts = key.split(separator: ".")
        if parts.count == 2, parts[0] == parts[1] { key = String(parts[0]) }
        let others = taken[key] ?? []
        taken[key, default: []].append(fullName)
        return others.first { other in
            if other == fullName { return true }
            if isConstructor != other.hasPrefix("[constructor]") { return false }
            return !Self.arePair(fullName, other)
        }
    }

    /// Whether these are the getter and the setter of one value.
    private static func arePair(_ left: String, _ right: String) -> Bool {
        left.contains("[get]") && left.replacing("[get]", with: "[set]") == right
            || left.contains("[set]") && left.replacing("[set]", with: "[get]") == right
    }
}
