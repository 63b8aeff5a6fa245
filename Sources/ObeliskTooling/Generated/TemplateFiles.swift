// Written by scripts/generate-support from Examples/: do not edit.

/// The templates of projects: the path below `Examples`, and the text.
enum TemplateFiles {
    static let all: [(path: String, text: String)] = [
        (
            path: "fibo/.gitignore",
            text: #"""
                # What `obelisk build` makes, and what it keeps for that.
                /build/
                /.obelisk/

                """#
        ),
        (
            path: "fibo/.obelisk/.gitignore",
            text: #"""
                *

                """#
        ),
        (
            path: "fibo/README.md",
            text: #"""
                # fibo

                The smallest complete project: an activity that computes Fibonacci numbers, and a durable workflow that calls it.

                | | |
                |---|---|
                | `wit/fibo.wit` | the interfaces and, for each component, its world; `wit/deps` holds Obelisk's own packages |
                | `Sources/fibo-activity` | the activity: `Fibo.swift` is the work, `Glue.swift` the component model's calling convention |
                | `Sources/fibo-workflow` | the workflow: `Workflow.swift` is the work, `Imports.swift` and `Exports.swift` the calling convention |
                | `build/` | the two components, made by `make guests` in a checkout of Obelisk |
                | `obelisk.toml` | what the server is told: two names, two locations |

                ## Run it

                In this folder, with `obelisk` in your PATH (`make build` leaves it in `.build/release` of the checkout):

                ```sh
                obelisk server run
                ```

                and in a second terminal:

                ```sh
                obelisk execution submit demo:fibo/workflow.fiboa '[10, 500]' --follow     # 500 calls in series: 55
                obelisk execution submit demo:fibo/workflow.fiboa '[94, 1]' --follow       # the activity's error: too large
                obelisk execution submit demo:fibo/workflow.fibo-sleepy '[3000]' --follow  # sleeps; stop the server meanwhile
                ```

                Kill the server in the middle of a run, in whatever way you like, and start it again: the workflow goes on where its
                log ends, and no call that was recorded is made again.

                ## Change it

                Edit `Sources/fibo-activity/Fibo.swift` or `Sources/fibo-workflow/Workflow.swift` and run `make guests` in the
                checkout; it rebuilds what changed in seconds. A workflow must make the same calls when it is replayed: no clock, no
                randomness and no globals of its own; it asks `obelisk:workflow/workflow-support` for those.

                """#
        ),
        (
            path: "fibo/Sources/fibo-activity/Fibo.swift",
            text: #"""
                /// The last Fibonacci number that fits into 64 bits.
                private let largestN: UInt8 = 93

                /// The `n`-th Fibonacci number, counted from `fibo(0) = 0`; refused if it does not fit into 64 bits.
                func fibo(_ n: UInt8) throws(Refusal) -> UInt64 {
                    guard n <= largestN else {
                        throw Refusal(message: "fibo(\(n)) does not fit into 64 bits; the largest n is \(largestN)")
                    }
                    var (number, next) = (UInt64(0), UInt64(1))
                    for _ in 0..<n {
                        // The one after fibo(93) overflows, and is never asked for.
                        (number, next) = (next, number &+ next)
                    }
                    return number
                }

                """#
        ),
        (
            path: "fibo/Sources/fibo-activity/Glue.swift",
            text: #"""
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

                """#
        ),
        (
            path: "fibo/Sources/fibo-workflow/Exports.swift",
            text: #"""
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

                """#
        ),
        (
            path: "fibo/Sources/fibo-workflow/Imports.swift",
            text: #"""
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

                """#
        ),
        (
            path: "fibo/Sources/fibo-workflow/Workflow.swift",
            text: #"""
                /// Calls the activity `iterations` times, one after the other, and returns its last answer; its first error ends it.
                func fiboa(_ n: UInt8, iterations: UInt32) throws(Refusal) -> UInt64 {
                    log(.info, "calling fibo in series", [("n", "\(n)"), ("iterations", "\(iterations)")])
                    var last: UInt64 = 0
                    for _ in 0..<iterations {
                        last = try fibo(n)
                    }
                    return last
                }

                /// Sleeps durably: the server may stop and start in between.
                func fiboSleepy(milliseconds: UInt64) throws(Refusal) {
                    guard sleep(milliseconds: milliseconds) else { throw Refusal(message: "the sleep was cancelled") }
                }

                """#
        ),
        (
            path: "fibo/obelisk.toml",
            text: #"""
                # Paths are relative to this file, so the folder runs wherever it is copied.
                # `obelisk build` makes build/NAME.wasm of each `source`; its world in wit/ is the one named as the component.

                [[activity]]
                name = "fibo-activity"
                source = "Sources/fibo-activity"

                [[workflow]]
                name = "fibo-workflow"
                source = "Sources/fibo-workflow"

                """#
        ),
        (path: "fibo/wit/deps/obelisk-log/log.wit", text: SupportFiles.text(of: "obelisk-log/log.wit")),
        (path: "fibo/wit/deps/obelisk-types/types.wit", text: SupportFiles.text(of: "obelisk-types/types.wit")),
        (path: "fibo/wit/deps/obelisk-workflow/workflow.wit", text: SupportFiles.text(of: "obelisk-workflow/workflow.wit")),
        (
            path: "fibo/wit/fibo.wit",
            text: #"""
                package demo:fibo;

                /// The work itself: an activity, run in an attempt of its own each time it is called.
                interface fibo {
                    /// The `n`-th Fibonacci number; an error if it does not fit into 64 bits, which is so from 94 on.
                    fibo: func(n: u8) -> result<u64, string>;
                }

                /// Durable code that calls the activity: every answer is recorded, so a crash loses none.
                interface workflow {
                    /// Calls `fibo(n)` `iterations` times, one after the other, and returns the last answer (0 without any call).
                    fiboa: func(n: u8, iterations: u32) -> result<u64, string>;

                    /// Sleeps durably; an error if the sleep was cancelled.
                    fibo-sleepy: func(milliseconds: u64) -> result<_, string>;
                }

                world fibo-activity {
                    export fibo;
                }

                world fibo-workflow {
                    import fibo;
                    import obelisk:workflow/workflow-support@1.0.0;
                    import obelisk:log/log@1.0.0;
                    export workflow;
                }

                """#
        ),
    ]
}
