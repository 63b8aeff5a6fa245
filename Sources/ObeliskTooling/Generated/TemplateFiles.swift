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
                extension Exports { typealias Fibo = FiboActivity }

                /// The last Fibonacci number that fits into 64 bits.
                private let largestN: UInt8 = 93

                /// The activity: computes, and keeps nothing.
                enum FiboActivity: Fibo.Export {
                    static func fibo(n: UInt8) throws(Refusal) -> UInt64 {
                        guard n <= largestN else {
                            throw Refusal("fibo(\(n)) does not fit into 64 bits; the largest n is \(largestN)")
                        }
                        var (number, next) = (UInt64(0), UInt64(1))
                        for _ in 0..<n {
                            // The one after fibo(93) overflows, and is never asked for.
                            (number, next) = (next, number &+ next)
                        }
                        return number
                    }
                }

                """#
        ),
        (
            path: "fibo/Sources/fibo-workflow/Workflow.swift",
            text: #"""
                extension Exports { typealias Workflow = FiboWorkflow }

                /// The durable code: each call it makes is recorded.
                enum FiboWorkflow: Workflow.Export {
                    static func fiboa(n: UInt8, iterations: UInt32) throws(Refusal) -> UInt64 {
                        log.info("calling fibo in series", ["n": "\(n)", "iterations": "\(iterations)"])
                        var last: UInt64 = 0
                        for _ in 0..<iterations {
                            last = try Fibo.fibo(n: n)
                        }
                        return last
                    }

                    static func fiboSleepy(milliseconds: UInt64) throws(Refusal) {
                        try sleep(for: .milliseconds(milliseconds))
                    }
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
