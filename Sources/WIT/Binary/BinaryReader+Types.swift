extension BinaryReader {
    /// How deep component types may be nested; packages need three.
    private static let depthLimit = 8

    /// Reads a type.
    mutating func type(depth: Int = 0) throws(SchemaError) -> BinaryType {
        let code = try byte()
        switch code {
        case BinaryFormat.componentType, BinaryFormat.instanceType:
            if depth >= Self.depthLimit { throw failure("types of components nested deeper than \(Self.depthLimit)") }
            let declarations = try list { reader throws(SchemaError) in try reader.declaration(depth: depth + 1) }
            return code == BinaryFormat.componentType ? .component(declarations) : .instance(declarations)
        case BinaryFormat.functionType, BinaryFormat.asyncFunctionType:
            let parameters = try list { reader throws(SchemaError) in (try reader.label(), try reader.value()) }
            var result: BinaryType.Value?
            switch try byte() {
            case 0x00: result = try value()
            case 0x01: if try number() != 0 { throw failure("a function with named results") }
            default: throw failure("an unknown list of results")
            }
            return .function(
                isAsync: code == BinaryFormat.asyncFunctionType, parameters: parameters, result: result)
        default: return try valueType(code)
        }
    }

    private mutating func valueType(_ code: UInt8) throws(SchemaError) -> BinaryType {
        switch code {
        case 0x3F:
            if try byte() != 0x7F { throw failure("a resource that is represented by something else than an i32") }
            if try byte() != 0 { _ = try number() }
            return .resource
        case 0x72: return .record(try list { reader throws(SchemaError) in (try reader.label(), try reader.value()) })
        case 0x71: return .variant(try list { reader throws(SchemaError) in try reader.variantCase() })
        case 0x70: return .list(try value())
        case 0x6F: return .tuple(try list { reader throws(SchemaError) in try reader.value() })
        case 0x6E: return .flags(try list { reader throws(SchemaError) in try reader.label() })
        case 0x6D: return .enum(try list { reader throws(SchemaError) in try reader.label() })
        case 0x6B: return .option(try value())
        case 0x6A:
            let ok = try optional()
            return .result(ok, try optional())
        case 0x69: return .own(try number())
        case 0x68: return .borrow(try number())
        case 0x67:
            let element = try value()
            return .fixedList(element, count: UInt32(try number()))
        case 0x66: return .stream(try optional())
        case 0x65: return .future(try optional())
        case 0x63:
            let key = try value()
            return .map(key, try value())
        default:
            if let primitive = BinaryFormat.primitive(of: code) { return .primitive(primitive) }
            throw failure("a type of the unknown kind 0x\(String(code, radix: 16))")
        }
    }

    /// Reads the name of a field, case, flag or parameter.
    private mutating func label() throws(SchemaError) -> String {
        let name = try text()
        if let rule = Identifier.problem(in: name) { throw failure("the name `\(name)` \(rule)") }
        return name
    }

    private mutating func variantCase() throws(SchemaError) -> (name: String, type: BinaryType.Value?) {
        let name = try label()
        let type = try optional()
        if try byte() != 0 { throw failure("a case that refines another") }
        return (name, type)
    }

    /// Reads the type of a value where it is used.
    mutating func value() throws(SchemaError) -> BinaryType.Value {
        let code = try peek()
        // A code is a negative number in the place of an index.
        if code & 0xC0 == 0x40 {
            _ = try byte()
            guard let primitive = BinaryFormat.primitive(of: code) else {
                throw failure("a type of the unknown kind 0x\(String(code, radix: 16))")
            }
            return .primitive(primitive)
        }
        return .index(try number())
    }

    private mutating func optional() throws(SchemaError) -> BinaryType.Value? {
        switch try byte() {
        case 0x00: return nil
        case 0x01: return try value()
        default: throw failure("neither a type nor none")
        }
    }

    private mutating func declaration(depth: Int) throws(SchemaError) -> BinaryDeclaration {
        switch try byte() {
        case 0x01: return .type(try type(depth: depth))
        case 0x02: return try alias()
        case 0x03:
            let name = try ExternName(from: &self)
            return .import(name, try description())
        case 0x04:
            let name = try ExternName(from: &self)
            return .export(name, try description())
        default: throw failure("an unknown declaration")
        }
    }

    private mutating func alias() throws(SchemaError) -> BinaryDeclaration {
        if try byte() != 0x03 { throw failure("an alias of something that is no type") }
        switch try byte() {
        case 0x00:
            let instance = try number()
            return .aliasExport(instance: instance, name: try text())
        case 0x02:
            let count = try number()
            return .aliasOuter(count: count, index: try number())
        default: throw failure("an unknown alias")
        }
    }

    /// Reads what an import or export is.
    mutating func description() throws(SchemaError) -> BinaryDescription {
        switch try byte() {
        case 0x00:
            if try byte() != 0x11 { throw failure("an import or export of an unknown kind") }
            _ = try number()
            return .module
        case 0x01: return .function(try number())
        case 0x03:
            switch try byte() {
            case 0x00: return .typeEqual(try number())
            case 0x01: return .resource
            default: throw failure("an unknown bound of a type")
            }
        case 0x04: return .component(try number())
        case 0x05: return .instance(try number())
        default: throw failure("an import or export of an unknown kind")
        }
    }
}
