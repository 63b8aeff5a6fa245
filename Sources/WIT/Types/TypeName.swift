/// The name of a type, and where it was declared.
public struct TypeName: Hashable, Sendable, CustomStringConvertible {
    /// The name as declared, without `%`.
    public var name: String
    /// The interface that declares it; nil for a type of a world, and where that is not known.
    public var interface: InterfaceName?

    /// The type `name` of `interface`.
    public init(_ name: String, in interface: InterfaceName? = nil) {
        self.name = name
        self.interface = interface
    }

    /// `namespace:package/interface.{name}`, or the bare name.
    public var description: String { interface.map { "\($0).{\(name)}" } ?? name }
}
