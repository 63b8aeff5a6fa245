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
            guard case .answer(let answer) = try function.call(store, values) else { return nil }
            try unsafe PendingImportCall.write(answer, results, resultCount, context)
            return nil
        } catch {
            return unsafe HostCallbacks.fail(store, error)
        }
    }

    /// Calls a function that may answer later.
    static let callSuspendable: cwasmtime_async_function_t = {
        data, context, _, arguments, count, results, resultCount, failure, continuation in
        unsafe continuation.pointee.callback = { _ in true }
        guard let data = unsafe data else { return }
        let function = unsafe Unmanaged<HostFunctionBox>.fromOpaque(data).takeUnretainedValue()
        let store = unsafe StoreContext.of(context)
        do {
            let values = try unsafe ComponentValue.lift(arguments, count: count, context: context)
            switch try function.call(store, values) {
            case .answer(let answer): try unsafe PendingImportCall.write(answer, results, resultCount, context)
            case .suspend:
                let pending = unsafe PendingImportCall(
                    id: ImportCallID(number: store.callCount - 1), store: store, results: results, count: resultCount)
                store.waiting.append(pending)
                unsafe continuation.pointee = wasmtime_async_continuation_t(
                    callback: HostCallbacks.isAnswered, env: Unmanaged.passRetained(pending).toOpaque(),
                    finalizer: HostCallbacks.endPending)
            }
        } catch {
            unsafe failure.pointee = HostCallbacks.fail(store, error)
        }
    }

    private static let isAnswered: @convention(c) (UnsafeMutableRawPointer?) -> Bool = { data in
        guard let data = unsafe data else { return true }
        return unsafe Unmanaged<PendingImportCall>.fromOpaque(data).takeUnretainedValue().isAnswered
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
            return unsafe HostCallbacks.fail(store, error)
        }
    }

    /// Lets a guest yield, or go on, at an epoch deadline.
    static let reachDeadline: cwasmtime_deadline_callback_t = { context, _, ticks, kind in
        unsafe ticks.pointee = 1
        let yields = unsafe StoreContext.of(context).reachDeadline()
        unsafe kind.pointee = UInt8(yields ? CWASMTIME_DEADLINE_YIELD : CWASMTIME_DEADLINE_CONTINUE)
        return nil
    }

    /// Keeps the error for the guest's owner and makes one for the library, which ends the guest's call with it.
    private static func fail(_ store: StoreContext, _ error: any Error) -> OpaquePointer {
        store.failure = store.failure ?? error
        return unsafe wasmtime_error_new("\(error)")
    }
}
