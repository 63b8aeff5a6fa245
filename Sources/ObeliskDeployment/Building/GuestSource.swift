/// Where a component is written, for one that `obelisk build` makes from source.
package struct GuestSource: Sendable, Hashable {
    /// The folder of `obelisk.toml`, absolute: what the other paths are relative to.
    package var project: String
    /// `source`: the folder of its code.
    package var code: String
    /// `wit`: the folder of its WIT.
    package var wit: String
    /// `world`: the world it implements; nil is the one named as the component, or the only one there is.
    package var world: String?

    /// A source of these parts; paths are relative to the project unless they are absolute.
    package init(project: String, code: String, wit: String = "wit", world: String? = nil) {
        self.project = project
        self.code = Self.tidied(code)
        self.wit = Self.tidied(wit)
        self.world = world
    }

    /// The folder, relative to the project, where `obelisk build` keeps what it needs again.
    package static let workFolder = ".obelisk/build"

    /// The file, relative to the project, that the component of this name is built to.
    package static func output(of component: String) -> String {
        "build/\(component).wasm"
    }

    /// A path of the project, absolute.
    package func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(project)/\(path)"
    }

    private static func tidied(_ path: String) -> String {
        var path = path[...]
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        return String(path)
    }
}
