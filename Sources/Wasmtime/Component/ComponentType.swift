/// What a component imports and exports, read from its compiled form.
package struct ComponentType: Sendable, Hashable {
    /// The imports in order.
    package let imports: [NamedItem]
    /// The exports in order.
    package let exports: [NamedItem]

    package init(imports: [NamedItem], exports: [NamedItem]) {
        self.imports = imports
        self.exports = exports
    }

    /// Every exported function, at the root or in an instance.
    package var exportedFunctions: [ComponentFunctionName: ComponentFunctionType] {
        var functions: [ComponentFunctionName: ComponentFunctionType] = [:]
        for item in exports {
            switch item.item {
            case .function(let type): functions[ComponentFunctionName(instance: nil, function: item.name)] = type
            case .instance(let members):
                for member in members {
                    guard case .function(let type) = member.item else { continue }
                    functions[ComponentFunctionName(instance: item.name, function: member.name)] = type
                }
            default: continue
            }
        }
        return functions
    }
}

/// A name and what it stands for.
package struct NamedItem: Sendable, Hashable {
    /// The name, such as `demo:fibo/fibo@1.0.0` for an instance or `fibo` for a function.
    package let name: String
    /// What it stands for.
    package let item: Item

    package init(name: String, item: Item) {
        self.name = name
        self.item = item
    }

    /// The things a component imports or exports.
    package enum Item: Sendable, Hashable {
        /// An instance of an interface, with its members in order.
        case instance([NamedItem])
        case function(ComponentFunctionType)
        /// A resource type, by its identity within this component.
        case resource(ResourceIdentity)
        /// A named type of an interface.
        case type(ComponentValueType)
        /// A component, a core module or a core function: nothing the host can supply or call.
        case unsupported(String)
    }
}

/// Names a resource type within one `ComponentType`: equal identities are the same resource.
package struct ResourceIdentity: Sendable, Hashable {
    /// The place among the resources of the component, in order of first appearance.
    package let index: Int

    package init(index: Int) { self.index = index }
}

/// The parameters and the result of a function.
package struct ComponentFunctionType: Sendable, Hashable {
    /// The parameters in order.
    package let parameters: [NamedType]
    /// The result, if there is one.
    package let result: ComponentValueType?
    /// Whether WIT declares it `async`.
    package let isAsync: Bool

    package init(parameters: [NamedType], result: ComponentValueType?, isAsync: Bool = false) {
        self.parameters = parameters
        self.result = result
        self.isAsync = isAsync
    }
}

/// A name with a type: a parameter or a field.
package struct NamedType: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The type.
    package let type: ComponentValueType

    package init(name: String, type: ComponentValueType) {
        self.name = name
        self.type = type
    }
}

/// A case of a variant.
package struct CaseType: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The payload, if the case has one.
    package let payload: ComponentValueType?

    package init(name: String, payload: ComponentValueType?) {
        self.name = name
        self.payload = payload
    }
}

/// The type of a value, written out to its leaves: names of types are not part of it.
package indirect enum ComponentValueType: Sendable, Hashable {
    case bool, s8, s16, s32, s64, u8, u16, u32, u64, float32, float64, char, string
    case list(ComponentValueType)
    case record([NamedType])
    case tuple([ComponentValueType])
    case variant([CaseType])
    case enumeration([String])
    case option(ComponentValueType)
    case result(ok: ComponentValueType?, error: ComponentValueType?)
    case flags([String])
    case map(key: ComponentValueType, value: ComponentValueType)
    case own(ResourceIdentity)
    case borrow(ResourceIdentity)
    case future(ComponentValueType?)
    case stream(ComponentValueType?)
    case errorContext
    /// A kind newer than this target knows, by the library's number.
    case unknown(UInt8)
}
