/// What is written on top of the engine's own interfaces, for those that a world has.
struct Conveniences {
    /// Swift declarations, without a line's end.
    private(set) var texts: [String] = []

    init(_ world: GuestWorld) {
        if let log = world.obelisk("log", "log") { texts.append(Self.log(log.namespace)) }
        if let support = world.obelisk("workflow", "workflow-support") {
            texts.append(Self.time(support.namespace))
        }
    }
}
