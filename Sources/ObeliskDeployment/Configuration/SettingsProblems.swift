/// Collects what is wrong while a configuration is read, and the environment variables that were put to use.
///
/// Used by one reading at a time.
final class SettingsProblems {
    /// The problems, in the order they were found.
    private(set) var found: [DeploymentProblem] = []
    private let environment: [String: String]
    private var variablesUsed: Set<String> = []

    /// What every variable that overrides a setting begins with.
    static let variablePrefix = "OBELISK__"

    /// Where every setting that is asked for is told; nil for a reading that only wants their values.
    let catalog: SettingCatalog?

    /// A collection for one reading under these environment variables.
    init(environment: [String: String], catalog: SettingCatalog? = nil) {
        self.environment = environment
        self.catalog = catalog
    }

    /// Notes a problem.
    func note(_ place: String, _ message: String) {
        found.append(DeploymentProblem(place, message))
    }

    /// The value of a variable that names a setting.
    func variable(_ name: String) -> String? {
        guard let text = environment[name] else { return nil }
        variablesUsed.insert(name)
        return text
    }

    /// Notes every variable that looks like a setting's and was asked for by none.
    func noteUnusedVariables() {
        for name in environment.keys.sorted()
        where name.hasPrefix(Self.variablePrefix) && !variablesUsed.contains(name) {
            let keyPath = name.dropFirst(Self.variablePrefix.count).lowercased().replacing("__", with: ".")
            note(name, "overrides nothing: there is no single setting `\(keyPath)`")
        }
    }
}
