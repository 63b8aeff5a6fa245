/// Encodes the declarations of one instance type or component type.
struct DeclarationEncoder {
    /// What a declaration brings into its scope from outside.
    enum Port: UInt8 {
        case `import` = 0x03
        case export = 0x04
    }

    private let schema: Schema
    private var body = BinaryWriter()
    private var count = 0
    private var typeCount = 0
    private var instanceCount = 0
    /// The index of each type that has a name here.
    var named: [TypeReference: Int] = [:]
    private var anonymous: [TypeExpression: Int] = [:]

    init(schema: Schema) {
        self.schema = schema
    }

    /// All declarations as a type of this code.
    func type(_ code: UInt8) -> [UInt8] {
        var writer = BinaryWriter()
        writer.byte(code)
        writer.number(count)
        writer.append(body.bytes)
        return writer.bytes
    }

    /// Declares a type and returns its index.
    @discardableResult
    mutating func declare(_ type: [UInt8]) -> Int {
        count += 1
        body.byte(0x01)
        body.append(type)
        typeCount += 1
        return typeCount - 1
    }

    /// Takes a type over from the scope around this one.
    mutating func aliasOuter(_ index: Int) -> Int {
        count += 1
        body.append([0x02, 0x03, 0x02, 0x01])
        body.number(index)
        typeCount += 1
        return typeCount - 1
    }

    /// Takes a type over from an instance in this scope.
    mutating func aliasExport(of instance: Int, _ name: String) -> Int {
        count += 1
        body.append([0x02, 0x03, 0x00])
        body.number(instance)
        body.text(name)
        typeCount += 1
        return typeCount - 1
    }

    /// Imports or exports an instance of a declared type, and returns the instance's index.
    mutating func instance(_ port: Port, _ name: ExternName, type: Int) -> Int {
        begin(port, name)
        body.byte(0x05)
        body.number(type)
        instanceCount += 1
        return instanceCount - 1
    }

    /// Imports or exports a component of a declared type.
    mutating func component(_ port: Port, _ name: ExternName, type: Int) {
        begin(port, name)
        body.byte(0x04)
        body.number(type)
    }

    /// Imports or exports a function.
    mutating func function(_ port: Port, _ function: Function, in owner: TypeOwner) {
        let type = declare(functionType(function, owner))
        begin(port, ExternName(function.fullName, externalID: function.externalID))
        body.byte(0x01)
        body.number(type)
    }

    /// Imports or exports types of `owner` under their names, each after those it is made of.
    mutating func types(_ port: Port, _ types: [TypeDefinition], of owner: TypeOwner, outer: [TypeReference: Int]) {
        for type in Self.ordered(types, owner) {
            let reference = TypeReference(owner: owner, name: type.name)
            let name = ExternName(type.name, externalID: type.externalID)
            if type.kind == .resource {
                begin(port, name)
                body.append([0x03, 0x01])
            } else {
                let target = target(of: type.kind, owner, outer)
                begin(port, name)
                body.append([0x03, 0x00])
                body.number(target)
            }
            named[reference] = typeCount
            typeCount += 1
        }
    }

    private mutating func target(
        of kind: TypeDefinition.Kind, _ owner: TypeOwner, _ outer: [TypeReference: Int]
    ) -> Int {
        switch kind {
        case .alias(.named(let reference)):
            if reference.owner == owner { return named[reference] ?? 0 }
            // In a world the alias is in this very scope; in an interface it is around it.
            if let index = named[reference] { return index }
            return aliasOuter(outer[reference] ?? 0)
        case .alias(let expression): return declare(definition(of: expression))
        default: return declare(definition(of: kind))
        }
    }

    private mutating func begin(_ port: Port, _ name: ExternName) {
        count += 1
        body.byte(port.rawValue)
        body.append(name.encoded)
    }

    private mutating func functionType(_ function: Function, _ owner: TypeOwner) -> [UInt8] {
        var parameters = function.parameters
        var result = function.result
        if case .method(let resource) = function.kind {
            let handle = TypeExpression.borrow(TypeReference(owner: owner, name: resource))
            parameters.insert(Function.Parameter("self", handle), at: 0)
        } else if case .constructor(let resource) = function.kind, result == nil {
            result = .named(TypeReference(owner: owner, name: resource))
        }
        var writer = BinaryWriter()
        writer.byte(function.isAsync ? BinaryFormat.asyncFunctionType : BinaryFormat.functionType)
        writer.number(parameters.count)
        for parameter in parameters {
            writer.text(parameter.name)
            writer.append(value(parameter.type))
        }
        if let result {
            writer.byte(0x00)
            writer.append(value(result))
        } else {
            writer.append([0x01, 0x00])
        }
        return writer.bytes
    }

    /// A type where a value's type stands: a code, or the index of a declared type.
    private mutating func value(_ type: TypeExpression) -> [UInt8] {
        if case .primitive(let primitive) = type { return [BinaryFormat.code(of: primitive)] }
        var writer = BinaryWriter()
        writer.typeIndex(index(of: type))
        return writer.bytes
    }

    private mutating func optional(_ type: TypeExpression?) -> [UInt8] {
        type.map { [0x01] + value($0) } ?? [0x00]
    }

    private mutating func index(of type: TypeExpression) -> Int {
        var type = type
        if case .named(let reference) = type {
            let isResource = schema.definition(of: schema.origin(of: reference))?.kind == .resource
            guard isResource else { return named[reference] ?? 0 }
            type = .own(reference)
        }
        if let index = anonymous[type] { return index }
        let index = declare(definition(of: type))
        anonymous[type] = index
        return index
    }

    private mutating func definition(of type: TypeExpression) -> [UInt8] {
        var writer = BinaryWriter()
        switch type {
        case .primitive(let primitive): return [BinaryFormat.code(of: primitive)]
        case .named: return value(type)
        case .own(let reference):
            writer.byte(0x69)
            writer.number(named[reference] ?? 0)
        case .borrow(let reference):
            writer.byte(0x68)
            writer.number(named[reference] ?? 0)
        case .list(let part): return [0x70] + value(part)
        case .fixedList(let part, let count):
            writer.append([0x67] + value(part))
            writer.number(Int(count))
        case .map(let key, let value): return [0x63] + self.value(key) + self.value(value)
        case .option(let part): return [0x6B] + value(part)
        case .result(let ok, let err): return [0x6A] + optional(ok) + optional(err)
        case .tuple(let parts):
            writer.byte(0x6F)
            writer.number(parts.count)
            for part in parts { writer.append(value(part)) }
        case .future(let part): return [0x65] + optional(part)
        case .stream(let part): return [0x66] + optional(part)
        }
        return writer.bytes
    }

    private mutating func definition(of kind: TypeDefinition.Kind) -> [UInt8] {
        var writer = BinaryWriter()
        switch kind {
        case .record(let members):
            writer.byte(0x72)
            writer.number(members.count)
            for member in members {
                writer.text(member.name)
                writer.append(member.type.map { value($0) } ?? [])
            }
        case .variant(let members):
            writer.byte(0x71)
            writer.number(members.count)
            for member in members {
                writer.text(member.name)
                writer.append(optional(member.type) + [0x00])
            }
        case .enum(let members):
            writer.byte(0x6D)
            writer.list(members) { $0.text($1.name) }
        case .flags(let members):
            writer.byte(0x6E)
            writer.list(members) { $0.text($1.name) }
        case .alias, .resource: break
        }
        return writer.bytes
    }

    /// The types of one owner, each after those it is made of.
    private static func ordered(_ types: [TypeDefinition], _ owner: TypeOwner) -> [TypeDefinition] {
        var pending = types
        var done: Set<String> = []
        var result: [TypeDefinition] = []
        let names = Set(types.map(\.name))
        while !pending.isEmpty {
            let ready = pending.filter { type in
                type.parts.flatMap(\.references).allSatisfy { reference in
                    reference.owner != owner || !names.contains(reference.name) || done.contains(reference.name)
                }
            }
            // Only a cycle could leave nothing, and schemas have none.
            if ready.isEmpty { return result + pending }
            result += ready
            done.formUnion(ready.map(\.name))
            pending.removeAll { done.contains($0.name) }
        }
        return result
    }
}
