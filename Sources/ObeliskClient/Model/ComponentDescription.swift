package import ObeliskAPI

/// One component of the server.
package struct ComponentDescription: Sendable, Hashable {
    /// Unique among all components.
    package let name: String
    /// The kind's one word.
    package let kind: String
    /// `sha256:` and 64 hexadecimal digits.
    package let digest: String
    /// Where it was read from.
    package let location: String
    /// What it offers.
    package let exports: [FunctionDescription]
    /// What it asks for.
    package let imports: [FunctionDescription]

    /// Reads the protocol's form.
    package init(_ component: Obelisk_V1_Component) {
        name = component.name
        kind = component.kind.name
        digest = component.digest
        location = component.location
        exports = component.exports.map(FunctionDescription.init)
        imports = component.imports.map(FunctionDescription.init)
    }
}

/// One function with its types as WIT writes them.
package struct FunctionDescription: Sendable, Hashable {
    /// The function with its interface.
    package let name: String
    /// Name and type of each parameter.
    package let parameters: [Parameter]
    /// The type of the result, if there is one.
    package let result: String?

    /// One parameter of a function.
    package struct Parameter: Sendable, Hashable {
        package let name: String
        package let type: String

        /// A parameter of this name and type.
        package init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }

    /// A function of these parts.
    package init(name: String, parameters: [Parameter], result: String?) {
        self.name = name
        self.parameters = parameters
        self.result = result
    }

    /// Reads the protocol's form.
    package init(_ function: Obelisk_V1_Function) {
        name = function.name
        parameters = function.parameters.map { Parameter(name: $0.name, type: $0.type) }
        result = function.result.isEmpty ? nil : function.result
    }
}
