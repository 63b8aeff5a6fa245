/// A type where it is used: built in, constructed, or declared somewhere under a name.
public indirect enum TypeExpression: Hashable, Sendable {
    /// A type without parts.
    case primitive(Primitive)
    /// A declared type; if it is a resource, the handle that owns it.
    case named(TypeReference)
    /// `type a = own<r>;`, which, unlike `type a = r;`, makes no other name for the resource.
    case own(TypeReference)
    /// `borrow<r>`
    case borrow(TypeReference)
    /// `list<T>`
    case list(TypeExpression)
    /// `list<T, N>`
    case fixedList(TypeExpression, count: UInt32)
    /// `map<K, V>`
    case map(key: TypeExpression, value: TypeExpression)
    /// `option<T>`
    case option(TypeExpression)
    /// `result<T, E>`
    case result(ok: TypeExpression?, err: TypeExpression?)
    /// `tuple<A, B>`
    case tuple([TypeExpression])
    /// `future<T>`
    case future(TypeExpression?)
    /// `stream<T>`
    case stream(TypeExpression?)

    /// The types directly inside.
    var parts: [TypeExpression] {
        switch self {
        case .primitive, .named, .own, .borrow: []
        case .list(let part), .fixedList(let part, _), .option(let part): [part]
        case .map(let key, let value): [key, value]
        case .result(let ok, let err): [ok, err].compactMap { $0 }
        case .tuple(let parts): parts
        case .future(let part), .stream(let part): part.map { [$0] } ?? []
        }
    }

    /// Whether it is nested no deeper than `depth`, and made of no more than `parts` types; looks no further than that.
    func isWithin(depth: Int, parts limit: Int) -> Bool {
        var pending = [(type: self, depth: 1)]
        var count = 0
        while let (type, level) = pending.popLast() {
            count += 1
            if count > limit || level > depth { return false }
            pending += type.parts.map { ($0, level + 1) }
        }
        return true
    }

    /// The declared types it names, in order, repetitions included.
    public var references: [TypeReference] {
        switch self {
        case .named(let reference), .own(let reference), .borrow(let reference): [reference]
        default: parts.flatMap(\.references)
        }
    }

    /// This type with every reference replaced.
    func mapReferences(_ change: (TypeReference) -> TypeReference) -> TypeExpression {
        switch self {
        case .primitive: self
        case .named(let reference): .named(change(reference))
        case .own(let reference): .own(change(reference))
        case .borrow(let reference): .borrow(change(reference))
        case .list(let part): .list(part.mapReferences(change))
        case .fixedList(let part, let count): .fixedList(part.mapReferences(change), count: count)
        case .option(let part): .option(part.mapReferences(change))
        case .map(let key, let value): .map(key: key.mapReferences(change), value: value.mapReferences(change))
        case .result(let ok, let err): .result(ok: ok?.mapReferences(change), err: err?.mapReferences(change))
        case .tuple(let parts): .tuple(parts.map { $0.mapReferences(change) })
        case .future(let part): .future(part?.mapReferences(change))
        case .stream(let part): .stream(part?.mapReferences(change))
        }
    }
}
