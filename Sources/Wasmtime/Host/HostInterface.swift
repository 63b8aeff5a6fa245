/// An instance the host offers to guests: functions and resource types under one name.
///
/// `State` is what hangs on each guest: one linker serves them all, and every call is given its own guest's state.
package struct HostInterface<State: AnyObject & Sendable>: Sendable {
    /// The instance's name, such as `obelisk:log/log@1.0.0`; nil for functions imported by the world itself.
    package let name: String?
    /// The functions, by names unique within the instance.
    package var functions: [HostFunction<State>]
    /// The resource types.
    package var resources: [HostResourceType<State>]

    package init(
        name: String?, functions: [HostFunction<State>] = [], resources: [HostResourceType<State>] = []
    ) {
        self.name = name
        self.functions = functions
        self.resources = resources
    }
}

/// A function of the host.
package struct HostFunction<State: AnyObject & Sendable>: Sendable {
    /// How the host answers.
    package enum Body: Sendable {
        /// Always at once.
        case immediate(@Sendable (State, [ComponentValue]) throws -> [ComponentValue])
        /// At once, or later through the owner of the guest.
        case suspendable(@Sendable (State, ImportCall) throws -> ImportAnswer)
    }

    /// The name within its instance.
    package let name: String
    /// How the host answers.
    package let body: Body

    package init(_ name: String, _ body: Body) {
        self.name = name
        self.body = body
    }
}

/// A call a guest makes to the host.
package struct ImportCall: Sendable {
    /// Names the call among those of its guest, counted from zero.
    package let id: ImportCallID
    /// The function called.
    package let function: ComponentFunctionName
    /// The arguments; owned handles among them are the host's now.
    package let arguments: [ComponentValue]
}

/// Names a host call among those of one guest.
package struct ImportCallID: Sendable, Hashable {
    /// The place in the order of calls, from zero.
    package let number: UInt64

    package init(number: UInt64) { self.number = number }
}

/// What a suspendable host function says.
package enum ImportAnswer: Sendable {
    /// The results, at once.
    case answer([ComponentValue])
    /// The guest waits until its owner answers the call.
    case suspend
}

/// A resource type of the host.
package struct HostResourceType<State: AnyObject & Sendable>: Sendable {
    /// The name within its instance.
    package let name: String
    /// The number that tells it from the host's other resource types.
    package let type: UInt32
    /// Runs once for each owned handle a guest drops, with the thing's own name.
    package let drop: @Sendable (State, UInt32) throws -> Void

    package init(_ name: String, type: UInt32, drop: @escaping @Sendable (State, UInt32) throws -> Void) {
        self.name = name
        self.type = type
        self.drop = drop
    }
}
