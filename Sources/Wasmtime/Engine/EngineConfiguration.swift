/// The settings of an engine; those that shape compiled code or guest behaviour are part of every cache key.
package struct EngineConfiguration: Sendable, Hashable {
    /// The largest linear memory a guest may have; its whole range is reserved as address space by both allocators.
    package var memoryBytesMax: Int
    /// The stack WebAssembly code may use; a change makes old histories trap elsewhere, so it belongs to `semantics`.
    package var wasmStackBytesMax: Int
    /// Whether instructions are counted against a budget given at each start.
    package var countsFuel: Bool
    /// Whether one component is compiled on all cores.
    package var compilesInParallel: Bool
    /// The pool of preallocated instances; nil makes every instance on demand.
    package var pool: Pool?
    /// Instances outside the pool alive at once; nil: as many as the machine can map (see `instancesMapped`).
    package var instancesOnDemandMax: Int?

    /// The size of the pool and what its slots keep.
    package struct Pool: Sendable, Hashable {
        /// Instances alive at once; further ones are made on demand.
        package var instancesMax: Int
        /// Bytes of a freed memory that stay resident for the next instance: what a small guest touches, so that it
        /// meets no page faults (seen: 18 µs a run instead of 50). Times `instancesMax`, a pool keeps no more.
        package var memoryResidentBytes: Int

        package init(instancesMax: Int = 1_024, memoryResidentBytes: Int = 256 << 10) {
            self.instancesMax = instancesMax
            self.memoryResidentBytes = memoryResidentBytes
        }
    }

    package init(
        memoryBytesMax: Int = 256 << 20, wasmStackBytesMax: Int = 512 << 10, countsFuel: Bool = false,
        compilesInParallel: Bool = true, pool: Pool? = Pool(), instancesOnDemandMax: Int? = nil
    ) {
        self.memoryBytesMax = memoryBytesMax
        self.wasmStackBytesMax = wasmStackBytesMax
        self.countsFuel = countsFuel
        self.compilesInParallel = compilesInParallel
        self.pool = pool
        self.instancesOnDemandMax = instancesOnDemandMax
    }

    /// What host functions may use of a guest's stack beyond the guest's own share.
    static let hostStackBytes = 1_536 << 10

    /// The address space of one memory: the limit, but at least the 4 GiB with which 32-bit code needs no checks.
    var memoryReservationBytes: UInt64 { max(UInt64(memoryBytesMax), 4 << 30) }

    /// Unmapped space after each memory, which catches accesses by constant offsets.
    static let memoryGuardBytes: UInt64 = 32 << 20

    /// The settings compiled code depends on, as text for a cache key.
    var fingerprint: String {
        "memory=\(memoryReservationBytes) fuel=\(countsFuel) stack=\(wasmStackBytesMax)"
    }
}
