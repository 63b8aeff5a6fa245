import ObeliskTooling

extension CommandFailure {
    /// The exit code that goes with an error of a tool: what the author wrote is input, the rest is not.
    init(_ error: ToolingError) {
        self.init(error.code == .inputInvalid ? .usage : .failed, error.message, code: error.code.rawValue)
    }
}

extension Console {
    /// A path as seen from the working directory.
    func resolve(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)"
    }
}
