import Foundation

extension EngineConfiguration {
    /// Refuses settings that the library would answer by ending the process.
    func check() throws(WasmtimeError) {
        let positive = [
            ("memoryBytesMax", memoryBytesMax), ("wasmStackBytesMax", wasmStackBytesMax),
            ("pool.instancesMax", pool?.instancesMax ?? 1),
        ]
        for (name, value) in positive where value <= 0 {
            throw WasmtimeError(.engineUnavailable, "\(name) is \(value), expected a positive number")
        }
        guard wasmStackBytesMax <= 64 << 20 else {
            throw WasmtimeError(
                .engineUnavailable, "wasmStackBytesMax is \(wasmStackBytesMax), expected at most \(64 << 20)")
        }
    }

    /// Tries out whether the pool's address space is to be had: the library ends the process if it is not.
    func checkPool() throws(WasmtimeError) {
        guard let pool else { return }
        let memory = memoryReservationBytes + Self.memoryGuardBytes
        let stack = UInt64(wasmStackBytesMax + Self.hostStackBytes)
        let (bytes, overflow) = (memory + stack).multipliedReportingOverflow(by: UInt64(pool.instancesMax))
        guard !overflow, let size = Int(exactly: bytes), canReserve(size) else {
            throw WasmtimeError(
                .engineUnavailable,
                "a pool of \(pool.instancesMax) instances needs \(overflow ? "too much" : "\(bytes >> 30) GiB of") "
                    + "address space, which is not to be had; lower pool.instancesMax or raise `ulimit -v`")
        }
    }

    /// How many instances outside the pool this machine can map, beside the pool and all else in the process.
    ///
    /// Linux bounds the mappings of a process (`vm.max_map_count`, 65,530 by default). An instance takes seven: two of
    /// its stack, and of its memory what lies before, in and behind its data, what it may not touch yet, and a guard.
    var instancesMapped: Int {
        let perInstance = 7
        let forAllElse = 4_096
        guard let text = try? String(contentsOfFile: "/proc/sys/vm/max_map_count", encoding: .utf8),
            let mappings = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { return 1_000_000 }
        return max(64, (mappings - forAllElse) / perInstance - (pool?.instancesMax ?? 0))
    }

    private func canReserve(_ size: Int) -> Bool {
        let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
        guard let space = unsafe mmap(nil, size, PROT_NONE, flags, -1, 0), unsafe space != MAP_FAILED else {
            return false
        }
        unsafe munmap(space, size)
        return true
    }
}
