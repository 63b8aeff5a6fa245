import Foundation
import ObeliskCore
import ObeliskRuntime
import ObeliskTestSupport
import Synchronization

/// Components for tests: the example's, and small ones made from a world and core text with `wasm-tools`.
enum TestComponents {
    /// A guest that `make guests` built.
    static func example(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: TextComponent.root.appendingPathComponent("Examples/fibo/build/\(name).wasm")))
    }

    /// A component of `package test:guest { world guest { … } }` whose core module is given as text.
    static func make(world: String, core: String) throws -> [UInt8] {
        try TextComponent.make(world: world, core: core)
    }
}

/// What a guest asked, in order.
final class Transcript: Sendable {
    private let entries = Mutex<[HostCall]>([])

    func note(_ call: HostCall) { entries.withLock { $0.append(call) } }

    var calls: [HostCall] { entries.withLock { $0 } }
}

/// A runtime with a small pool and without a cache.
func makeRuntime(
    _ change: (inout WasmtimeRuntime.Configuration) -> Void = { _ in }
) throws(RuntimeError) -> WasmtimeRuntime {
    var configuration = WasmtimeRuntime.Configuration(pooledInstancesMax: 8)
    change(&configuration)
    return try WasmtimeRuntime(configuration)
}

extension DeployedComponent {
    /// A component as it is deployed in these tests.
    init(test name: String, _ kind: ComponentKind) { self.init(name: name, kind: kind, digest: "sha256:0") }
}

extension GuestStart {
    /// A call in these tests.
    init(_ component: String, _ function: String, _ params: String, memoryBytesMax: Int = 16 << 20) throws {
        self.init(
            execution: ExecutionID(stored: "E_test"), component: component,
            function: try FunctionName(parsing: function), params: JSONText(valid: params),
            memoryBytesMax: memoryBytesMax)
    }
}

extension GuestCall {
    /// Polls until the guest waits or is done.
    func run() -> GuestProgress {
        while true {
            let progress = poll()
            if case .interrupted = progress { continue }
            return progress
        }
    }

    /// Runs a guest that waits for nothing.
    func outcome() -> GuestOutcome? {
        if case .finished(let outcome) = run() { outcome } else { nil }
    }
}
