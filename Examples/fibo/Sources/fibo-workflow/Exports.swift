// The exports of the world `fibo-workflow`; their canonical ABI by hand.

/// Where the payload of a `result<u64, string>` stands: 8 bytes of alignment come before it.
private let numberOffset = 8

/// Where the payload of a `result<_, string>` stands: address and length of the text.
private let textOffset = 4

/// `demo:fibo/workflow.fiboa`.
@_expose(wasm, "demo:fibo/workflow#fiboa") @_cdecl("workflow_fiboa")
func exportedFiboa(_ n: UInt32, _ iterations: UInt32) -> UnsafeMutableRawPointer {
    let area = ReturnArea(byteCount: 16)
    do {
        area.store(ok: try fiboa(UInt8(n), iterations: iterations), at: numberOffset)
    } catch {
        area.store(error, at: numberOffset)
    }
    return area.pointer
}

/// Called when the host has read the result of `fiboa`.
@_expose(wasm, "cabi_post_demo:fibo/workflow#fiboa") @_cdecl("workflow_fiboa_post_return")
func freeFiboa(_ result: UnsafeMutableRawPointer) {
    ReturnArea(result).freeResult(refusalAt: numberOffset)
}

/// `demo:fibo/workflow.fibo-sleepy`.
@_expose(wasm, "demo:fibo/workflow#fibo-sleepy") @_cdecl("workflow_fibo_sleepy")
func exportedFiboSleepy(_ milliseconds: UInt64) -> UnsafeMutableRawPointer {
    let area = ReturnArea(byteCount: 12)
    do {
        try fiboSleepy(milliseconds: milliseconds)
        area.storeOK()
    } catch {
        area.store(error, at: textOffset)
    }
    return area.pointer
}

/// Called when the host has read the result of `fibo-sleepy`.
@_expose(wasm, "cabi_post_demo:fibo/workflow#fibo-sleepy") @_cdecl("workflow_fibo_sleepy_post_return")
func freeFiboSleepy(_ result: UnsafeMutableRawPointer) {
    ReturnArea(result).freeResult(refusalAt: textOffset)
}
