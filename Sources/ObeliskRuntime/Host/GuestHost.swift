import ObeliskCore
import Synchronization
import Wasmtime

/// The host's side of one guest: it puts the guest's calls to the engine, and keeps its handles.
///
/// Used by the thread that polls the guest; the lock is never waited for.
final class GuestHost: Sendable {
    private struct State {
        var handles: HandleTable
        var waiting: (call: ImportCallID, binding: ImportBinding)?
    }

    private let reply: @Sendable (HostCall) -> HostReply
    private let state: Mutex<State>

    /// A host that puts the guest's calls to `reply`.
    init(handlesMax: Int, reply: @escaping @Sendable (HostCall) -> HostReply) {
        self.reply = reply
        state = Mutex(State(handles: HandleTable(handlesMax: handlesMax)))
    }

    /// Answers an imported function.
    ///
    /// - Throws: `GuestTrap` where it cannot be answered.
    func handle(_ call: ImportCall, _ binding: ImportBinding) throws -> ImportAnswer {
        let question: HostCall
        switch try binding.ask(call.arguments, self) {
        case .answer(let results): return .answer(results)
        case .ask(let call): question = call
        }
        switch reply(question) {
        case .value(let result): return .answer(try binding.answer(result, self))
        case .trap(let reason): throw GuestTrap(reason)
        case .suspend:
            state.withLock { $0.waiting = (call.id, binding) }
            return .suspend
        }
    }

    /// The results for the call that waits, and its name; nil if none waits.
    func resume(with result: HostResult) throws -> (call: ImportCallID, results: [ComponentValue])? {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting
        }
        guard let waiting else { return nil }
        return (waiting.call, try waiting.binding.answer(result, self))
    }

    /// A new handle for the guest to own.
    func handle(_ entry: HandleTable.Entry) throws -> ComponentValue {
        let rep = try state.withLock { state throws(GuestTrap) in try state.handles.add(entry) }
        return .resource(HostResource(type: entry.resourceType.rawValue, rep: rep, isOwned: true))
    }

    /// What a handle that came as an argument stands for; an owned one is the host's now and forgotten here.
    func entry(_ value: ComponentValue?) throws(GuestTrap) -> HandleTable.Entry {
        guard case .resource(let resource)? = value else { throw GuestTrap("expected a handle") }
        let entry = state.withLock { state in
            defer { if resource.isOwned { state.handles.remove(resource.rep) } }
            return state.handles.entry(resource.rep)
        }
        guard let entry, entry.resourceType.rawValue == resource.type else { throw GuestTrap("an unknown handle") }
        return entry
    }

    /// Forgets a handle the guest dropped.
    func drop(_ rep: UInt32) { state.withLock { $0.handles.remove(rep) } }
}

/// The resource types of `obelisk:types/execution`, by the numbers the linker knows them under.
enum SupportResource: UInt32, CaseIterable {
    case execution = 1
    case delay = 2
    case joinSet = 3

    /// The name in WIT.
    var name: String {
        switch self {
        case .execution: "execution-id"
        case .delay: "delay-id"
        case .joinSet: "join-set"
        }
    }
}

extension HandleTable.Entry {
    /// The type of a handle to it.
    var resourceType: SupportResource {
        switch self {
        case .execution: .execution
        case .delay: .delay
        case .joinSet: .joinSet
        }
    }
}
