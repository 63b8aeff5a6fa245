import CWasmtime

extension ComponentType {
    /// Reads the imports and exports of a compiled component.
    init(reflecting component: RawComponent) {
        let type = unsafe wasmtime_component_type(component.pointer)
        defer { unsafe wasmtime_component_type_delete(type) }
        let reader = TypeReader(engine: component.engine)
        imports = unsafe reader.items(
            count: wasmtime_component_type_import_count(type, component.engine.pointer),
            nth: { unsafe wasmtime_component_type_import_nth(type, component.engine.pointer, $0, &$1, &$2, &$3) })
        exports = unsafe reader.items(
            count: wasmtime_component_type_export_count(type, component.engine.pointer),
            nth: { unsafe wasmtime_component_type_export_nth(type, component.engine.pointer, $0, &$1, &$2, &$3) })
    }
}
