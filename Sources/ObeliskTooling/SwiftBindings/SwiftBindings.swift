package import WIT

/// The Swift source through which a guest of a world, compiled in Embedded Swift, imports and exports.
///
/// It is one file that a guest's own files and the SDK in `Guests/ObeliskGuest` make a module with. The same world
/// gives the same bytes.
package struct SwiftBindings: Sendable {
    /// The world they are for.
    package let world: InterfaceName
    /// The file's text.
    package let text: String

    /// The bindings for a world.
    ///
    /// - Throws: `ToolingError` that lists everything in the world that a Swift guest cannot have, with its place.
    package init(_ world: InterfaceName, of schema: Schema) throws(ToolingError) {
        self.world = world
        var printer = BindingsPrinter(try GuestWorld(world, of: schema))
        text = printer.print()
    }

    /// The bindings for a world of the schema's main package.
    ///
    /// - Parameter name: Its name in the package, or with `namespace:package/` before it; nil for the only one.
    /// - Throws: As above; and if there is no such world, with the names of those there are.
    package init(worldNamed name: String?, of schema: Schema) throws(ToolingError) {
        if let name, name.contains(":"), let full = try? InterfaceName(name) {
            try self.init(full, of: schema)
            return
        }
        guard let package = schema.mainPackage else {
            throw ToolingError(.inputInvalid, "there is no package to take a world from")
        }
        let names = package.worlds.map(\.name)
        guard let chosen = name ?? (names.count == 1 ? names[0] : nil), names.contains(chosen) else {
            let said = name.map { "no world `\($0)`" } ?? "no single world, so that one must be named"
            let list = names.map { "`\($0)`" }.joined(separator: ", ")
            throw ToolingError(
                .inputInvalid, "package `\(package.name)` has \(said); it has \(names.isEmpty ? "none" : list)")
        }
        try self.init(InterfaceName(package: package.name, interface: chosen), of: schema)
    }
}
