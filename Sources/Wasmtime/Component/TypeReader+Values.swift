import CWasmtime

extension TypeReader {
    /// Reads a value type; `type` stays the caller's.
    func value(_ type: wasmtime_component_valtype_t) -> ComponentValueType {
        switch unsafe Int(type.kind) {
        case CWASMTIME_TYPE_BOOL: return .bool
        case CWASMTIME_TYPE_S8: return .s8
        case CWASMTIME_TYPE_S16: return .s16
        case CWASMTIME_TYPE_S32: return .s32
        case CWASMTIME_TYPE_S64: return .s64
        case CWASMTIME_TYPE_U8: return .u8
        case CWASMTIME_TYPE_U16: return .u16
        case CWASMTIME_TYPE_U32: return .u32
        case CWASMTIME_TYPE_U64: return .u64
        case CWASMTIME_TYPE_F32: return .float32
        case CWASMTIME_TYPE_F64: return .float64
        case CWASMTIME_TYPE_CHAR: return .char
        case CWASMTIME_TYPE_STRING: return .string
        case CWASMTIME_TYPE_ERROR_CONTEXT: return .errorContext
        default: return unsafe compound(type) ?? .unknown(type.kind)
        }
    }

    private func compound(_ type: wasmtime_component_valtype_t) -> ComponentValueType? {
        switch unsafe Int(type.kind) {
        case CWASMTIME_TYPE_LIST:
            return unsafe type.of.list.map { list in
                .list(unsafe element { unsafe wasmtime_component_list_type_element(list, &$0) })
            }
        case CWASMTIME_TYPE_RECORD:
            return unsafe type.of.record.map { record in
                .record(
                    unsafe named(count: wasmtime_component_record_type_field_count(record)) {
                        unsafe wasmtime_component_record_type_field_nth(record, $0, &$1, &$2, &$3)
                    })
            }
        case CWASMTIME_TYPE_TUPLE: return unsafe type.of.tuple.map { .tuple(unsafe elements(of: $0)) }
        case CWASMTIME_TYPE_VARIANT: return unsafe type.of.variant.map { .variant(unsafe cases(of: $0)) }
        case CWASMTIME_TYPE_ENUM:
            return unsafe type.of.enumeration.map { names in
                .enumeration(
                    unsafe self.names(count: wasmtime_component_enum_type_names_count(names)) {
                        unsafe wasmtime_component_enum_type_names_nth(names, $0, &$1, &$2)
                    })
            }
        case CWASMTIME_TYPE_FLAGS:
            return unsafe type.of.flags.map { names in
                .flags(
                    unsafe self.names(count: wasmtime_component_flags_type_names_count(names)) {
                        unsafe wasmtime_component_flags_type_names_nth(names, $0, &$1, &$2)
                    })
            }
        case CWASMTIME_TYPE_OWN: return unsafe type.of.own.map { .own(unsafe identity(of: $0)) }
        case CWASMTIME_TYPE_BORROW: return unsafe type.of.borrow.map { .borrow(unsafe identity(of: $0)) }
        default: return unsafe wrapper(type)
        }
    }

    private func wrapper(_ type: wasmtime_component_valtype_t) -> ComponentValueType? {
        switch unsafe Int(type.kind) {
        case CWASMTIME_TYPE_OPTION:
            return unsafe type.of.option.map { option in
                .option(unsafe element { unsafe wasmtime_component_option_type_ty(option, &$0) })
            }
        case CWASMTIME_TYPE_RESULT:
            return unsafe type.of.result.map { result in
                .result(
                    ok: unsafe optional { unsafe wasmtime_component_result_type_ok(result, &$0) },
                    error: unsafe optional { unsafe wasmtime_component_result_type_err(result, &$0) })
            }
        case CWASMTIME_TYPE_MAP:
            return unsafe type.of.map.map { map in
                .map(
                    key: unsafe element { unsafe wasmtime_component_map_type_key(map, &$0) },
                    value: unsafe element { unsafe wasmtime_component_map_type_value(map, &$0) })
            }
        case CWASMTIME_TYPE_FUTURE:
            return unsafe type.of.future.map { future in
                .future(unsafe optional { unsafe wasmtime_component_future_type_ty(future, &$0) })
            }
        case CWASMTIME_TYPE_STREAM:
            return unsafe type.of.stream.map { stream in
                .stream(unsafe optional { unsafe wasmtime_component_stream_type_ty(stream, &$0) })
            }
        default: return nil
        }
    }

    /// A type a C function always gives.
    private func element(_ read: (inout wasmtime_component_valtype_t) -> Void) -> ComponentValueType {
        var type = unsafe wasmtime_component_valtype_t()
        unsafe read(&type)
        defer { unsafe wasmtime_component_valtype_delete(&type) }
        return unsafe value(type)
    }

    private func elements(of tuple: OpaquePointer) -> [ComponentValueType] {
        (0..<(unsafe wasmtime_component_tuple_type_types_count(tuple))).compactMap { index in
            unsafe optional { unsafe wasmtime_component_tuple_type_types_nth(tuple, index, &$0) }
        }
    }

    private func cases(of variant: OpaquePointer) -> [CaseType] {
        (0..<(unsafe wasmtime_component_variant_type_case_count(variant))).compactMap { index in
            var name: ReadName = nil
            var size = 0
            var hasPayload = false
            var type = unsafe wasmtime_component_valtype_t()
            guard
                unsafe wasmtime_component_variant_type_case_nth(variant, index, &name, &size, &hasPayload, &type)
            else { return nil }
            guard hasPayload else { return CaseType(name: unsafe text(name, size), payload: nil) }
            defer { unsafe wasmtime_component_valtype_delete(&type) }
            return CaseType(name: unsafe text(name, size), payload: unsafe value(type))
        }
    }

    private func names(count: Int, nth: (Int, inout ReadName, inout Int) -> Bool) -> [String] {
        (0..<count).compactMap { index in
            var name: ReadName = nil
            var size = 0
            guard unsafe nth(index, &name, &size) else { return nil }
            return unsafe text(name, size)
        }
    }
}
