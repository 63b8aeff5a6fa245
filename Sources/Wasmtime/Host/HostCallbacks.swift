import CWasmtime

/// A destructor as the library holds it.
final class ResourceDropBox: Sendable {
    let drop: @Sendable (AnyObject, UInt32) throws -> Void

    init(_ drop: @escaping @Sendable (AnyObject, UInt32) throws -> Void) { self.drop = drop }
}

/// The C functions the library calls; each finds its Swift object behind the data pointer.
///
/// Sound because the pointer was made by `passRetained` of that very class and is released only by the finalizer
/// beside it, which the library runs once.
enum HostCallbacks {
    /// Frees a box.
    static let releaseObject: cwasmtime_finalizer_t = { data in
        if let data = unsafe data { unsafe Unmanaged<AnyObject>.fromOpaque(data).release() }
    }

    /// Calls a function that answers at once.
    static let callImmediate: cwasmtime_function_t = { data, context, _, arguments, count, results, resultCount in
        guard let data = unsafe data else { return nil }
        let function = unsafe Unmanaged<HostFunctionBox>.fromOpaque(data).takeUnretainedValue()
        let store = unsafe StoreContext.of(context)
        do {
            let values = try unsafe ComponentValue.lift(arguments, count: count, context: context)
            guard case .immediate(let body) = function.body else { return nil }
            if let failure = store.failure { throw failure }
            store.callCount += 1
            try unsafe PendingImportCall.write(try body(store.state, values), results, resultCount, context)
            return nil
        } catch {
            store.failure = store.failure ?? error
            return unsafe wasmtime_error_new("\(error)")
        }
    }

    /// Notes a call of a function that may answer later. The guest is suspended with it, and whoever polls the guest
    /// puts the call to its function then, on his own stack: what a guest's stack was used for stays in memory for as
    /// long as the guest waits.
    static let callSuspendable: cwasmtime_async_function_t = {
        data, context, _, arguments, count, results, resultCount, failure, continuation in
        unsafe continuation.pointee.callback = { _ in true }
        guard let data = unsafe data else { return }
        let function = unsafe Unmanaged<HostFunctionBox>.fromOpaque(data).takeUnretainedValue()
        let store = unsafe StoreContext.of(context)
        do {
            let values = try unsafe ComponentValue.lift(arguments, count: count, context: context)
            if let failure = store.failure { throw failure }
            let pending = unsafe PendingImportCall(
                ImportCall(id: store.nextCallID(), function: function.name, arguments: values), of: function,
                store: store, results: results, count: resultCount)
            store.waiting.append(pending)
            unsafe continuation.pointee = wasmtime_async_continuation_t(
                callback: HostCallbacks.isAnswered, env: Unmanaged.passRetained(pending).toOpaque(),
                finalizer: HostCallbacks.endPending)
        } catch {
            store.failure = store.failure ?? error
            unsafe failure.pointee = wasmtime_error_new("\(error)")
        }
    }

    private static let isAnswered: @convention(c) (UnsafeMutableRawPointer?) -> Bool = { data in
        guard let data = unsafe data else { return true }
        return unsafe Unmanaged<PendingImportCall>.fromOpaque(data).takeUnretainedValue().state == .answered
    }

    private static let endPending: cwasmtime_finalizer_t = { data in
        if let data = unsafe data { unsafe Unmanaged<PendingImportCall>.fromOpaque(data).takeRetainedValue().end() }
    }

    /// Runs a destructor.
    static let dropResource: cwasmtime_destructor_t = { data, context, rep in
        guard let data = unsafe data else { return nil }
        let box = unsafe Unmanaged<ResourceDropBox>.fromOpaque(data).takeUnretainedValue()
        let store = unsafe StoreContext.of(context)
        do {
            try box.drop(store.state, rep)
            return nil
        } catch {
            store.failure = store.failure ?? error
            return unsafe wasmtime_error_new("\(error)")
        }
    }

    /// Lets a guest yield, go on, or end with what a host function threw, at an epoch deadline.
    static let reachDeadline: cwasmtime_deadline_callback_t = { context, _, ticks, kind in
        unsafe ticks.pointee = 1
        let store = unsafe StoreContext.of(context)
        if let failure = store.failure { return unsafe wasmtime_error_new("\(failure)") }
        let yields = store.reachDeadline()
        unsafe kind.pointee = UInt8(yields ? CWASMTIME_DEADLINE_YIELD : CWASMTIME_DEADLINE_CONTINUE)
        return nil
    }
}
