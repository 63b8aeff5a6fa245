/// A type of the component binary format as it stands there, its parts known by index.
indirect enum BinaryType {
    /// Where a value's type stands: a primitive, or the index of a type.
    enum Value {
        case primitive(Primitive)
        case index(Int)
    }

    case primitive(Primitive)
    case record([(name: String, type: Value)])
    case variant([(name: String, type: Value?)])
    case list(Value)
    case fixedList(Value, count: UInt32)
    case map(Value, Value)
    case tuple([Value])
    case flags([String])
    case `enum`([String])
    case option(Value)
    case result(Value?, Value?)
    case resource
    case own(Int)
    case borrow(Int)
    case future(Value?)
    case stream(Value?)
    case function(isAsync: Bool, parameters: [(name: String, type: Value)], result: Value?)
    case instance([BinaryDeclaration])
    case component([BinaryDeclaration])
}

/// What is said of an import or export.
enum BinaryDescription {
    case function(Int)
    case typeEqual(Int)
    case resource
    case instance(Int)
    case component(Int)
    case module
}

/// One declaration of an instance type or component type.
enum BinaryDeclaration {
    case type(BinaryType)
    case aliasExport(instance: Int, name: String)
    case aliasOuter(count: Int, index: Int)
    case `import`(ExternName, BinaryDescription)
    case export(ExternName, BinaryDescription)
}
