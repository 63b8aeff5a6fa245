package import ObeliskCore
package import WIT

extension ComponentSource {
    /// A component that has only types, from a WIT folder, a `.wit` file, an encoded WIT package or a component.
    ///
    /// - Throws: `TypesFileError` that names the file.
    package init(
        _ component: DeployedComponent, declaredAt path: String, world: String? = nil
    ) throws(TypesFileError) {
        var file = try TypesFile(at: path)
        try file.choose(world: world, forComponent: component.name, at: path)
        var component = component
        component.digest = "sha256:" + file.contentDigest
        var exports: [ComponentDescription.Interface] = []
        do throws(SchemaError) {
            for name in file.schema.offeredInterfaces {
                let type = try file.schema.interfaceType(name)
                exports.append(
                    ComponentDescription.Interface(
                        name: name.description,
                        functions: type.functions.map { ComponentDescription.Function(name: $0.name, type: $0.type) }))
            }
        } catch {
            throw TypesFileError(message: "\(path): \(error.message)")
        }
        self.init(
            component: component, path: path, description: ComponentDescription(imports: [], exports: exports),
            wit: file.schema.text())
    }
}

extension Schema {
    /// The interfaces that others may import from what is described here: those its worlds export, or, of a package
    /// whose worlds export none, all of its own.
    package var offeredInterfaces: [InterfaceName] {
        guard let package = mainPackage else { return [] }
        var names: [InterfaceName] = []
        for case .interface(let item) in package.worlds.flatMap(\.exports) where item.name == nil {
            if !names.contains(item.interface) { names.append(item.interface) }
        }
        guard names.isEmpty, package.name != Schema.componentPackage else { return names }
        return package.interfaces.map { InterfaceName(package: package.name, interface: $0.name) }
    }
}
