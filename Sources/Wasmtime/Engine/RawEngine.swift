import CWasmtime

/// One engine of the library, with one kind of allocator.
///
/// The pointer is freed once, by `deinit`; components, linkers and stores hold the engine strongly.
@safe
final class RawEngine: Sendable {
    /// Sound to share: the library's engine is thread-safe, and the pointer never changes.
    nonisolated(unsafe) let pointer: OpaquePointer

    /// Makes an engine with the pool or without.
    init(_ configuration: EngineConfiguration, pooled: Bool) throws(WasmtimeError) {
        try configuration.check()
        if pooled { try configuration.checkPool() }
        let config = unsafe wasm_config_new()
        unsafe wasmtime_config_wasm_component_model_set(config, true)
        unsafe wasmtime_config_wasm_component_model_map_set(config, true)
        // The component model's own concurrency, which nothing here could use: a store runs one call at a time. Without
        // it a guest that waits holds 2 KB less, and an instance is made and called in a sixth less time.
        unsafe wasmtime_config_wasm_component_model_async_set(config, false)
        unsafe wasmtime_config_concurrency_support_set(config, false)
        unsafe wasmtime_config_epoch_interruption_set(config, true)
        unsafe wasmtime_config_consume_fuel_set(config, configuration.countsFuel)
        unsafe wasmtime_config_wasm_threads_set(config, false)
        unsafe wasmtime_config_shared_memory_set(config, false)
        unsafe wasmtime_config_wasm_relaxed_simd_deterministic_set(config, true)
        unsafe wasmtime_config_cranelift_nan_canonicalization_set(config, true)
        unsafe wasmtime_config_parallel_compilation_set(config, configuration.compilesInParallel)
        unsafe wasmtime_config_max_wasm_stack_set(config, configuration.wasmStackBytesMax)
        unsafe wasmtime_config_async_stack_size_set(
            config, configuration.wasmStackBytesMax + EngineConfiguration.hostStackBytes)
        unsafe wasmtime_config_memory_may_move_set(config, false)
        unsafe wasmtime_config_memory_reservation_set(config, configuration.memoryReservationBytes)
        unsafe wasmtime_config_memory_guard_size_set(config, EngineConfiguration.memoryGuardBytes)
        if pooled, let pool = configuration.pool {
            unsafe Self.configure(config, pool, memoryBytesMax: configuration.memoryReservationBytes)
        }
        guard let engine = unsafe wasm_engine_new_with_config(config) else {
            throw WasmtimeError(.engineUnavailable, "the library made no engine of these settings")
        }
        unsafe self.pointer = engine
    }

    deinit { unsafe wasm_engine_delete(pointer) }

    /// Moves the clock that interrupts guests by one tick.
    func incrementEpoch() { unsafe wasmtime_engine_increment_epoch(pointer) }

    private static func configure(
        _ config: OpaquePointer, _ pool: EngineConfiguration.Pool, memoryBytesMax: UInt64
    ) {
        let pooling = unsafe wasmtime_pooling_allocation_config_new()
        defer { unsafe wasmtime_pooling_allocation_config_delete(pooling) }
        let instances = UInt32(clamping: pool.instancesMax)
        // Components made by language toolchains bring small adapter modules along, without memories.
        let coreInstances = UInt32(clamping: pool.instancesMax * 4)
        unsafe wasmtime_pooling_allocation_config_total_component_instances_set(pooling, instances)
        unsafe wasmtime_pooling_allocation_config_total_core_instances_set(pooling, coreInstances)
        unsafe wasmtime_pooling_allocation_config_total_memories_set(pooling, instances)
        unsafe wasmtime_pooling_allocation_config_total_tables_set(pooling, coreInstances)
        unsafe wasmtime_pooling_allocation_config_total_stacks_set(pooling, instances)
        unsafe wasmtime_pooling_allocation_config_max_core_instances_per_component_set(pooling, coreInstances)
        unsafe wasmtime_pooling_allocation_config_max_memories_per_component_set(pooling, instances)
        unsafe wasmtime_pooling_allocation_config_max_tables_per_component_set(pooling, coreInstances)
        unsafe wasmtime_pooling_allocation_config_max_memory_size_set(pooling, Int(memoryBytesMax))
        unsafe wasmtime_pooling_allocation_config_linear_memory_keep_resident_set(pooling, pool.memoryResidentBytes)
        unsafe wasmtime_pooling_allocation_config_table_keep_resident_set(pooling, 16 << 10)
        unsafe wasmtime_pooling_allocation_config_async_stack_keep_resident_set(pooling, 0)
        unsafe wasmtime_pooling_allocation_config_max_unused_warm_slots_set(pooling, 64)
        unsafe wasmtime_pooling_allocation_strategy_set(config, pooling)
    }
}
