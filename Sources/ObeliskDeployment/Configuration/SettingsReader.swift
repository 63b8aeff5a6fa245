/// Reads the settings of one table, notes every problem and goes on, and at the end names the keys nobody asked for.
///
/// A single setting outside of arrays is overridden by the environment variable named after its key path.
final class SettingsReader {
    private let path: String
    private let entries: [String: SettingValue]
    private let problems: SettingsProblems
    private let variablePrefix: String?
    private var known: [String] = []

    /// Reads the whole document.
    convenience init(document: [String: SettingValue], problems: SettingsProblems) {
        self.init(path: "", entries: document, problems: problems, variablePrefix: SettingsProblems.variablePrefix)
    }

    private init(
        path: String, entries: [String: SettingValue], problems: SettingsProblems, variablePrefix: String?
    ) {
        self.path = path
        self.entries = entries
        self.problems = problems
        self.variablePrefix = variablePrefix
    }

    /// A setting's value, or its default if it is absent or wrong.
    func value<Value>(_ key: String, _ kind: SettingKind<Value>, default fallback: @autoclosure () -> Value) -> Value {
        problems.catalog?.add(key, in: path, expected: kind.expected, standard: kind.text(fallback()))
        return read(key, kind)?.value ?? fallback()
    }

    /// A limit, or its default if it is absent or wrong; `"unlimited"` is nil.
    func limit<Value>(_ key: String, _ kind: SettingKind<Value>, default fallback: Value?) -> Value? {
        value(key, kind.orUnlimited(), default: fallback)
    }

    /// A setting that must be there; nil, and a problem noted, if it is not.
    func required<Value>(_ key: String, _ kind: SettingKind<Value>) -> Value? {
        problems.catalog?.add(key, in: path, expected: kind.expected, standard: nil)
        if let value = read(key, kind)?.value {
            return value
        }
        if entries[key] == nil {
            problems.note(keyPath(key), "is missing; expected \(kind.expected)")
        }
        return nil
    }

    /// A setting that has no default; nil if it is absent or wrong.
    func optional<Value>(_ key: String, _ kind: SettingKind<Value>) -> Value? {
        problems.catalog?.add(key, in: path, expected: kind.expected, standard: nil)
        return read(key, kind)?.value
    }

    /// A path: relative to the file if the file gives it, to the working directory if the environment does.
    func path(
        _ key: String, paths: PathResolver, directory: String, default fallback: @autoclosure () -> String
    ) -> String {
        problems.catalog?.add(key, in: path, expected: "a path", standard: SettingValue.quoted(fallback()))
        guard let found = read(key, .string) else { return fallback() }
        return paths.resolve(found.value, in: found.isFromEnvironment ? paths.workingDirectory : directory)
    }

    /// A setting's value and whether the environment gave it; nil if it is absent or wrong.
    private func read<Value>(_ key: String, _ kind: SettingKind<Value>) -> (value: Value, isFromEnvironment: Bool)? {
        known.append(key)
        if let name = variablePrefix.map({ $0 + key.uppercased() }), let text = problems.variable(name) {
            if let value = SettingValue.candidates(ofVariable: text).lazy.compactMap(kind.decode).first {
                return (value, true)
            }
            problems.note(name, "expected \(kind.expected), found \"\(text)\"")
            return nil
        }
        guard let found = entries[key] else { return nil }
        if let value = kind.decode(found) {
            return (value, false)
        }
        problems.note(keyPath(key), "expected \(kind.expected), found \(found)")
        return nil
    }

    /// Reads a table of this table; an absent one reads as empty.
    func table<Value>(_ key: String, _ read: (SettingsReader) -> Value) -> Value {
        known.append(key)
        var inner: [String: SettingValue] = [:]
        switch entries[key] {
        case .table(let entries): inner = entries
        case .some(let other): problems.note(keyPath(key), "expected a table, `[\(keyPath(key))]`, found \(other)")
        case nil: break
        }
        let reader = SettingsReader(
            path: keyPath(key), entries: inner, problems: problems,
            variablePrefix: variablePrefix.map { $0 + key.uppercased() + "__" })
        let value = read(reader)
        reader.noteUnknownKeys()
        return value
    }

    /// Reads an array of tables; an absent one reads as empty.
    func tables<Value>(_ key: String, _ read: (SettingsReader) -> Value?) -> [Value] {
        known.append(key)
        guard let found = entries[key] else { return [] }
        guard case .array(let elements) = found else {
            problems.note(keyPath(key), "expected an array of tables, `[[\(keyPath(key))]]`, found \(found)")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            let place = "\(keyPath(key))[\(index)]"
            guard case .table(let entries) = element else {
                problems.note(place, "expected a table, found \(element)")
                return nil
            }
            let reader = SettingsReader(path: place, entries: entries, problems: problems, variablePrefix: nil)
            let value = read(reader)
            reader.noteUnknownKeys()
            return value
        }
    }

    /// Refuses keys that a later version reads.
    func refuse(_ keys: [String], because reason: String) {
        known += keys
        for key in keys where entries[key] != nil {
            problems.note(keyPath(key), reason)
        }
    }

    /// Whether the document gives this key.
    func has(_ key: String) -> Bool { entries[key] != nil }

    /// Notes that neither of two keys is there, unless one is and was wrong.
    func noteMissing(_ key: String, or other: String) {
        guard !has(key), !has(other) else { return }
        problems.note(keyPath(key), "is missing, and so is `\(other)`; expected one of them")
    }

    /// Notes a problem with the value of a key.
    func note(_ key: String, _ message: String) {
        problems.note(keyPath(key), message)
    }

    /// Notes each key that nothing has asked for.
    func noteUnknownKeys() {
        for key in entries.keys.sorted() where !known.contains(key) {
            if let similar = Spelling.nearest(to: key, among: known) {
                problems.note(keyPath(key), "unknown key; did you mean `\(similar)`?")
            } else {
                let names = known.sorted().map { "`\($0)`" }.joined(separator: ", ")
                problems.note(keyPath(key), "unknown key; known here: \(names)")
            }
        }
    }

    private func keyPath(_ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
