import ObeliskAPI
import ObeliskCore
import ObeliskDeployment
import WIT

extension Obelisk_V1_Component {
    /// A deployed component as clients see it.
    init(_ entry: ComponentRegistry.Entry) {
        self.init()
        name = entry.component.name
        kind = Obelisk_V1_ComponentKind(name: entry.component.kind.rawValue) ?? .unspecified
        digest = entry.component.digest
        location = entry.path
        exports = entry.exports.map(Obelisk_V1_Function.init)
        imports = entry.imports.map(Obelisk_V1_Function.init)
    }
}

extension Obelisk_V1_Function {
    /// A function with its types as WIT writes them.
    init(_ function: DeployedFunction) {
        self.init()
        name = function.name.text
        parameters = function.type.parameters.map { parameter in
            var message = Obelisk_V1_Parameter()
            message.name = parameter.name
            message.type = parameter.type.description
            return message
        }
        result = function.type.result?.description ?? ""
    }
}
