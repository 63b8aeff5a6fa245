import CWasmtime

extension ComponentValue {
    /// Writes the value into a slot that holds nothing of its own (`false`); the slot's owner frees it.
    ///
    /// A slot is always left valid, also when writing fails half-way.
    func lower(
        into slot: UnsafeMutablePointer<wasmtime_component_val_t>, context: OpaquePointer
    ) throws(WasmtimeError) {
        switch self {
        case .bool(let value): unsafe slot.set(CWASMTIME_VALUE_BOOL) { unsafe $0.boolean = value }
        case .s8(let value): unsafe slot.set(CWASMTIME_VALUE_S8) { unsafe $0.s8 = value }
        case .u8(let value): unsafe slot.set(CWASMTIME_VALUE_U8) { unsafe $0.u8 = value }
        case .s16(let value): unsafe slot.set(CWASMTIME_VALUE_S16) { unsafe $0.s16 = value }
        case .u16(let value): unsafe slot.set(CWASMTIME_VALUE_U16) { unsafe $0.u16 = value }
        case .s32(let value): unsafe slot.set(CWASMTIME_VALUE_S32) { unsafe $0.s32 = value }
        case .u32(let value): unsafe slot.set(CWASMTIME_VALUE_U32) { unsafe $0.u32 = value }
        case .s64(let value): unsafe slot.set(CWASMTIME_VALUE_S64) { unsafe $0.s64 = value }
        case .u64(let value): unsafe slot.set(CWASMTIME_VALUE_U64) { unsafe $0.u64 = value }
        case .float32(let value): unsafe slot.set(CWASMTIME_VALUE_F32) { unsafe $0.f32 = value }
        case .float64(let value): unsafe slot.set(CWASMTIME_VALUE_F64) { unsafe $0.f64 = value }
        case .char(let value): unsafe slot.set(CWASMTIME_VALUE_CHAR) { unsafe $0.character = value.value }
        case .string(let text): unsafe slot.set(CWASMTIME_VALUE_STRING) { unsafe $0.string = makeVector(text) }
        case .enumeration(let name):
            unsafe slot.set(CWASMTIME_VALUE_ENUM) { unsafe $0.enumeration = makeVector(name) }
        case .bytes(let bytes): unsafe Self.lower(bytes: bytes, into: slot)
        case .list(let values):
            var list = unsafe wasmtime_component_vallist_t()
            unsafe wasmtime_component_vallist_new_uninit(&list, values.count)
            unsafe slot.set(CWASMTIME_VALUE_LIST) { unsafe $0.list = list }
            try unsafe Self.lower(values, into: list.data, context: context)
        case .tuple(let values):
            var tuple = unsafe wasmtime_component_valtuple_t()
            unsafe wasmtime_component_valtuple_new_uninit(&tuple, values.count)
            unsafe slot.set(CWASMTIME_VALUE_TUPLE) { unsafe $0.tuple = tuple }
            try unsafe Self.lower(values, into: tuple.data, context: context)
        default: try unsafe lowerCompound(into: slot, context: context)
        }
    }

    private func lowerCompound(
        into slot: UnsafeMutablePointer<wasmtime_component_val_t>, context: OpaquePointer
    ) throws(WasmtimeError) {
        switch self {
        case .record(let fields): try unsafe Self.lower(fields: fields, into: slot, context)
        case .variant(let name, let payload):
            let boxed = try unsafe Self.box(payload, context)
            unsafe slot.set(CWASMTIME_VALUE_VARIANT) {
                unsafe $0.variant = wasmtime_component_valvariant_t(discriminant: makeVector(name), val: boxed)
            }
        case .option(let payload):
            let boxed = try unsafe Self.box(payload, context)
            unsafe slot.set(CWASMTIME_VALUE_OPTION) { unsafe $0.option = boxed }
        case .ok(let payload), .error(let payload):
            var isOK = false
            if case .ok = self { isOK = true }
            let boxed = try unsafe Self.box(payload, context)
            unsafe slot.set(CWASMTIME_VALUE_RESULT) {
                unsafe $0.result = wasmtime_component_valresult_t(is_ok: isOK, val: boxed)
            }
        case .flags(let names):
            var flags = unsafe wasmtime_component_valflags_t()
            unsafe wasmtime_component_valflags_new_uninit(&flags, names.count)
            for (index, name) in names.enumerated() {
                unsafe flags.data?.advanced(by: index).initialize(to: makeVector(name))
            }
            unsafe slot.set(CWASMTIME_VALUE_FLAGS) { unsafe $0.flags = flags }
        case .map(let entries): try unsafe Self.lower(entries: entries, into: slot, context)
        case .resource(let resource): try unsafe resource.lower(into: slot, context)
        default: preconditionFailure("simple values are lowered before")
        }
    }

    private static func lower(
        _ values: [ComponentValue], into slots: UnsafeMutablePointer<wasmtime_component_val_t>?,
        context: OpaquePointer
    ) throws(WasmtimeError) {
        guard let slots = unsafe slots else { return }
        for (index, value) in values.enumerated() {
            try unsafe value.lower(into: slots + index, context: context)
        }
    }

    private static func lower(bytes: [UInt8], into slot: UnsafeMutablePointer<wasmtime_component_val_t>) {
        var list = unsafe wasmtime_component_vallist_t()
        unsafe wasmtime_component_vallist_new_uninit(&list, bytes.count)
        if let data = unsafe list.data {
            for (index, byte) in bytes.enumerated() {
                unsafe (data + index).set(CWASMTIME_VALUE_U8) { unsafe $0.u8 = byte }
            }
        }
        unsafe slot.set(CWASMTIME_VALUE_LIST) { unsafe $0.list = list }
    }

    private static func lower(
        fields: [Field], into slot: UnsafeMutablePointer<wasmtime_component_val_t>, _ context: OpaquePointer
    ) throws(WasmtimeError) {
        var record = unsafe wasmtime_component_valrecord_t()
        unsafe wasmtime_component_valrecord_new_uninit(&record, fields.count)
        unsafe slot.set(CWASMTIME_VALUE_RECORD) { unsafe $0.record = record }
        guard let entries = unsafe record.data else { return }
        for (index, field) in fields.enumerated() {
            unsafe entries[index].name = makeVector(field.name)
            try unsafe withUnsafeMutablePointer(to: &entries[index].val) { (value) throws(WasmtimeError) in
                try unsafe field.value.lower(into: value, context: context)
            }
        }
    }

    private static func lower(
        entries: [Entry], into slot: UnsafeMutablePointer<wasmtime_component_val_t>, _ context: OpaquePointer
    ) throws(WasmtimeError) {
        var map = unsafe wasmtime_component_valmap_t()
        unsafe wasmtime_component_valmap_new_uninit(&map, entries.count)
        unsafe slot.set(CWASMTIME_VALUE_MAP) { unsafe $0.map = map }
        guard let slots = unsafe map.data else { return }
        for (index, entry) in entries.enumerated() {
            try unsafe withUnsafeMutablePointer(to: &slots[index].key) { (key) throws(WasmtimeError) in
                try unsafe entry.key.lower(into: key, context: context)
            }
            try unsafe withUnsafeMutablePointer(to: &slots[index].value) { (value) throws(WasmtimeError) in
                try unsafe entry.value.lower(into: value, context: context)
            }
        }
    }

    /// A payload in memory of the library's own.
    private static func box(
        _ payload: ComponentValue?, _ context: OpaquePointer
    ) throws(WasmtimeError) -> UnsafeMutablePointer<wasmtime_component_val_t>? {
        guard let payload else { return nil }
        var value = unsafe wasmtime_component_val_t()
        do throws(WasmtimeError) {
            try unsafe payload.lower(into: &value, context: context)
        } catch {
            unsafe wasmtime_component_val_delete(&value)
            throw error
        }
        return unsafe wasmtime_component_val_new(&value)
    }
}

extension HostResource {
    /// Makes a handle in the store for the guest.
    fileprivate func lower(
        into slot: UnsafeMutablePointer<wasmtime_component_val_t>, _ context: OpaquePointer
    ) throws(WasmtimeError) {
        let host = unsafe wasmtime_component_resource_host_new(isOwned, rep, type)
        defer { unsafe wasmtime_component_resource_host_delete(host) }
        var handle: OpaquePointer?
        try unsafe WasmtimeError.check(
            code: .unsupportedValue, wasmtime_component_resource_host_to_any(context, host, &handle))
        let any = unsafe handle
        unsafe slot.set(CWASMTIME_VALUE_RESOURCE) { unsafe $0.resource = any }
    }
}

extension UnsafeMutablePointer<wasmtime_component_val_t> {
    /// Sets kind and payload together.
    fileprivate func set(_ kind: Int, _ body: (inout wasmtime_component_valunion_t) -> Void) {
        unsafe pointee.kind = UInt8(kind)
        unsafe body(&pointee.of)
    }
}
