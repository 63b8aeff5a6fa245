import Synchronization

/// A guest: an instance of a component with its store, its state, and at most one call under way, driven by polling.
///
/// Nothing runs by itself: each `poll` lets the guest go on until it finishes, waits for the host, or has used its
/// 10 ms. Any thread may poll, one at a time. Dropping the last reference unwinds a guest in the middle of a call.
package final class GuestInstance<State: AnyObject & Sendable>: Sendable {
    /// Where a guest stands after a poll.
    package enum Progress: Sendable, Equatable {
        /// It has used its time; poll again, when others had their turn.
        case yielded
        /// It waits for these host calls; answer one, then poll.
        case suspended([ImportCallID])
        /// The call under way returned.
        case finished([ComponentValue])
    }

    /// What its host functions are given.
    package let state: State
    /// The component it is an instance of.
    package let component: Component
    private let linker: ComponentLinker<State>
    private let limits: GuestLimits
    /// Sound: touched only between `lock` and `unlock`, which admit one thread at a time.
    private nonisolated(unsafe) var guest: Guest
    private let isBusy = Atomic<Bool>(false)

    /// Prepares a guest; it is instantiated when its first call starts.
    package init(
        component: Component, linker: ComponentLinker<State>, state: State, limits: GuestLimits = GuestLimits()
    ) {
        precondition(component.engine === linker.engine, "component and linker belong to one engine")
        self.component = component
        self.linker = linker
        self.state = state
        self.limits = limits
        unsafe guest = Guest(isPooled: component.fitsPool && component.engine.takePoolPlace())
    }

    deinit { unsafe guest.end(component.engine) }

    /// Starts a call of an exported function; `poll` runs it.
    ///
    /// - Throws: `.noSuchExport`, or `.wrongArguments` if their number is wrong.
    package func start(_ name: ComponentFunctionName, _ arguments: [ComponentValue]) throws(WasmtimeError) {
        guard let type = component.type.exportedFunctions[name] else {
            throw WasmtimeError(.noSuchExport, "the component exports no function \(name)")
        }
        guard arguments.count == type.parameters.count else {
            throw WasmtimeError(
                .wrongArguments, "\(name) takes \(type.parameters.count) arguments, not \(arguments.count)")
        }
        lock()
        defer { unlock() }
        unsafe precondition(guest.call == nil && guest.next == nil, "a guest runs one call at a time")
        unsafe guest.next = Guest.Next(
            name: name, arguments: arguments, resultCount: type.result == nil ? 0 : 1)
    }

    /// Lets the guest go on.
    ///
    /// - Throws: the trap or error its call ended with; the guest is of no use after it.
    package func poll() throws(WasmtimeError) -> Progress {
        lock()
        defer { unlock() }
        component.engine.enterGuest()
        defer { component.engine.leaveGuest() }
        while true {
            if unsafe guest.instance == nil {
                if let progress = try instantiate() { return progress }
            } else {
                if let progress = try continueCall() { return progress }
            }
        }
    }

    /// Answers a host call that waits; the next poll lets the guest go on with it.
    ///
    /// - Throws: `.noSuchCall` if it does not wait, `.wrongArguments` if the number of results is wrong.
    package func answer(_ call: ImportCallID, with results: [ComponentValue]) throws(WasmtimeError) {
        lock()
        defer { unlock() }
        let store = unsafe guest.store
        guard let store, let pending = store.context.waiting.first(where: { $0.id == call && !$0.isAnswered }) else {
            throw WasmtimeError(.noSuchCall, "no host call \(call.number) waits for an answer")
        }
        try unsafe pending.answer(results, context: store.contextPointer)
    }

    /// Ends the guest now, unwinding it if it is in the middle of a call.
    package func end() {
        lock()
        defer { unlock() }
        unsafe guest.end(component.engine)
    }

    /// Whether the guest's memory comes from the pool.
    package var isPooled: Bool {
        lock()
        defer { unlock() }
        return unsafe guest.isPooled
    }

    /// Sets the instructions left, in an engine that counts them.
    package func set(fuel: UInt64) throws(WasmtimeError) {
        lock()
        defer { unlock() }
        try unsafe guest.store?.set(fuel: fuel)
    }

    private func lock() {
        precondition(!isBusy.exchange(true, ordering: .acquiring), "a guest is driven by one thread at a time")
    }

    private func unlock() { isBusy.store(false, ordering: .releasing) }
}

extension GuestInstance {
    /// Goes on with instantiating; nil once the instance is there.
    private func instantiate() throws(WasmtimeError) -> Progress? {
        if unsafe guest.instantiation == nil {
            let pooled = unsafe guest.isPooled
            let loaded = try component.loaded(pooled: pooled)
            guard let linker = pooled ? linker.pooled : linker.onDemand else { return nil }
            let store = try Store(engine: linker.engine, of: component.engine, state: state, limits: limits)
            unsafe guest.store = store
            unsafe guest.loaded = loaded
            unsafe guest.instantiation = CallFrame.instantiate(loaded, linker: linker, store: store)
        }
        guard let frame = unsafe guest.instantiation, let store = unsafe guest.store else { return nil }
        store.context.beginPoll()
        guard frame.poll() else { return unsafe guest.pause }
        do throws(WasmtimeError) {
            try frame.check(code: .linkFailed)
        } catch {
            if unsafe guest.isPooled, error.isPoolExhausted, store.context.callCount == 0 {
                unsafe guest.leavePool(component.engine)
                return nil
            }
            throw error.forInstantiation
        }
        unsafe guest.instance = frame
        return nil
    }

    /// Goes on with the call; nil while there is more to do at once.
    private func continueCall() throws(WasmtimeError) -> Progress? {
        guard let instance = unsafe guest.instance, let store = unsafe guest.store else { return nil }
        if let next = unsafe guest.next {
            unsafe guest.next = nil
            guard let index = unsafe guest.loaded?.exportIndex(of: next.name) else {
                throw WasmtimeError(.noSuchExport, "the component exports no function \(next.name)")
            }
            unsafe guest.call = try CallFrame.call(
                index, of: instance, next.arguments, resultCount: next.resultCount)
        }
        guard let call = unsafe guest.call else { preconditionFailure("polled without a call under way") }
        store.context.beginPoll()
        guard call.poll() else { return unsafe guest.pause }
        unsafe guest.call = nil
        return .finished(try call.takeResults())
    }
}

extension GuestInstance {
    /// The parts of a guest that only its driver touches.
    private struct Guest {
        var isPooled: Bool
        var store: Store?
        var loaded: LoadedComponent?
        var instantiation: CallFrame?
        /// The finished instantiation.
        var instance: CallFrame?
        var call: CallFrame?
        var next: Next?

        struct Next {
            let name: ComponentFunctionName
            let arguments: [ComponentValue]
            let resultCount: Int
        }

        init(isPooled: Bool) { self.isPooled = isPooled }

        /// Why the poll just made came back without a result.
        var pause: Progress {
            guard let context = store?.context, !context.hasYielded, !context.waiting.isEmpty else { return .yielded }
            return .suspended(context.waiting.filter { !$0.isAnswered }.map(\.id))
        }

        /// Frees everything: the call before the instance before the store.
        mutating func end(_ engine: Engine) {
            call = nil
            next = nil
            instance = nil
            instantiation = nil
            loaded = nil
            store = nil
            if isPooled { engine.returnPoolPlace() }
            isPooled = false
        }

        /// Starts over outside the pool.
        mutating func leavePool(_ engine: Engine) {
            let next = next
            end(engine)
            self.next = next
        }
    }
}

extension WasmtimeError {
    /// Whether the pool had no room of some kind.
    fileprivate var isPoolExhausted: Bool { message.contains("maximum concurrent limit of") }

    /// The error as one of instantiating: limits have a code of their own.
    fileprivate var forInstantiation: WasmtimeError {
        guard code == .linkFailed else { return self }
        let limits = ["exceeds memory limits", "exceeds table limits", "resource limit exceeded"]
        return limits.contains { message.contains($0) } ? WasmtimeError(.limitExceeded, message) : self
    }
}
