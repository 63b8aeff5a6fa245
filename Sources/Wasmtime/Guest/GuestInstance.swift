import CWasmtime
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
        /// It waits for host calls; answer one, then poll.
        case suspended
        /// The call under way returned.
        case finished([ComponentValue])
    }

    /// What its host functions are given.
    package let state: State
    /// The component it is an instance of.
    package let component: Component
    private let linker: ComponentLinker<State>
    private let limits: GuestLimits
    private let leavingOnDemand: Int
    /// Sound: touched only between `lock` and `unlock`, which admit one thread at a time.
    private nonisolated(unsafe) var guest: Guest
    private let isBusy = Atomic<Bool>(false)

    /// Prepares a guest; it is instantiated when its first call starts.
    ///
    /// - Parameters:
    ///   - leavingInPool: how many places of the pool must stay free for others.
    ///   - leavingOnDemand: how many places outside it must.
    package init(
        component: Component, linker: ComponentLinker<State>, state: State, limits: GuestLimits = GuestLimits(),
        leavingInPool: Int = 0, leavingOnDemand: Int = 0
    ) {
        precondition(component.engine === linker.engine, "component and linker belong to one engine")
        self.component = component
        self.linker = linker
        self.state = state
        self.limits = limits
        self.leavingOnDemand = leavingOnDemand
        let isPooled = component.fitsPool && component.engine.takePoolPlace(leaving: leavingInPool)
        unsafe guest = Guest(place: isPooled ? .pooled : nil)
    }

    deinit { unsafe guest.end(component.engine) }

    /// Starts a call of a function of its component; `poll` runs it.
    ///
    /// - Throws: `.wrongArguments` if their number is wrong, `.exhausted` if there is no room for its instance.
    package func start(_ function: ExportedFunction, _ arguments: [ComponentValue]) throws(WasmtimeError) {
        let count = function.type.parameters.count
        guard arguments.count == count else {
            throw WasmtimeError(.wrongArguments, "\(function.name) takes \(count) arguments, not \(arguments.count)")
        }
        lock()
        defer { unlock() }
        unsafe precondition(guest.call == nil && guest.next == nil, "a guest runs one call at a time")
        if unsafe guest.place == nil {
            try component.engine.takeOnDemandPlace(leaving: leavingOnDemand)
            unsafe guest.place = .onDemand
        }
        unsafe guest.next = Guest.Next(function: function, arguments: arguments)
    }

    /// Lets the guest go on.
    ///
    /// - Throws: the trap or error its call ended with; the guest is of no use after it.
    package func poll() throws(WasmtimeError) -> Progress {
        lock()
        defer { unlock() }
        component.engine.enterGuest()
        defer { component.engine.leaveGuest() }
        unsafe guest.store?.context.beginPoll()
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
        guard let store, let pending = store.context.waiting.first(where: { $0.id == call && $0.state == .waiting })
        else {
            throw WasmtimeError(.noSuchCall, "no host call \(call.number) waits for an answer")
        }
        try unsafe pending.answer(results, context: store.contextPointer)
    }

    /// The host calls that wait for an answer, in order.
    package var waitingCalls: [ImportCallID] {
        lock()
        defer { unlock() }
        return unsafe guest.store?.context.waiting.filter { $0.state == .waiting }.map(\.id) ?? []
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
            store.context.beginPoll()
            unsafe guest.store = store
            unsafe guest.loaded = loaded
            unsafe guest.instantiation = CallFrame.instantiate(loaded, linker: linker, store: store)
        }
        guard let frame = unsafe guest.instantiation, let store = unsafe guest.store else { return nil }
        guard frame.poll() else { return try pause(in: store) }
        do throws(WasmtimeError) {
            try frame.check(code: .linkFailed)
        } catch {
            if unsafe guest.isPooled, error.isPoolExhausted, store.context.callCount == 0 {
                unsafe guest.leavePool(component.engine)
                return nil
            }
            throw error.forInstantiation
        }
        unsafe guest.instance = frame.madeInstance
        unsafe guest.instantiation = nil
        return nil
    }

    /// Goes on with the call; nil while there is more to do at once.
    private func continueCall() throws(WasmtimeError) -> Progress? {
        guard let instance = unsafe guest.instance, let store = unsafe guest.store else { return nil }
        if let next = unsafe guest.next {
            unsafe guest.next = nil
            guard let index = unsafe guest.loaded?.exportIndex(of: next.function) else {
                throw WasmtimeError(.noSuchExport, "the component exports no function \(next.function.name)")
            }
            unsafe guest.call = try CallFrame.call(
                index, of: instance, in: store, next.arguments,
                resultCount: next.function.type.result == nil ? 0 : 1)
        }
        guard let call = unsafe guest.call else { preconditionFailure("polled without a call under way") }
        guard call.poll() else { return try pause(in: store) }
        unsafe guest.call = nil
        return .finished(try call.takeResults())
    }

    /// Why the poll just made came back without a result; nil where the guest called a host function that answered at
    /// once, so that it can go on.
    private func pause(in store: Store) throws(WasmtimeError) -> Progress? {
        if store.context.hasYielded || store.context.waiting.isEmpty { return .yielded }
        return try unsafe store.context.serve(store.contextPointer) ? nil : .suspended
    }
}

extension GuestInstance {
    /// The parts of a guest that only its driver touches.
    private struct Guest {
        /// Where an instance is counted.
        enum Place {
            case pooled, onDemand
        }

        var place: Place?
        var isPooled: Bool { place == .pooled }
        var store: Store?
        var loaded: LoadedComponent?
        /// Until the instance is there.
        var instantiation: CallFrame?
        var instance: wasmtime_component_instance_t?
        var call: CallFrame?
        var next: Next?

        struct Next {
            let function: ExportedFunction
            let arguments: [ComponentValue]
        }

        init(place: Place?) { self.place = place }

        /// Frees everything: the call before the instance before the store.
        mutating func end(_ engine: Engine) {
            call = nil
            next = nil
            instance = nil
            instantiation = nil
            loaded = nil
            store = nil
            switch place {
            case .pooled: engine.returnPoolPlace()
            case .onDemand: engine.returnOnDemandPlace()
            case nil: break
            }
            place = nil
        }

        /// Starts over outside the pool.
        mutating func leavePool(_ engine: Engine) {
            let next = next
            end(engine)
            engine.addOnDemandPlace()
            place = .onDemand
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
