import WIT

/// Which world of a project's WIT a component implements.
enum WorldChoice {
    /// The world that was named, else the one named as the component, else the only one there is.
    ///
    /// - Throws: `ToolingError` that lists the worlds there are.
    static func world(
        of schema: Schema, for component: String, named name: String?
    ) throws(ToolingError) -> InterfaceName {
        let main = schema.mainPackage
        let worlds = (main?.worlds ?? []).compactMap { world in
            main.map { InterfaceName(package: $0.name, interface: world.name) }
        }
        let there =
            worlds.isEmpty ? "there is none" : "there are " + worlds.map { "`\($0.interface)`" }.joined(separator: ", ")
        if let name {
            if let found = worlds.first(where: { $0.interface == name || $0.description == name }) { return found }
            throw ToolingError(.inputInvalid, "the WIT has no world `\(name)`, which `world` names; \(there)")
        }
        // Names in WIT have no `_`, which is common in names of components.
        let expected = component.replacing("_", with: "-")
        if let found = worlds.first(where: { $0.interface == expected }) { return found }
        if worlds.count == 1 { return worlds[0] }
        throw ToolingError(
            .inputInvalid, "the WIT has no world `\(expected)`; \(there): name the right one with `world = \"…\"`")
    }
}
