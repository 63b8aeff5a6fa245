import Foundation

/// Reads `obelisk.toml`, under environment variables and a working directory that are handed in.
package struct ConfigurationLoader: Sendable {
    private let environment: [String: String]
    private let workingDirectory: String

    /// What is read when no file is named.
    package static let defaultFile = "obelisk.toml"

    /// A loader for one process.
    package init(environment: [String: String], workingDirectory: String) {
        self.environment = environment
        self.workingDirectory = workingDirectory
    }

    /// Reads a file, relative to the working directory.
    ///
    /// - Throws: `DeploymentError` that lists everything wrong with the file.
    package func load(file: String) throws(DeploymentError) -> ServerConfiguration {
        let paths = PathResolver(environment: environment, workingDirectory: workingDirectory)
        let path = paths.resolve(file, in: workingDirectory)
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            let reason = FileManager.default.fileExists(atPath: path) ? "cannot be read" : "there is no such file"
            throw unreadable(file, DeploymentProblem("configuration", reason))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw unreadable(file, DeploymentProblem("configuration", "is not UTF-8 text"))
        }
        return try load(text: text, file: file, directory: (path as NSString).deletingLastPathComponent)
    }

    /// Reads a document as if it stood in a file of this name in this directory.
    ///
    /// - Throws: `DeploymentError` that lists everything wrong with the document.
    package func load(
        text: String, file: String, directory: String
    ) throws(DeploymentError) -> ServerConfiguration {
        let document: [String: SettingValue]
        do throws(TOMLSyntaxError) {
            document = try SettingValue.table(parsing: text)
        } catch {
            throw unreadable(file, DeploymentProblem("line \(error.line), column \(error.column)", error.reason))
        }
        let problems = SettingsProblems(environment: environment)
        let reader = SettingsReader(document: document, problems: problems)
        let paths = PathResolver(environment: environment, workingDirectory: workingDirectory)
        let configuration = ServerConfiguration(reading: reader, paths: paths, directory: directory)
        reader.noteUnknownKeys()
        problems.noteUnusedVariables()
        guard problems.found.isEmpty else {
            throw DeploymentError(code: .configurationInvalid, file: file, problems: problems.found)
        }
        return configuration
    }

    private func unreadable(_ file: String, _ problem: DeploymentProblem) -> DeploymentError {
        DeploymentError(code: .configurationUnreadable, file: file, problems: [problem])
    }
}
