import WIT

/// The layouts of the types of a world.
struct Layouts {
    private let declarations: [TypeReference: GuestDeclaration]
    private var known: [TypeReference: Layout] = [:]

    /// The layouts of all these declarations.
    init(_ declarations: [GuestDeclaration]) {
        self.declarations = Dictionary(uniqueKeysWithValues: declarations.map { ($0.reference, $0) })
        for declaration in declarations { _ = add(declaration.reference) }
    }

    /// The declaration behind a name.
    func declaration(_ reference: TypeReference) -> GuestDeclaration {
        guard let declaration = declarations[reference] else { preconditionFailure("\(reference) was not read") }
        return declaration
    }

    /// The layout of a type.
    func layout(of type: GuestType) -> Layout {
        Self.layout(of: type) { reference in
            guard let layout = known[reference] else { preconditionFailure("\(reference) has no layout") }
            return layout
        }
    }

    /// The layout of cases with these payloads.
    func variant(_ payloads: [GuestType?]) -> VariantLayout {
        VariantLayout(payloads: payloads.map { $0.map { layout(of: $0) } })
    }

    /// Each of these types with where it begins, if they are laid out one after the other.
    func offsets(of types: [GuestType]) -> [(type: GuestType, offset: Int)] {
        Array(zip(types, Layout.offsets(of: types.map { layout(of: $0) }))).map { ($0, $1) }
    }

    /// Types are never recursive, so this ends.
    private mutating func add(_ reference: TypeReference) -> Layout {
        if let layout = known[reference] { return layout }
        let layout =
            switch declaration(reference).shape {
            case .record(let fields): Layout(fields: fields.map { addParts($0.type) })
            case .variant(let cases), .known(.duration, let cases), .known(.scheduleAt, let cases):
                VariantLayout(payloads: cases.map { $0.payload.map { addParts($0) } }).layout
            case .known(.instant, let fields): Layout(fields: fields.compactMap { $0.payload.map { addParts($0) } })
            case .enumeration(let cases):
                Layout(scalar: VariantLayout.discriminant(caseCount: cases.count).byteCount, .i32)
            case .flags(let flags): Layout(scalar: VariantLayout.flagBits(count: flags.count).byteCount, .i32)
            case .resource: Layout(scalar: 4, .i32)
            }
        known[reference] = layout
        return layout
    }

    private mutating func addParts(_ type: GuestType) -> Layout {
        for reference in type.declared { _ = add(reference) }
        return layout(of: type)
    }

    private static func layout(of type: GuestType, declared: (TypeReference) -> Layout) -> Layout {
        func inner(_ type: GuestType) -> Layout { layout(of: type, declared: declared) }
        switch type {
        case .bool: return Layout(scalar: 1, .i32)
        case .integer(let integer): return Layout(scalar: integer.byteCount, integer.byteCount == 8 ? .i64 : .i32)
        case .float(.f32): return Layout(scalar: 4, .f32)
        case .float(.f64): return Layout(scalar: 8, .f64)
        case .char, .own, .borrow: return Layout(scalar: 4, .i32)
        case .string, .list, .map: return .list
        case .option(let payload): return VariantLayout(payloads: [nil, inner(payload)]).layout
        case .result(let ok, let err): return VariantLayout(payloads: [ok.map(inner), err.map(inner)]).layout
        case .tuple(let parts): return Layout(fields: parts.map(inner))
        case .declared(let reference): return declared(reference)
        }
    }
}

extension GuestType {
    /// The records, variants, enums and flags it names.
    var declared: [TypeReference] {
        if case .declared(let reference) = self { [reference] } else { parts.flatMap(\.declared) }
    }

    /// The types directly inside.
    var parts: [GuestType] {
        switch self {
        case .bool, .integer, .float, .char, .string, .declared, .own, .borrow: []
        case .list(let part), .option(let part): [part]
        case .map(let key, let value): [key, value]
        case .result(let ok, let err): [ok, err].compactMap { $0 }
        case .tuple(let parts): parts
        }
    }
}
