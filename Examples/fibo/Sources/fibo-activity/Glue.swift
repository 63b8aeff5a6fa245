// The canonical ABI of the world `fibo-activity`, by hand.

/// A `result<u64, string>`: the discriminant, then at 8 the number, or the address and length of the text.
private let payloadOffset = 8

/// `demo:fibo/fibo.fibo`.
@_expose(wasm, "demo:fibo/fibo#fibo") @_cdecl("fibo_fibo")
func exportedFibo(_ n: UInt32) -> UnsafeMutableRawPointer {
    let area = ReturnArea(byteCount: 16)
    do {
        area.store(ok: try fibo(UInt8(n)), at: payloadOffset)
    } catch {
        area.store(error, at: payloadOffset)
    }
    return area.pointer
}

/// Called when the host has read the result.
@_expose(wasm, "cabi_post_demo:fibo/fibo#fibo") @_cdecl("fibo_fibo_post_return")
func freeFibo(_ result: UnsafeMutableRawPointer) {
    ReturnArea(result).freeResult(refusalAt: payloadOffset)
}
