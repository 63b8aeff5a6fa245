import Foundation

/// Looks for programs as a shell does, and in the places where ours keeps its own.
struct ToolSearch {
    private let isProgram: (String) -> Bool
    private let folders: [String]
    private let programFolder: String

    /// A search for a process.
    ///
    /// - Parameters:
    ///   - environment: its variables, `PATH` among them.
    ///   - program: the file it runs.
    init(
        environment: [String: String], program: String,
        isProgram: @escaping (String) -> Bool = { FileManager.default.isExecutableFile(atPath: $0) }
    ) {
        self.isProgram = isProgram
        folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        programFolder = (program as NSString).deletingLastPathComponent
    }

    /// A program in one of the folders that `PATH` lists.
    func inPath(_ name: String) -> String? {
        folders.map { "\($0)/\(name)" }.first(where: isProgram)
    }

    /// A program beside ours, in `PATH`, or among what a checkout of Obelisk fetched that ours was built in.
    func besideOrInPath(_ name: String) -> String? {
        let beside = "\(programFolder)/\(name)"
        if isProgram(beside) { return beside }
        if let found = inPath(name) { return found }
        var folder = programFolder
        while folder.count > 1 {
            folder = (folder as NSString).deletingLastPathComponent
            let fetched = "\(folder == "/" ? "" : folder)/.deps/bin/\(name)"
            if isProgram(fetched) { return fetched }
        }
        return nil
    }
}
