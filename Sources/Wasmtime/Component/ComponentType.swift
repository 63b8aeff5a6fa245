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
    package var exportedFunctions: [FunctionName: FunctionType] {
        var functions: [FunctionName: FunctionType] = [:]
        for item in exports {
            switch item.item {
            case .function(let type): functions[FunctionName(instance: nil, function: item.name)] = type
            case .instance(let members):
                for member in members {
                    guard case .function(let type) = member.item else { continue }
                    functions[FunctionName(instance: item.name, function: member.name)] = type
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
        case function(FunctionType)
        /// A resource type, by its identity within this component.
        case resource(ResourceIdentity)
        /// A named type of an interface.
        case type(ValueType)
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
package struct FunctionType: Sendable, Hashable {
    /// The parameters in order.
    package let parameters: [NamedType]
    /// The result, if there is one.
    package let result: ValueType?
    /// Whether WIT declares it `async`.
    package let isAsync: Bool

    package init(parameters: [NamedType], result: ValueType?, isAsync: Bool = false) {
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
    package let type: ValueType

    package init(name: String, type: ValueType) {
        self.name = name
        self.type = type
    }
}

/// A case of a variant.
package struct CaseType: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The payload, if the case has one.
    package let payload: ValueType?

    package init(name: String, payload: ValueType?) {
        self.name = name
        self.payload = payload
    }
}

/// The type of a value, written out to its leaves: names of types are not part of it.
package indirect enum ValueType: Sendable, Hashable {
    case bool, s8, s16, s32, s64, u8, u16, u32, u64, float32, float64, char, string
    case list(ValueType)
    case record([NamedType])
    case tuple([ValueType])
    case variant([CaseType])
    case enumeration([String])
    case option(ValueType)
    case result(ok: ValueType?, error: ValueType?)
    case flags([String])
    case map(key: ValueType, value: ValueType)
    case own(ResourceIdentity)
    case borrow(ResourceIdentity)
    case future(ValueType?)
    case stream(ValueType?)
    case errorContext
    /// A kind newer than this target knows, by the library's number.
    case unknown(UInt8)
}
