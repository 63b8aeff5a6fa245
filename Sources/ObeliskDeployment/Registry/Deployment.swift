/// A configuration's components, checked: what is to be loaded and run.
package struct Deployment: Sendable {
    /// The components and their functions.
    package let registry: ComponentRegistry
    /// What is odd, but does not hinder.
    package let warnings: [DeploymentProblem]
    /// The components' bytes, by name.
    package let contents: [String: [UInt8]]

    /// Checks that components fit the engine and each other.
    ///
    /// - Parameters:
    ///   - file: the configuration's file, named in errors.
    ///   - problems: what was found before; more is added to it.
    /// - Throws: `DeploymentError` that lists every problem.
    package init(
        checking sources: [ComponentSource], contents: [String: [UInt8]], file: String,
        problems: [DeploymentProblem] = []
    ) throws(DeploymentError) {
        let check = DeploymentCheck(sources)
        let problems = problems + check.problems
        guard problems.isEmpty else {
            throw DeploymentError(code: .componentInvalid, file: file, problems: problems)
        }
        registry = ComponentRegistry(entries: check.entries)
        warnings = sources.isEmpty ? [DeploymentProblem(file, "names no component")] : check.warnings
        self.contents = contents
    }
}
