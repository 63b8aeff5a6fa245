// The imports of the world `fibo-workflow` as Swift functions; their canonical ABI by hand.

/// `demo:fibo/fibo.fibo`: one attempt or more of the activity, recorded by the engine.
func fibo(_ n: UInt8) throws(Refusal) -> UInt64 {
    // result<u64, string>: the discriminant, then at 8 the number, or the address and length of the text.
    let result = ReturnArea(byteCount: 16)
    defer { result.free() }
    fiboFibo(UInt32(n), result.pointer)
    if result.isError { throw result.takeRefusal(at: 8) }
    return result.read(at: 8)
}

/// `obelisk:workflow/workflow-support.sleep`, for a span from now; false if the sleep was cancelled.
func sleep(milliseconds: UInt64) -> Bool {
    // The schedule `after(milliseconds(…))`: case 2 of `schedule-at`, whose payload is case 0 of `duration`.
    // result<datetime, sleep-error>: the discriminant, then at 8 an instant of 12 bytes, padded to 24 in all.
    let result = ReturnArea(byteCount: 24)
    defer { result.free() }
    workflowSupportSleep(2, 0, milliseconds, 0, nil, 0, result.pointer)
    return !result.isError
}

@_extern(wasm, module: "demo:fibo/fibo", name: "fibo") @_extern(c)
private func fiboFibo(_ n: UInt32, _ result: UnsafeMutableRawPointer)

@_extern(wasm, module: "obelisk:workflow/workflow-support@1.0.0", name: "sleep") @_extern(c)
private func workflowSupportSleep(
    _ schedule: UInt32, _ scheduleFirst: UInt64, _ scheduleSecond: UInt64,
    _ hasName: UInt32, _ name: UnsafeRawPointer?, _ nameBytes: Int, _ result: UnsafeMutableRawPointer)
