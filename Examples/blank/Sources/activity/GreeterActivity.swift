extension Exports {
    /// What implements the interface `greeter`.
    typealias Greeter = GreeterActivity
}

/// The work that touches the world. An error is tried again, as often as obelisk.toml says.
enum GreeterActivity: Greeter.Export {
    /// A greeting; refused if there is nobody to greet.
    static func greet(name: String) throws(Refusal) -> String {
        guard !name.isEmpty else { throw Refusal("there is nobody to greet") }
        log.debug("greeting", ["name": name])
        return "Hello, \(name)!"
    }
}
