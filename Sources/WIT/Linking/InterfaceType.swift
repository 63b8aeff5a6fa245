/// What a component can import or export under one interface name: functions with their types spelled out.
public struct InterfaceType: Hashable, Sendable {
    /// One function.
    public struct Function: Hashable, Sendable {
        /// Its full name: `f`, or `[method]r.f`.
        public var name: String
        /// Its type.
        public var type: FunctionType

        /// The function `name` of `type`.
        public init(_ name: String, _ type: FunctionType) {
            self.name = name
            self.type = type
        }
    }

    /// Its name.
    public var name: InterfaceName
    /// Its functions, in order.
    public var functions: [Function]

    /// The interface `name` with `functions`.
    public init(name: InterfaceName, functions: [Function]) {
        self.name = name
        self.functions = functions
    }

    /// The function of this full name.
    public func function(named name: String) -> Function? {
        functions.first { $0.name == name }
    }
}

extension Schema {
    /// An interface with the types of its functions spelled out.
    ///
    /// - Throws: If the schema does not have it, or as `functionType` does.
    public func interfaceType(_ name: InterfaceName) throws(SchemaError) -> InterfaceType {
        guard let interface = interface(name) else { throw SchemaError(message: "there is no interface `\(name)`") }
        var result = InterfaceType(name: name, functions: [])
        for function in interface.functions {
            let type = try functionType(of: function, in: .interface(name))
            result.functions.append(InterfaceType.Function(function.fullName, type))
        }
        return result
    }
}
