/// What is known of an instance: what it exports, by name, in order.
struct InstanceShape {
    /// One thing a component can count, and so export or be given.
    indirect enum Item {
        case type(TypeScope.Entry)
        case function(Function)
        case instance(InstanceShape)
        case component(NestedComponent)
        /// Of a kind that says nothing of types, or whose type is not known.
        case unknown
    }

    /// What it is called in the world, if it is imported or exported there.
    var owner: TypeOwner?
    /// Its exports.
    private(set) var items: [(name: ExternName, item: Item)] = []
    private var indices: [String: Int] = [:]
    /// Why its exports are not known: an error only if they are needed.
    var failure: SchemaError?

    /// An instance without exports.
    init() {}

    /// An instance that is not understood.
    init(failure: SchemaError) {
        self.failure = failure
    }

    /// An interface of the world.
    init(_ interface: Interface, _ owner: TypeOwner) {
        self.owner = owner
        for type in interface.types {
            let reference = TypeReference(owner: owner, name: type.name)
            append(ExternName(type.name, externalID: type.externalID), .type(.reference(reference)))
        }
        for function in interface.functions {
            append(ExternName(function.fullName, externalID: function.externalID), .function(function))
        }
    }

    /// Adds an export.
    mutating func append(_ name: ExternName, _ item: Item) {
        indices[name.name] = items.count
        items.append((name, item))
    }

    /// The instance with no more than the exports of these names.
    func restricted(to names: Set<String>) -> InstanceShape {
        if items.allSatisfy({ names.contains($0.name.name) }) { return self }
        var result = InstanceShape()
        result.failure = failure
        for (name, item) in items where names.contains(name.name) { result.append(name, item) }
        return result
    }

    /// The export of this name.
    func item(named name: String) -> Item {
        indices[name].map { items[$0].item } ?? .unknown
    }
}

/// A component inside another: it is read each time it is instantiated.
struct NestedComponent {
    /// Its bytes.
    let content: BinaryReader
    /// The number of the component around it.
    let outer: Int
}
