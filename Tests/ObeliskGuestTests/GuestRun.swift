import Foundation
import ObeliskCore
import ObeliskRuntime
import WIT

/// One component in a runtime of its own.
struct GuestRun {
    /// What the component says of itself.
    let description: ComponentDescription
    private let runtime: WasmtimeRuntime
    private let kind: ComponentKind

    /// Compiles and loads a component; what was compiled is kept beside what was built.
    init(_ bytes: [UInt8], _ kind: ComponentKind) async throws {
        runtime = try WasmtimeRuntime(
            WasmtimeRuntime.Configuration(
                cacheDirectory: GuestComponents.root.appending(path: ".build/guest-tests/compiled").path,
                pooledInstancesMax: 8))
        self.kind = kind
        description = try await runtime.describe(bytes)
        try await runtime.load(DeployedComponent(name: "guest", kind: kind, digest: "sha256:0"), bytes: bytes)
    }

    /// Calls an export until it ends; a workflow's calls are answered by `host`.
    func call(
        _ function: String, _ params: String, memoryBytesMax: Int = 16 << 20,
        host: @escaping @Sendable (HostCall) -> HostReply = { _ in .trap("not expected") }
    ) throws -> GuestOutcome? {
        let start = GuestStart(
            execution: ExecutionID(stored: "E_test"), component: "guest",
            function: try FunctionName(parsing: function), params: JSONText(valid: params),
            memoryBytesMax: memoryBytesMax)
        let call =
            kind == .workflow
            ? try runtime.startWorkflow(start, host: host) : try runtime.startActivity(start) { _ in .value(.none) }
        while true {
            switch call.poll() {
            case .interrupted: continue
            case .suspended: return nil
            case .finished(let outcome): return outcome
            }
        }
    }

    /// The functions of an exported interface, in order of their names.
    func functions(of interface: String) -> [ComponentDescription.Function] {
        (description.exports.first { $0.name == interface }?.functions ?? []).sorted { $0.name < $1.name }
    }
}
