import Synchronization

/// A compiled component, ready to be instantiated from the pool or on demand.
package final class Component: Sendable {
    /// The engine it was compiled for.
    package let engine: Engine
    /// What it imports and exports.
    package let type: ComponentType
    private let functions: [ComponentFunctionName: ExportedFunction]
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
        functions = Dictionary(
            uniqueKeysWithValues: type.exportedFunctions.enumerated().map { place, entry in
                (entry.key, ExportedFunction(name: entry.key, type: entry.value, place: place))
            })
        first = LoadedComponent(raw, functions.values)
        second = Mutex(nil)
    }

    /// Finds an exported function.
    ///
    /// - Throws: `.noSuchExport`.
    package func function(_ name: ComponentFunctionName) throws(WasmtimeError) -> ExportedFunction {
        guard let function = functions[name] else {
            throw WasmtimeError(.noSuchExport, "the component exports no function \(name)")
        }
        return function
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
            let loaded = LoadedComponent(raw, functions.values)
            second = loaded
            return loaded
        }
    }
}

/// A component in one engine, with its exported functions looked up once.
final class LoadedComponent: Sendable {
    let raw: RawComponent
    private let indices: [ExportIndex?]

    /// Looks the functions up.
    init(_ raw: RawComponent, _ functions: some Collection<ExportedFunction>) {
        self.raw = raw
        indices = functions.sorted { $0.place < $1.place }.map { raw.exportIndex(of: $0.name) }
    }

    /// Where an exported function of the component is found in this engine.
    func exportIndex(of function: ExportedFunction) -> ExportIndex? { indices[function.place] }
}

/// A function that a component exports, found once and called often.
package final class ExportedFunction: Sendable {
    /// Its instance and name.
    package let name: ComponentFunctionName
    /// Its parameters and its result.
    package let type: ComponentFunctionType
    /// Its number among those of its component.
    let place: Int

    init(name: ComponentFunctionName, type: ComponentFunctionType, place: Int) {
        self.name = name
        self.type = type
        self.place = place
    }
}
