extension Exports {
    /// What implements the interface `welcome`.
    typealias Welcome = WelcomeWorkflow
}

/// The durable code. It makes the same calls when it is replayed: it asks the engine for time (`now()`) and chance
/// (`random(in:)`), and keeps nothing in globals.
enum WelcomeWorkflow: Welcome.Export {
    /// Greets now, and again after a while.
    static func welcome(name: String, waitSeconds: UInt32) throws(Refusal) -> [String] {
        log.info("welcoming", ["name": name])
        let first = try Greeter.greet(name: name)
        // The server may stop and start in between.
        try sleep(for: .seconds(waitSeconds))
        let second = try Greeter.greet(name: "\(name) again")
        return [first, second]
    }
}
