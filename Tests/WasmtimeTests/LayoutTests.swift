import CWasmtime
import Foundation
import Testing

/// Our C declarations against those of the wheel the library came from.
struct LayoutTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Loads the wheel's bindings with the library beside them and prints what a marked line asks for.
    private func python(_ script: String) throws -> [String] {
        let folder = Self.root.appendingPathComponent(".deps/wasmtime").path
        #if os(macOS)
            let library = "libwasmtime.dylib"
        #else
            let library = "libwasmtime.so"
        #endif
        let preamble = """
            import ctypes, sys, types
            ffi = types.ModuleType("wasmtime._ffi")
            ffi.dll = ctypes.CDLL("\(folder)/lib/\(library)")
            class wasm_ref_t(ctypes.Structure): pass
            class wasm_val_union(ctypes.Union):
                _fields_ = [("i64", ctypes.c_int64), ("ref", ctypes.POINTER(wasm_ref_t))]
            class wasm_val_t(ctypes.Structure):
                _fields_ = [("kind", ctypes.c_uint8), ("of", wasm_val_union)]
            ffi.wasm_ref_t, ffi.wasm_val_t = wasm_ref_t, wasm_val_t
            sys.modules["wasmtime"] = types.ModuleType("wasmtime")
            sys.modules["wasmtime._ffi"] = ffi
            space = {"__name__": "wasmtime._bindings", "__package__": "wasmtime"}
            exec(open("\(folder)/_bindings.py").read(), space)

            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", preamble + script]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `our structs have the layouts of the wheel`() throws {
        let structs: [(name: String, size: Int, offsets: [Int?])] = unsafe [
            layout("wasm_byte_vec_t", wasm_byte_vec_t.self, [\.size, \.data]),
            layout("wasm_frame_vec_t", wasm_frame_vec_t.self, [\.size, \.data]),
            layout(
                "wasmtime_async_continuation_t", wasmtime_async_continuation_t.self, [\.callback, \.env, \.finalizer]),
            layout("wasmtime_component_vallist", wasmtime_component_vallist.self, [\.size, \.data]),
            layout("wasmtime_component_valtuple", wasmtime_component_valtuple.self, [\.size, \.data]),
            layout("wasmtime_component_valrecord", wasmtime_component_valrecord.self, [\.size, \.data]),
            layout("wasmtime_component_valflags", wasmtime_component_valflags.self, [\.size, \.data]),
            layout("wasmtime_component_valmap", wasmtime_component_valmap.self, [\.size, \.data]),
            layout("wasmtime_component_valvariant", wasmtime_component_valvariant.self, [\.discriminant, \.val]),
            layout("wasmtime_component_valresult", wasmtime_component_valresult.self, [\.is_ok, \.val]),
            layout("wasmtime_component_valunion", wasmtime_component_valunion.self, []),
            layout("wasmtime_component_val", wasmtime_component_val.self, [\.kind, \.of]),
            layout("wasmtime_component_valrecord_entry", wasmtime_component_valrecord_entry.self, [\.name, \.val]),
            layout("wasmtime_component_valmap_entry", wasmtime_component_valmap_entry.self, [\.key, \.value]),
            layout("wasmtime_component_instance", wasmtime_component_instance.self, [\.store_id, \.private_index]),
            layout("wasmtime_component_func", wasmtime_component_func.self, [\.origin, \.private_2, \.private_3]),
            layout("wasmtime_component_valtype_union", wasmtime_component_valtype_union.self, []),
            layout("wasmtime_component_valtype_t", wasmtime_component_valtype_t.self, [\.kind, \.of]),
            layout("wasmtime_component_item_union", wasmtime_component_item_union.self, []),
            layout("wasmtime_component_item_t", wasmtime_component_item_t.self, [\.kind, \.of]),
        ]
        let names = structs.map { "\"\($0.name)\"" }.joined(separator: ",")
        let lines = try python(
            """
            for name in [\(names)]:
                kind = space[name]
                union = issubclass(kind, ctypes.Union)
                offsets = [] if union else [getattr(kind, field[0]).offset for field in kind._fields_]
                print(name, ctypes.sizeof(kind), *offsets)
            """)
        let ours = structs.map { entry in
            ([entry.name, "\(entry.size)"] + entry.offsets.map { "\($0 ?? -1)" }).joined(separator: " ")
        }
        #expect(lines == ours)
    }

    private func layout<T>(
        _ name: String, _ type: T.Type, _ fields: [PartialKeyPath<T>]
    ) -> (name: String, size: Int, offsets: [Int?]) {
        (name, MemoryLayout<T>.size, fields.map { MemoryLayout<T>.offset(of: $0) })
    }

    @Test func `our functions take as many arguments as those of the wheel`() throws {
        let path = Self.root.appendingPathComponent("Sources/CWasmtime/include/CWasmtime.h")
        var header = try String(contentsOf: path, encoding: .utf8)
        header = header.replacingOccurrences(of: #"(?m)^\s*(#|//).*$"#, with: "", options: .regularExpression)
        let pattern = /\b(wasm(?:time)?_\w+)\(([^()]*(?:\([^()]*\)[^()]*)*)\);/
        var ours: [String] = []
        for match in header.matches(of: pattern) {
            let parameters = match.output.2.trimmingCharacters(in: .whitespacesAndNewlines)
            let count = parameters == "void" ? 0 : parameters.split(separator: ",").count
            ours.append("\(match.output.1) \(count)")
        }
        #expect(ours.count > 120)
        let names = ours.map { "\"\($0.split(separator: " ")[0])\"" }.joined(separator: ",")
        let lines = try python("for name in [\(names)]: print(name, len(space['_' + name].argtypes))")
        #expect(lines == ours)
    }

    @Test func `trap codes end where ours do`() throws {
        #expect(try python("print(max(c.value for c in space['wasmtime_trap_code_enum']))") == ["53"])
    }
}
