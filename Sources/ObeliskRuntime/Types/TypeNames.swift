import WIT
import Wasmtime

/// The names of the types of one component's interfaces, by structure.
///
/// Reflection gives types without names, and the names of an interface's types beside them. Structurally equal types
/// cannot be told apart, so a name of the interface at hand wins over that of any other.
struct TypeNames {
    /// The interface whose functions are being read.
    private let interface: InterfaceName?
    private let types: [InterfaceName: [ComponentValueType: TypeName]]
    private let resources: [InterfaceName: [ResourceIdentity: TypeName]]
    private let order: [InterfaceName]

    /// The names in a component's imports and exports.
    init(_ component: ComponentType) {
        var types: [InterfaceName: [ComponentValueType: TypeName]] = [:]
        var resources: [InterfaceName: [ResourceIdentity: TypeName]] = [:]
        var order: [InterfaceName] = []
        for item in component.imports + component.exports {
            guard case .instance(let members) = item.item, let interface = try? InterfaceName(item.name) else {
                continue
            }
            if !order.contains(interface) { order.append(interface) }
            for member in members {
                let name = TypeName(member.name, in: interface)
                switch member.item {
                case .type(let type):
                    if types[interface]?[type] == nil { types[interface, default: [:]][type] = name }
                case .resource(let identity):
                    if resources[interface]?[identity] == nil { resources[interface, default: [:]][identity] = name }
                default: continue
                }
            }
        }
        self.init(interface: nil, types: types, resources: resources, order: order)
    }

    private init(
        interface: InterfaceName?, types: [InterfaceName: [ComponentValueType: TypeName]],
        resources: [InterfaceName: [ResourceIdentity: TypeName]], order: [InterfaceName]
    ) {
        self.interface = interface
        self.types = types
        self.resources = resources
        self.order = order
    }

    /// The same names, as seen from one interface.
    func within(_ interface: InterfaceName) -> TypeNames {
        TypeNames(interface: interface, types: types, resources: resources, order: order)
    }

    /// The name of a type, if an interface gives it one.
    func name(of type: ComponentValueType) -> TypeName? {
        if let interface, let name = types[interface]?[type] { return name }
        for other in order {
            if let name = types[other]?[type] { return name }
        }
        return nil
    }

    /// The name of a resource: where it is used from if the interface at hand only uses it.
    func name(of resource: ResourceIdentity) -> TypeName {
        if let interface, let name = resources[interface]?[resource] { return name }
        for other in order {
            if let name = resources[other]?[resource] { return name }
        }
        return TypeName("resource-\(resource.index)", in: interface)
    }
}
