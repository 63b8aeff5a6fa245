import Synchronization

/// A compiled component, ready to be instantiated from the pool or on demand.
package final class Component: Sendable {
    /// The engine it was compiled for.
    package let engine: Engine
    /// What it imports and exports.
    package let type: ComponentType
    private let first: LoadedComponent
    private let second: Mutex<LoadedComponent?>

    /// Compiles a component.
    ///
    /// - Throws: `.notWasm`, `.coreModule`, `.truncated`, or `.invalidComponent` with the engine's reason.
    package convenience init(compiling bytes: [UInt8], engine: Engine) throws(WasmtimeError) {
        let raw = try RawComponent.compile(bytes, in: engine.onDemand)
        guard let pooledEngine = engine.pooled else {
            self.init(engine: engine, pooled: nil, onDemand: raw)
            return
        }
        // A component that no slot of the pool can hold is refused there; it lives on demand only.
        let pooled = try? RawComponent.load(trusted: raw.serialized(), in: pooledEngine)
        self.init(engine: engine, pooled: pooled, onDemand: pooled == nil ? raw : nil)
    }

    /// Loads code that `serialized` gave; the caller vouches for it.
    convenience init(loadingTrusted code: [UInt8], engine: Engine) throws(WasmtimeError) {
        let pooled = engine.pooled.flatMap { try? RawComponent.load(trusted: code, in: $0) }
        let onDemand = pooled == nil ? try RawComponent.load(trusted: code, in: engine.onDemand) : nil
        self.init(engine: engine, pooled: pooled, onDemand: onDemand)
    }

    private init(engine: Engine, pooled: RawComponent?, onDemand: RawComponent?) {
        self.engine = engine
        guard let raw = pooled ?? onDemand else { preconditionFailure("a component is loaded somewhere") }
        type = ComponentType(reflecting: raw)
        first = LoadedComponent(raw, functions: type.exportedFunctions)
        second = Mutex(nil)
    }

    /// Whether the pool can hold instances of it.
    package var fitsPool: Bool { first.raw.engine === engine.pooled }

    /// The code as bytes for the cache.
    func serialized() throws(WasmtimeError) -> [UInt8] { try first.raw.serialized() }

    /// The code in the pool's engine or the other one, loaded there when first asked for.
    func loaded(pooled: Bool) throws(WasmtimeError) -> LoadedComponent {
        if pooled == fitsPool { return first }
        precondition(!pooled, "a component that does not fit the pool is never asked for there")
        return try second.withLock { (second) throws(WasmtimeError) in
            if let loaded = second { return loaded }
            let raw = try RawComponent.load(trusted: first.raw.serialized(), in: engine.onDemand)
            let loaded = LoadedComponent(raw, functions: type.exportedFunctions)
            second = loaded
            return loaded
        }
    }
}

/// A component in one engine, with its exported functions looked up once.
final class LoadedComponent: Sendable {
    let raw: RawComponent
    private let indices: [ComponentFunctionName: ExportIndex]

    /// Looks the functions up.
    init(_ raw: RawComponent, functions: [ComponentFunctionName: ComponentFunctionType]) {
        self.raw = raw
        indices = Dictionary(
            uniqueKeysWithValues: functions.keys.compactMap { name in raw.exportIndex(of: name).map { (name, $0) } })
    }

    /// The place of an exported function.
    func exportIndex(of name: ComponentFunctionName) -> ExportIndex? { indices[name] }
}
