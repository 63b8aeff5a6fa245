import CWasmtime

extension ComponentValue {
    /// Reads values of the library, which keeps them.
    ///
    /// Every resource handle among them is taken, also when reading fails half-way: the library counts a borrow that
    /// was not taken as an error of the call.
    static func lift(
        _ values: UnsafeMutablePointer<wasmtime_component_val_t>?, count: Int, context: OpaquePointer
    ) throws(WasmtimeError) -> [ComponentValue] {
        var lifted: [ComponentValue] = []
        lifted.reserveCapacity(count)
        var failure: WasmtimeError?
        let values = unsafe UnsafeBufferPointer(start: values, count: count)
        for index in 0..<count {
            do throws(WasmtimeError) {
                try unsafe lifted.append(ComponentValue(lifting: values[index], context: context))
            } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
        return lifted
    }

    /// Reads one value, which stays the library's.
    init(lifting value: wasmtime_component_val_t, context: OpaquePointer) throws(WasmtimeError) {
        let of = unsafe value.of
        switch unsafe Int(value.kind) {
        case CWASMTIME_VALUE_BOOL: self = unsafe .bool(of.boolean)
        case CWASMTIME_VALUE_S8: self = unsafe .s8(of.s8)
        case CWASMTIME_VALUE_U8: self = unsafe .u8(of.u8)
        case CWASMTIME_VALUE_S16: self = unsafe .s16(of.s16)
        case CWASMTIME_VALUE_U16: self = unsafe .u16(of.u16)
        case CWASMTIME_VALUE_S32: self = unsafe .s32(of.s32)
        case CWASMTIME_VALUE_U32: self = unsafe .u32(of.u32)
        case CWASMTIME_VALUE_S64: self = unsafe .s64(of.s64)
        case CWASMTIME_VALUE_U64: self = unsafe .u64(of.u64)
        case CWASMTIME_VALUE_F32: self = unsafe .float32(of.f32)
        case CWASMTIME_VALUE_F64: self = unsafe .float64(of.f64)
        case CWASMTIME_VALUE_CHAR: self = unsafe .char(Unicode.Scalar(of.character) ?? "\u{FFFD}")
        case CWASMTIME_VALUE_STRING: self = unsafe .string(readString(of.string))
        case CWASMTIME_VALUE_ENUM: self = unsafe .enumeration(readString(of.enumeration))
        default: self = try unsafe Self.compound(lifting: value, context)
        }
    }

    private static func compound(
        lifting value: wasmtime_component_val_t, _ context: OpaquePointer
    ) throws(WasmtimeError) -> ComponentValue {
        let of = unsafe value.of
        switch unsafe Int(value.kind) {
        case CWASMTIME_VALUE_LIST: return try unsafe list(lifting: of.list, context)
        case CWASMTIME_VALUE_TUPLE:
            return .tuple(try unsafe lift(of.tuple.data, count: of.tuple.size, context: context))
        case CWASMTIME_VALUE_RECORD: return .record(try unsafe fields(lifting: of.record, context))
        case CWASMTIME_VALUE_VARIANT:
            return .variant(
                case: unsafe readString(of.variant.discriminant),
                payload: try unsafe payload(lifting: of.variant.val, context))
        case CWASMTIME_VALUE_OPTION: return .option(try unsafe payload(lifting: of.option, context))
        case CWASMTIME_VALUE_RESULT:
            let payload = try unsafe payload(lifting: of.result.val, context)
            return unsafe of.result.is_ok ? .ok(payload) : .error(payload)
        case CWASMTIME_VALUE_FLAGS:
            let names = unsafe UnsafeBufferPointer(start: of.flags.data, count: of.flags.size)
            return .flags(names.indices.map { unsafe readString(names[$0]) })
        case CWASMTIME_VALUE_MAP: return .map(try unsafe entries(lifting: of.map, context))
        case CWASMTIME_VALUE_RESOURCE:
            guard let handle = unsafe of.resource else { break }
            return .resource(try unsafe HostResource(taking: handle, context))
        default: break
        }
        throw WasmtimeError(
            .unsupportedValue,
            unsafe "a value of kind \(value.kind): streams, futures and error contexts cannot be passed")
    }

    private static func payload(
        lifting value: UnsafeMutablePointer<wasmtime_component_val_t>?, _ context: OpaquePointer
    ) throws(WasmtimeError) -> ComponentValue? {
        guard let value = unsafe value else { return nil }
        return try unsafe ComponentValue(lifting: value.pointee, context: context)
    }

    private static func list(
        lifting list: wasmtime_component_vallist_t, _ context: OpaquePointer
    ) throws(WasmtimeError) -> ComponentValue {
        guard let data = unsafe list.data, unsafe list.size > 0, unsafe Int(data.pointee.kind) == CWASMTIME_VALUE_U8
        else {
            return .list(try unsafe lift(list.data, count: list.size, context: context))
        }
        let count = unsafe list.size
        // A list has one type: if the first element is a u8, all are.
        return .bytes(
            unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
                for index in 0..<count { unsafe bytes.initializeElement(at: index, to: data[index].of.u8) }
                initialized = count
            })
    }

    private static func fields(
        lifting record: wasmtime_component_valrecord_t, _ context: OpaquePointer
    ) throws(WasmtimeError) -> [Field] {
        var fields: [Field] = []
        var failure: WasmtimeError?
        unsafe fields.reserveCapacity(record.size)
        let entries = unsafe UnsafeBufferPointer(start: record.data, count: record.size)
        for index in 0..<entries.count {
            let entry = unsafe entries[index]
            do throws(WasmtimeError) {
                try unsafe fields.append(
                    Field(readString(entry.name), ComponentValue(lifting: entry.val, context: context)))
            } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
        return fields
    }

    private static func entries(
        lifting map: wasmtime_component_valmap_t, _ context: OpaquePointer
    ) throws(WasmtimeError) -> [Entry] {
        var entries: [Entry] = []
        let slots = unsafe UnsafeBufferPointer(start: map.data, count: map.size)
        for index in 0..<slots.count {
            let entry = unsafe slots[index]
            try unsafe entries.append(
                Entry(
                    key: ComponentValue(lifting: entry.key, context: context),
                    value: ComponentValue(lifting: entry.value, context: context)))
        }
        return entries
    }
}

extension HostResource {
    /// Takes a handle out of the store's table, as must happen once for each that a call brings.
    init(taking handle: OpaquePointer, _ context: OpaquePointer) throws(WasmtimeError) {
        var host: OpaquePointer?
        try unsafe WasmtimeError.check(
            code: .unsupportedValue, wasmtime_component_resource_any_to_host(context, handle, &host))
        guard let host = unsafe host else {
            throw WasmtimeError(.unsupportedValue, "a resource of the guest's own cannot be passed to the host")
        }
        defer { unsafe wasmtime_component_resource_host_delete(host) }
        self.init(
            type: unsafe wasmtime_component_resource_host_type(host),
            rep: unsafe wasmtime_component_resource_host_rep(host),
            isOwned: unsafe wasmtime_component_resource_host_owned(host))
    }
}
