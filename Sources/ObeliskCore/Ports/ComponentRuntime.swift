/// The port to whatever runs components.
package protocol ComponentRuntime: Sendable {
    /// Reads a component's types out of its bytes.
    ///
    /// - Throws: `RuntimeError` with code `unsuitable` if they are not a component; its message says what they are.
    func describe(_ bytes: [UInt8]) async throws(RuntimeError) -> ComponentDescription

    /// Makes a component ready to run: compiles it, or takes the compiled code from a cache.
    ///
    /// - Throws: `RuntimeError` if the bytes are not a component that this runtime can run.
    func load(_ component: DeployedComponent, bytes: [UInt8]) async throws(RuntimeError)

    /// Begins a call of a workflow's export. Nothing runs until the first `poll`.
    ///
    /// - Parameter host: answers what the guest asks; called on the thread that polls, while it polls.
    func startWorkflow(
        _ start: GuestStart, host: @escaping @Sendable (HostCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall

    /// Begins one attempt of an activity's export.
    ///
    /// - Parameter host: as above; answers `.none`, at once or later.
    func startActivity(
        _ start: GuestStart, host: @escaping @Sendable (ActivityCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall
}

/// A component that cannot be loaded or started.
package struct RuntimeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of trouble a caller treats differently.
    package enum Code: String, CaseIterable, Sendable {
        /// The bytes are not a component that can be run; says what they are instead.
        case unsuitable = "component_unsuitable"
        /// There is no room for another instance now.
        case exhausted = "instances_exhausted"
        /// The parameters do not fit the function, or the function is not there.
        case invalid = "call_invalid"
        case failed = "runtime_failed"
    }

    /// What kind of trouble it is.
    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

/// What a call of an export needs.
package struct GuestStart: Sendable {
    package var execution: ExecutionID
    /// The component's name, as it was loaded.
    package var component: String
    package var function: FunctionName
    package var params: JSONText
    package var memoryBytesMax: Int

    package init(
        execution: ExecutionID, component: String, function: FunctionName, params: JSONText, memoryBytesMax: Int
    ) {
        self.execution = execution
        self.component = component
        self.function = function
        self.params = params
        self.memoryBytesMax = memoryBytesMax
    }
}

/// A call of an export under way. Used by one thread at a time; dropping it unwinds the guest.
package protocol GuestCall: AnyObject, Sendable {
    /// Runs the guest until it cannot go on by itself.
    func poll() -> GuestProgress

    /// Supplies the answer to the host call that was answered `suspend`; the next `poll` goes on with it.
    func answer(_ result: HostResult)
}

/// How far a guest came.
package enum GuestProgress: Sendable {
    /// It waits for the answer to a host call.
    case suspended
    /// It was interrupted at an epoch tick while computing; poll again.
    case interrupted
    case finished(GuestOutcome)
}

/// How a guest's call ended.
package enum GuestOutcome: Hashable, Sendable {
    /// The export returned; never `.failed`. `isPermanent`: its error is a variant whose case name holds `permanent`,
    /// which says that another attempt is of no use.
    case returned(Outcome, isPermanent: Bool)
    /// It trapped or ran into a limit.
    case trapped(Failure)
}

/// What a host call is answered with.
package enum HostReply: Sendable {
    case value(HostResult)
    /// The answer follows through `GuestCall.answer`.
    case suspend
    /// The call cannot be answered: the guest traps with this reason.
    case trap(String)
}

/// What an activity's guest may ask for.
package enum ActivityCall: Hashable, Sendable {
    case log(LogLevel, message: String, fields: [[String]])
}
