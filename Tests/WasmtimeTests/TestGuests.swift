import Synchronization
import Wasmtime

/// Tiny components as text, so that no test needs a guest toolchain.
enum TestGuests {
    /// Exports `demo:math/api@1.0.0`: `add`, and traps of several kinds.
    static let math = """
        (component
          (core module $m
            (memory (export "memory") 1)
            (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)
            (func $inner unreachable)
            (func (export "crash") call $inner)
            (func (export "divide") (param i32 i32) (result i32) local.get 0 local.get 1 i32.div_u)
            (func (export "peek") (param i32) (result i32) local.get 0 i32.load)
            (func $deep (export "deep") call $deep)
            (func (export "spin") (param i64)
              (loop $l
                local.get 0 i64.const 1 i64.sub local.tee 0
                i64.const 0 i64.ne br_if $l))
            (func (export "grow") (param i32) (result i32) local.get 0 memory.grow))
          (core instance $i (instantiate $m))
          (func $add (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
          (func $crash (canon lift (core func $i "crash")))
          (func $divide (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "divide")))
          (func $peek (param "at" u32) (result u32) (canon lift (core func $i "peek")))
          (func $deep (canon lift (core func $i "deep")))
          (func $spin (param "times" u64) (canon lift (core func $i "spin")))
          (func $grow (param "pages" u32) (result s32) (canon lift (core func $i "grow")))
          (instance $api
            (export "add" (func $add)) (export "crash" (func $crash)) (export "divide" (func $divide))
            (export "peek" (func $peek)) (export "deep" (func $deep)) (export "spin" (func $spin))
            (export "grow" (func $grow)))
          (export "demo:math/api@1.0.0" (instance $api)))
        """

    /// Imports `demo:host/io@1.0.0` with `ask: func(n: u32) -> u32`; `run(times)` sums the answers.
    static let asking = """
        (component
          (import "demo:host/io@1.0.0" (instance $io (export "ask" (func (param "n" u32) (result u32)))))
          (core func $ask (canon lower (func $io "ask")))
          (core module $m
            (import "io" "ask" (func $ask (param i32) (result i32)))
            (func (export "run") (param $times i32) (result i32) (local $n i32) (local $sum i32)
              (block $done
                (loop $l
                  (br_if $done (i32.ge_u (local.get $n) (local.get $times)))
                  (local.set $sum (i32.add (local.get $sum) (call $ask (local.get $n))))
                  (local.set $n (i32.add (local.get $n) (i32.const 1)))
                  (br $l)))
              (local.get $sum)))
          (core instance $i (instantiate $m (with "io" (instance (export "ask" (func $ask))))))
          (func (export "run") (param "times" u32) (result u32) (canon lift (core func $i "run"))))
        """

    /// Imports `demo:host/io@1.0.0` with `tell` and `tell-more`, which return nothing; `run` calls one after the other.
    static let telling = """
        (component
          (import "demo:host/io@1.0.0" (instance $io (export "tell" (func)) (export "tell-more" (func))))
          (core func $tell (canon lower (func $io "tell")))
          (core func $more (canon lower (func $io "tell-more")))
          (core module $m
            (import "io" "tell" (func $tell))
            (import "io" "more" (func $more))
            (func (export "run") call $tell call $more))
          (core instance $i (instantiate $m (with "io" (instance
            (export "tell" (func $tell)) (export "more" (func $more))))))
          (func (export "run") (canon lift (core func $i "run"))))
        """

    /// Exports `echo: func(v: list<t>) -> list<t>` for a type given as text.
    static func echo(_ type: String) -> String {
        """
        (component
          (core module $m
            (memory (export "memory") 1)
            (global $next (mut i32) (i32.const 1024))
            (func (export "realloc") (param $old i32) (param $was i32) (param $align i32) (param $size i32) (result i32)
              (local $at i32)
              (local.set $at (i32.and (i32.add (global.get $next) (i32.const 15)) (i32.const -16)))
              (global.set $next (i32.add (local.get $at) (local.get $size)))
              (block $enough
                (br_if $enough (i32.le_u (global.get $next) (i32.mul (memory.size) (i32.const 65536))))
                (drop (memory.grow
                  (i32.add (i32.const 1) (i32.div_u (local.get $size) (i32.const 65536))))))
              (local.get $at))
            (func (export "echo") (param i32 i32) (result i32)
              (i32.store (i32.const 16) (local.get 0))
              (i32.store (i32.const 20) (local.get 1))
              (i32.const 16)))
          (core instance $i (instantiate $m))
          (type $inner \(type))
          (export $t "t" (type $inner))
          (func (export "echo") (param "v" (list $t)) (result (list $t))
            (canon lift (core func $i "echo") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))
        """
    }
}

/// The state the tests hang on a guest.
final class TestState: Sendable {
    /// What host functions saw.
    let seen = Mutex<[ComponentValue]>([])
}

/// An engine for tests: a small pool, so that many fit beside each other.
func makeEngine(_ change: (inout EngineConfiguration) -> Void = { _ in }) throws -> Engine {
    var configuration = EngineConfiguration(pool: EngineConfiguration.Pool(instancesMax: 32))
    change(&configuration)
    return try Engine(configuration)
}

/// A component from text.
func compile(_ text: String, _ engine: Engine) throws -> Component {
    try Component(compiling: ComponentBytes.encode(text: text), engine: engine)
}

/// A linker without anything.
func emptyLinker(_ engine: Engine) throws -> ComponentLinker<TestState> {
    try ComponentLinker(engine: engine, interfaces: [])
}

extension GuestInstance {
    /// Starts a call of the function of that name.
    func start(_ name: ComponentFunctionName, _ arguments: [ComponentValue]) throws {
        try start(component.function(name), arguments)
    }

    /// Runs a call that waits for nothing.
    func run(_ name: ComponentFunctionName, _ arguments: [ComponentValue]) throws -> [ComponentValue] {
        try start(name, arguments)
        while true {
            switch try poll() {
            case .yielded: continue
            case .finished(let results): return results
            case .suspended: throw Waiting(calls: waitingCalls)
            }
        }
    }
}

extension GuestInstance {
    /// Polls until the guest stands still, and gives the calls it waits for.
    func waits() throws -> [ImportCallID] {
        while true {
            switch try poll() {
            case .yielded: continue
            case .suspended: return waitingCalls
            case .finished: return []
            }
        }
    }
}

/// A guest waits although the test expected none.
struct Waiting: Error {
    let calls: [ImportCallID]
}
