import CWasmtime

/// What one guest may use at most; nil leaves the library's own limit.
package struct GuestLimits: Sendable, Hashable {
    /// Bytes each linear memory may grow to; nil: the engine's limit.
    package var memoryBytesMax: Int?
    package var memoriesMax: Int?
    /// Elements of one table.
    package var tableElementsMax: Int?
    package var tablesMax: Int?
    /// Instructions, if the engine counts fuel.
    package var fuel: UInt64?

    package init(
        memoryBytesMax: Int? = nil, memoriesMax: Int? = nil, tableElementsMax: Int? = nil, tablesMax: Int? = nil,
        fuel: UInt64? = nil
    ) {
        self.memoryBytesMax = memoryBytesMax
        self.memoriesMax = memoriesMax
        self.tableElementsMax = tableElementsMax
        self.tablesMax = tablesMax
        self.fuel = fuel
    }
}

/// A store of the library with its context; it owns everything a guest allocates.
@safe
final class Store {
    let engine: RawEngine
    let context: StoreContext
    private let pointer: OpaquePointer
    /// The library's view of the store, valid as long as the store.
    let contextPointer: OpaquePointer

    /// A store with its limits, whose guest yields at epochs.
    init(engine: RawEngine, of owner: Engine, state: AnyObject, limits: GuestLimits) throws(WasmtimeError) {
        self.engine = engine
        context = StoreContext(state: state, engine: owner)
        // The library releases the context with the store.
        let data = unsafe Unmanaged.passRetained(context as AnyObject).toOpaque()
        unsafe pointer = wasmtime_store_new(engine.pointer, data, HostCallbacks.releaseObject)
        unsafe contextPointer = wasmtime_store_context(pointer)
        let memoryBytes = Int64(limits.memoryBytesMax ?? owner.configuration.memoryBytesMax)
        unsafe wasmtime_store_limiter(
            pointer, memoryBytes, Int64(limits.tableElementsMax ?? -1), -1, Int64(limits.tablesMax ?? -1),
            Int64(limits.memoriesMax ?? -1))
        unsafe wasmtime_store_epoch_deadline_callback(pointer, HostCallbacks.reachDeadline, nil, nil)
        unsafe wasmtime_context_set_epoch_deadline(contextPointer, 1)
        if owner.configuration.countsFuel { try set(fuel: limits.fuel ?? .max) }
    }

    deinit { unsafe wasmtime_store_delete(pointer) }

    /// Sets the instructions left.
    func set(fuel: UInt64) throws(WasmtimeError) {
        try unsafe WasmtimeError.check(wasmtime_context_set_fuel(contextPointer, fuel))
    }

    /// The instructions left.
    func fuel() throws(WasmtimeError) -> UInt64 {
        var fuel: UInt64 = 0
        try unsafe WasmtimeError.check(wasmtime_context_get_fuel(contextPointer, &fuel))
        return fuel
    }
}
