/// The imports or the exports of a world while they are collected, each key once.
struct WorldItems {
    /// `import` or `export`, for messages.
    let direction: String
    private(set) var list: [World.Item] = []
    private var keys: Set<String> = []

    init(direction: String) {
        self.direction = direction
    }

    /// Whether there is an item of the same key.
    func contains(_ item: World.Item) -> Bool { keys.contains(item.key) }

    /// Adds an item whose key is new.
    mutating func append(_ item: World.Item) {
        keys.insert(item.key)
        list.append(item)
    }
}

extension World.Item {
    /// Its key is a name chosen in the world, not the full name of an interface.
    var hasOwnName: Bool {
        if case .interface(let item) = self { item.name != nil } else { true }
    }
}
