// The part of Wasmtime's C API that Obelisk uses, declared by ourselves: the wheel that ships the library has no
// headers. Layouts and signatures follow `_bindings.py` of the same wheel; `LayoutTests` compares the two.
// Only the Swift target `Wasmtime` (and its tests) imports this module.

#ifndef OBELISK_CWASMTIME_H
#define OBELISK_CWASMTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The release these declarations belong to; another release may lay out its structs differently.
#define CWASMTIME_VERSION "50.0.1"

// MARK: Opaque types

typedef struct wasm_config_t wasm_config_t;
typedef struct wasm_engine_t wasm_engine_t;
typedef struct wasm_frame_t wasm_frame_t;
typedef struct wasm_trap_t wasm_trap_t;
typedef struct wasmtime_error wasmtime_error_t;
typedef struct wasmtime_store wasmtime_store_t;
typedef struct wasmtime_context wasmtime_context_t;
typedef struct wasmtime_call_future wasmtime_call_future_t;
typedef struct wasmtime_pooling_allocation_config_t wasmtime_pooling_allocation_config_t;
typedef struct wasmtime_component_t wasmtime_component_t;
typedef struct wasmtime_component_type_t wasmtime_component_type_t;
typedef struct wasmtime_component_instance_type wasmtime_component_instance_type_t;
typedef struct wasmtime_component_func_type_t wasmtime_component_func_type_t;
typedef struct wasmtime_component_extern_t wasmtime_component_extern_t;
typedef struct wasmtime_component_resource_type wasmtime_component_resource_type_t;
typedef struct wasmtime_component_resource_any wasmtime_component_resource_any_t;
typedef struct wasmtime_component_resource_host wasmtime_component_resource_host_t;
typedef struct wasmtime_component_export_index_t wasmtime_component_export_index_t;
typedef struct wasmtime_component_linker_t wasmtime_component_linker_t;
typedef struct wasmtime_component_linker_instance_t wasmtime_component_linker_instance_t;
typedef struct wasmtime_component_list_type wasmtime_component_list_type_t;
typedef struct wasmtime_component_record_type wasmtime_component_record_type_t;
typedef struct wasmtime_component_tuple_type wasmtime_component_tuple_type_t;
typedef struct wasmtime_component_variant_type wasmtime_component_variant_type_t;
typedef struct wasmtime_component_enum_type wasmtime_component_enum_type_t;
typedef struct wasmtime_component_option_type wasmtime_component_option_type_t;
typedef struct wasmtime_component_result_type wasmtime_component_result_type_t;
typedef struct wasmtime_component_flags_type wasmtime_component_flags_type_t;
typedef struct wasmtime_component_future_type wasmtime_component_future_type_t;
typedef struct wasmtime_component_stream_type wasmtime_component_stream_type_t;
typedef struct wasmtime_component_map_type wasmtime_component_map_type_t;

// MARK: Byte vectors

typedef struct wasm_byte_vec_t {
    size_t size;
    uint8_t *_Nullable data;
} wasm_byte_vec_t;
typedef wasm_byte_vec_t wasm_name_t;

void wasm_byte_vec_new(wasm_byte_vec_t *out, size_t size, const uint8_t *_Nullable bytes);
void wasm_byte_vec_new_uninitialized(wasm_byte_vec_t *out, size_t size);
void wasm_byte_vec_delete(wasm_byte_vec_t *vec);

// MARK: Errors, traps, frames

typedef struct wasm_frame_vec_t {
    size_t size;
    wasm_frame_t *_Nullable *_Nullable data;
} wasm_frame_vec_t;

typedef uint8_t wasmtime_trap_code_t;

wasmtime_error_t *wasmtime_error_new(const char *message);
void wasmtime_error_delete(wasmtime_error_t *error);
void wasmtime_error_message(const wasmtime_error_t *error, wasm_name_t *message);
void wasmtime_error_wasm_trace(const wasmtime_error_t *error, wasm_frame_vec_t *out);
wasm_trap_t *wasmtime_trap_new_code(wasmtime_trap_code_t code);
void wasm_trap_message(const wasm_trap_t *trap, wasm_name_t *message);
void wasm_trap_delete(wasm_trap_t *trap);
void wasm_frame_vec_delete(wasm_frame_vec_t *frames);
uint32_t wasm_frame_func_index(const wasm_frame_t *frame);
size_t wasm_frame_func_offset(const wasm_frame_t *frame);
size_t wasm_frame_module_offset(const wasm_frame_t *frame);
const wasm_name_t *_Nullable wasmtime_frame_func_name(wasm_frame_t *frame);
const wasm_name_t *_Nullable wasmtime_frame_module_name(wasm_frame_t *frame);

// MARK: Configuration and engine

wasm_config_t *wasm_config_new(void);
void wasm_config_delete(wasm_config_t *config);
void wasmtime_config_consume_fuel_set(wasm_config_t *config, bool enable);
void wasmtime_config_epoch_interruption_set(wasm_config_t *config, bool enable);
void wasmtime_config_max_wasm_stack_set(wasm_config_t *config, size_t bytes);
void wasmtime_config_async_stack_size_set(wasm_config_t *config, size_t bytes);
void wasmtime_config_wasm_threads_set(wasm_config_t *config, bool enable);
void wasmtime_config_shared_memory_set(wasm_config_t *config, bool enable);
void wasmtime_config_wasm_relaxed_simd_deterministic_set(wasm_config_t *config, bool enable);
void wasmtime_config_cranelift_nan_canonicalization_set(wasm_config_t *config, bool enable);
void wasmtime_config_parallel_compilation_set(wasm_config_t *config, bool enable);
void wasmtime_config_memory_may_move_set(wasm_config_t *config, bool enable);
void wasmtime_config_memory_reservation_set(wasm_config_t *config, uint64_t bytes);
void wasmtime_config_memory_guard_size_set(wasm_config_t *config, uint64_t bytes);
void wasmtime_config_wasm_component_model_set(wasm_config_t *config, bool enable);
void wasmtime_config_wasm_component_model_map_set(wasm_config_t *config, bool enable);
void wasmtime_config_wasm_component_model_async_set(wasm_config_t *config, bool enable);
void wasmtime_config_concurrency_support_set(wasm_config_t *config, bool enable);

wasmtime_pooling_allocation_config_t *wasmtime_pooling_allocation_config_new(void);
void wasmtime_pooling_allocation_config_delete(wasmtime_pooling_allocation_config_t *config);
#define CWASMTIME_POOLING_SETTER(name, type) \
    void wasmtime_pooling_allocation_config_##name##_set(wasmtime_pooling_allocation_config_t *config, type value);
CWASMTIME_POOLING_SETTER(max_unused_warm_slots, uint32_t)
CWASMTIME_POOLING_SETTER(async_stack_keep_resident, size_t)
CWASMTIME_POOLING_SETTER(linear_memory_keep_resident, size_t)
CWASMTIME_POOLING_SETTER(table_keep_resident, size_t)
CWASMTIME_POOLING_SETTER(total_component_instances, uint32_t)
CWASMTIME_POOLING_SETTER(max_component_instance_size, size_t)
CWASMTIME_POOLING_SETTER(max_core_instances_per_component, uint32_t)
CWASMTIME_POOLING_SETTER(max_memories_per_component, uint32_t)
CWASMTIME_POOLING_SETTER(max_tables_per_component, uint32_t)
CWASMTIME_POOLING_SETTER(total_memories, uint32_t)
CWASMTIME_POOLING_SETTER(total_tables, uint32_t)
CWASMTIME_POOLING_SETTER(total_stacks, uint32_t)
CWASMTIME_POOLING_SETTER(total_core_instances, uint32_t)
CWASMTIME_POOLING_SETTER(max_core_instance_size, size_t)
CWASMTIME_POOLING_SETTER(table_elements, size_t)
CWASMTIME_POOLING_SETTER(max_memory_size, size_t)
#undef CWASMTIME_POOLING_SETTER
void wasmtime_pooling_allocation_strategy_set(
    wasm_config_t *config, const wasmtime_pooling_allocation_config_t *pooling);

/// Consumes the configuration. Null when the settings contradict each other or the pool cannot be reserved.
wasm_engine_t *_Nullable wasm_engine_new_with_config(wasm_config_t *config);
void wasm_engine_delete(wasm_engine_t *engine);
void wasmtime_engine_increment_epoch(wasm_engine_t *engine);

// MARK: Store

typedef void (*cwasmtime_finalizer_t)(void *_Nullable data);

/// What a store does when its epoch deadline has passed.
typedef uint8_t wasmtime_update_deadline_kind_t;
#define CWASMTIME_DEADLINE_CONTINUE 0
#define CWASMTIME_DEADLINE_YIELD 1
typedef wasmtime_error_t *_Nullable (*cwasmtime_deadline_callback_t)(
    wasmtime_context_t *context, void *_Nullable data, uint64_t *ticks,
    wasmtime_update_deadline_kind_t *kind);

wasmtime_store_t *wasmtime_store_new(
    wasm_engine_t *engine, void *_Nullable data, cwasmtime_finalizer_t _Nullable finalizer);
void wasmtime_store_delete(wasmtime_store_t *store);
wasmtime_context_t *wasmtime_store_context(wasmtime_store_t *store);
/// A negative number leaves the limit as it is.
void wasmtime_store_limiter(
    wasmtime_store_t *store, int64_t memory_bytes, int64_t table_elements, int64_t instances, int64_t tables,
    int64_t memories);
void wasmtime_store_epoch_deadline_callback(
    wasmtime_store_t *store, cwasmtime_deadline_callback_t callback, void *_Nullable data,
    cwasmtime_finalizer_t _Nullable finalizer);
void *_Nullable wasmtime_context_get_data(const wasmtime_context_t *context);
wasmtime_error_t *_Nullable wasmtime_context_set_fuel(wasmtime_context_t *context, uint64_t fuel);
wasmtime_error_t *_Nullable wasmtime_context_get_fuel(const wasmtime_context_t *context, uint64_t *fuel);
void wasmtime_context_set_epoch_deadline(wasmtime_context_t *context, uint64_t ticks_beyond_current);

// MARK: Futures

typedef struct wasmtime_async_continuation_t {
    bool (*_Nullable callback)(void *_Nullable env);
    void *_Nullable env;
    cwasmtime_finalizer_t _Nullable finalizer;
} wasmtime_async_continuation_t;

/// True once the future is finished; it must not be polled again then.
bool wasmtime_call_future_poll(wasmtime_call_future_t *future);
void wasmtime_call_future_delete(wasmtime_call_future_t *future);

// MARK: Values

typedef uint8_t wasmtime_component_valkind_t;
enum {
    CWASMTIME_VALUE_BOOL = 0,
    CWASMTIME_VALUE_S8 = 1,
    CWASMTIME_VALUE_U8 = 2,
    CWASMTIME_VALUE_S16 = 3,
    CWASMTIME_VALUE_U16 = 4,
    CWASMTIME_VALUE_S32 = 5,
    CWASMTIME_VALUE_U32 = 6,
    CWASMTIME_VALUE_S64 = 7,
    CWASMTIME_VALUE_U64 = 8,
    CWASMTIME_VALUE_F32 = 9,
    CWASMTIME_VALUE_F64 = 10,
    CWASMTIME_VALUE_CHAR = 11,
    CWASMTIME_VALUE_STRING = 12,
    CWASMTIME_VALUE_LIST = 13,
    CWASMTIME_VALUE_RECORD = 14,
    CWASMTIME_VALUE_TUPLE = 15,
    CWASMTIME_VALUE_VARIANT = 16,
    CWASMTIME_VALUE_ENUM = 17,
    CWASMTIME_VALUE_OPTION = 18,
    CWASMTIME_VALUE_RESULT = 19,
    CWASMTIME_VALUE_FLAGS = 20,
    CWASMTIME_VALUE_RESOURCE = 21,
    CWASMTIME_VALUE_MAP = 22,
};

struct wasmtime_component_val;
struct wasmtime_component_valrecord_entry;
struct wasmtime_component_valmap_entry;

typedef struct wasmtime_component_vallist {
    size_t size;
    struct wasmtime_component_val *_Nullable data;
} wasmtime_component_vallist_t;

typedef struct wasmtime_component_valtuple {
    size_t size;
    struct wasmtime_component_val *_Nullable data;
} wasmtime_component_valtuple_t;

typedef struct wasmtime_component_valrecord {
    size_t size;
    struct wasmtime_component_valrecord_entry *_Nullable data;
} wasmtime_component_valrecord_t;

typedef struct wasmtime_component_valflags {
    size_t size;
    wasm_name_t *_Nullable data;
} wasmtime_component_valflags_t;

typedef struct wasmtime_component_valmap {
    size_t size;
    struct wasmtime_component_valmap_entry *_Nullable data;
} wasmtime_component_valmap_t;

typedef struct wasmtime_component_valvariant {
    wasm_name_t discriminant;
    struct wasmtime_component_val *_Nullable val;
} wasmtime_component_valvariant_t;

typedef struct wasmtime_component_valresult {
    bool is_ok;
    struct wasmtime_component_val *_Nullable val;
} wasmtime_component_valresult_t;

typedef union wasmtime_component_valunion {
    bool boolean;
    int8_t s8;
    uint8_t u8;
    int16_t s16;
    uint16_t u16;
    int32_t s32;
    uint32_t u32;
    int64_t s64;
    uint64_t u64;
    float f32;
    double f64;
    uint32_t character;
    wasm_name_t string;
    wasmtime_component_vallist_t list;
    wasmtime_component_valrecord_t record;
    wasmtime_component_valtuple_t tuple;
    wasmtime_component_valvariant_t variant;
    wasm_name_t enumeration;
    struct wasmtime_component_val *_Nullable option;
    wasmtime_component_valresult_t result;
    wasmtime_component_valflags_t flags;
    wasmtime_component_valmap_t map;
    wasmtime_component_resource_any_t *_Nullable resource;
} wasmtime_component_valunion_t;

typedef struct wasmtime_component_val {
    wasmtime_component_valkind_t kind;
    wasmtime_component_valunion_t of;
} wasmtime_component_val_t;

typedef struct wasmtime_component_valrecord_entry {
    wasm_name_t name;
    wasmtime_component_val_t val;
} wasmtime_component_valrecord_entry_t;

typedef struct wasmtime_component_valmap_entry {
    wasmtime_component_val_t key;
    wasmtime_component_val_t value;
} wasmtime_component_valmap_entry_t;

// The `new_uninit` functions fill their elements with `false`, a valid value without memory of its own.
void wasmtime_component_vallist_new_uninit(wasmtime_component_vallist_t *out, size_t size);
void wasmtime_component_valrecord_new_uninit(wasmtime_component_valrecord_t *out, size_t size);
void wasmtime_component_valtuple_new_uninit(wasmtime_component_valtuple_t *out, size_t size);
void wasmtime_component_valflags_new_uninit(wasmtime_component_valflags_t *out, size_t size);
void wasmtime_component_valmap_new_uninit(wasmtime_component_valmap_t *out, size_t size);
/// Moves the value behind the pointer into a box of the library's and leaves `false` in its place.
wasmtime_component_val_t *wasmtime_component_val_new(wasmtime_component_val_t *value);
/// Frees what the value holds, not the value's own memory.
void wasmtime_component_val_delete(wasmtime_component_val_t *value);

// MARK: Resources

wasmtime_component_resource_type_t *wasmtime_component_resource_type_new_host(uint32_t type);
wasmtime_component_resource_type_t *wasmtime_component_resource_type_clone(
    const wasmtime_component_resource_type_t *type);
bool wasmtime_component_resource_type_equal(
    const wasmtime_component_resource_type_t *a, const wasmtime_component_resource_type_t *b);
void wasmtime_component_resource_type_delete(wasmtime_component_resource_type_t *type);
wasmtime_component_resource_host_t *wasmtime_component_resource_host_new(bool owned, uint32_t rep, uint32_t type);
uint32_t wasmtime_component_resource_host_rep(const wasmtime_component_resource_host_t *resource);
uint32_t wasmtime_component_resource_host_type(const wasmtime_component_resource_host_t *resource);
bool wasmtime_component_resource_host_owned(const wasmtime_component_resource_host_t *resource);
void wasmtime_component_resource_host_delete(wasmtime_component_resource_host_t *resource);
void wasmtime_component_resource_any_delete(wasmtime_component_resource_any_t *resource);
wasmtime_error_t *_Nullable wasmtime_component_resource_any_to_host(
    wasmtime_context_t *context, const wasmtime_component_resource_any_t *resource,
    wasmtime_component_resource_host_t *_Nullable *_Nonnull out);
wasmtime_error_t *_Nullable wasmtime_component_resource_host_to_any(
    wasmtime_context_t *context, const wasmtime_component_resource_host_t *resource,
    wasmtime_component_resource_any_t *_Nullable *_Nonnull out);

// MARK: Components

wasmtime_error_t *_Nullable wasmtime_component_new(
    const wasm_engine_t *engine, const uint8_t *_Nullable bytes, size_t size,
    wasmtime_component_t *_Nullable *_Nonnull out);
wasmtime_error_t *_Nullable wasmtime_component_serialize(const wasmtime_component_t *component, wasm_byte_vec_t *out);
wasmtime_error_t *_Nullable wasmtime_component_deserialize(
    const wasm_engine_t *engine, const uint8_t *_Nullable bytes, size_t size,
    wasmtime_component_t *_Nullable *_Nonnull out);
void wasmtime_component_delete(wasmtime_component_t *component);
wasmtime_component_type_t *wasmtime_component_type(const wasmtime_component_t *component);
wasmtime_component_export_index_t *_Nullable wasmtime_component_get_export_index(
    const wasmtime_component_t *component, const wasmtime_component_export_index_t *_Nullable within,
    const char *name, size_t name_size);
void wasmtime_component_export_index_delete(wasmtime_component_export_index_t *index);
wasmtime_error_t *_Nullable wasmtime_wat2wasm(const char *text, size_t size, wasm_byte_vec_t *out);

// MARK: Instances and calls

typedef struct wasmtime_component_instance {
    uint64_t store_id;
    uint32_t private_index;
} wasmtime_component_instance_t;

typedef struct wasmtime_component_func {
    struct {
        uint64_t store_id;
        uint32_t private_1;
    } origin;
    uint32_t private_2;
    void *_Nullable private_3;
} wasmtime_component_func_t;

bool wasmtime_component_instance_get_func(
    const wasmtime_component_instance_t *instance, wasmtime_context_t *context,
    const wasmtime_component_export_index_t *index, wasmtime_component_func_t *out);
wasmtime_component_func_type_t *wasmtime_component_func_type(
    const wasmtime_component_func_t *function, wasmtime_context_t *context);
/// Every pointer must stay valid until the future is deleted; the results must hold valid values.
wasmtime_call_future_t *wasmtime_component_func_call_async(
    const wasmtime_component_func_t *function, wasmtime_context_t *context,
    const wasmtime_component_val_t *_Nullable arguments, size_t argument_count,
    wasmtime_component_val_t *_Nullable results, size_t result_count,
    wasmtime_error_t *_Nullable *_Nonnull error);

// MARK: Linker

typedef wasmtime_error_t *_Nullable (*cwasmtime_function_t)(
    void *_Nullable data, wasmtime_context_t *context, const wasmtime_component_func_type_t *type,
    wasmtime_component_val_t *_Nullable arguments, size_t argument_count,
    wasmtime_component_val_t *_Nullable results, size_t result_count);
typedef void (*cwasmtime_async_function_t)(
    void *_Nullable data, wasmtime_context_t *context, const wasmtime_component_func_type_t *type,
    wasmtime_component_val_t *_Nullable arguments, size_t argument_count,
    wasmtime_component_val_t *_Nullable results, size_t result_count,
    wasmtime_error_t *_Nullable *_Nonnull error, wasmtime_async_continuation_t *continuation);
typedef wasmtime_error_t *_Nullable (*cwasmtime_destructor_t)(
    void *_Nullable data, wasmtime_context_t *context, uint32_t rep);

wasmtime_component_linker_t *wasmtime_component_linker_new(const wasm_engine_t *engine);
void wasmtime_component_linker_delete(wasmtime_component_linker_t *linker);
wasmtime_component_linker_instance_t *wasmtime_component_linker_root(wasmtime_component_linker_t *linker);
void wasmtime_component_linker_instance_delete(wasmtime_component_linker_instance_t *instance);
wasmtime_error_t *_Nullable wasmtime_component_linker_instance_add_instance(
    wasmtime_component_linker_instance_t *instance, const char *name, size_t name_size,
    wasmtime_component_linker_instance_t *_Nullable *_Nonnull out);
// The three below run the finalizer exactly once: when they fail, or with the linker's end.
wasmtime_error_t *_Nullable wasmtime_component_linker_instance_add_func(
    wasmtime_component_linker_instance_t *instance, const char *name, size_t name_size,
    cwasmtime_function_t callback, void *_Nullable data, cwasmtime_finalizer_t _Nullable finalizer);
wasmtime_error_t *_Nullable wasmtime_component_linker_instance_add_func_async(
    wasmtime_component_linker_instance_t *instance, const char *name, size_t name_size,
    cwasmtime_async_function_t callback, void *_Nullable data, cwasmtime_finalizer_t _Nullable finalizer);
wasmtime_error_t *_Nullable wasmtime_component_linker_instance_add_resource(
    wasmtime_component_linker_instance_t *instance, const char *name, size_t name_size,
    const wasmtime_component_resource_type_t *type, cwasmtime_destructor_t destructor, void *_Nullable data,
    cwasmtime_finalizer_t _Nullable finalizer);
wasmtime_call_future_t *wasmtime_component_linker_instantiate_async(
    const wasmtime_component_linker_t *linker, wasmtime_context_t *context, const wasmtime_component_t *component,
    wasmtime_component_instance_t *instance, wasmtime_error_t *_Nullable *_Nonnull error);

// MARK: Type reflection

typedef uint8_t wasmtime_component_valtype_kind_t;
enum {
    CWASMTIME_TYPE_BOOL = 0,
    CWASMTIME_TYPE_S8 = 1,
    CWASMTIME_TYPE_S16 = 2,
    CWASMTIME_TYPE_S32 = 3,
    CWASMTIME_TYPE_S64 = 4,
    CWASMTIME_TYPE_U8 = 5,
    CWASMTIME_TYPE_U16 = 6,
    CWASMTIME_TYPE_U32 = 7,
    CWASMTIME_TYPE_U64 = 8,
    CWASMTIME_TYPE_F32 = 9,
    CWASMTIME_TYPE_F64 = 10,
    CWASMTIME_TYPE_CHAR = 11,
    CWASMTIME_TYPE_STRING = 12,
    CWASMTIME_TYPE_LIST = 13,
    CWASMTIME_TYPE_RECORD = 14,
    CWASMTIME_TYPE_TUPLE = 15,
    CWASMTIME_TYPE_VARIANT = 16,
    CWASMTIME_TYPE_ENUM = 17,
    CWASMTIME_TYPE_OPTION = 18,
    CWASMTIME_TYPE_RESULT = 19,
    CWASMTIME_TYPE_FLAGS = 20,
    CWASMTIME_TYPE_OWN = 21,
    CWASMTIME_TYPE_BORROW = 22,
    CWASMTIME_TYPE_FUTURE = 23,
    CWASMTIME_TYPE_STREAM = 24,
    CWASMTIME_TYPE_ERROR_CONTEXT = 25,
    CWASMTIME_TYPE_MAP = 26,
};

typedef union wasmtime_component_valtype_union {
    wasmtime_component_list_type_t *_Nullable list;
    wasmtime_component_record_type_t *_Nullable record;
    wasmtime_component_tuple_type_t *_Nullable tuple;
    wasmtime_component_variant_type_t *_Nullable variant;
    wasmtime_component_enum_type_t *_Nullable enumeration;
    wasmtime_component_option_type_t *_Nullable option;
    wasmtime_component_result_type_t *_Nullable result;
    wasmtime_component_flags_type_t *_Nullable flags;
    wasmtime_component_resource_type_t *_Nullable own;
    wasmtime_component_resource_type_t *_Nullable borrow;
    wasmtime_component_future_type_t *_Nullable future;
    wasmtime_component_stream_type_t *_Nullable stream;
    wasmtime_component_map_type_t *_Nullable map;
} wasmtime_component_valtype_union_t;

typedef struct wasmtime_component_valtype_t {
    wasmtime_component_valtype_kind_t kind;
    wasmtime_component_valtype_union_t of;
} wasmtime_component_valtype_t;

typedef uint8_t wasmtime_component_item_kind_t;
enum {
    CWASMTIME_ITEM_COMPONENT = 0,
    CWASMTIME_ITEM_INSTANCE = 1,
    CWASMTIME_ITEM_MODULE = 2,
    CWASMTIME_ITEM_FUNCTION = 3,
    CWASMTIME_ITEM_RESOURCE = 4,
    CWASMTIME_ITEM_CORE_FUNCTION = 5,
    CWASMTIME_ITEM_TYPE = 6,
};

typedef union wasmtime_component_item_union {
    wasmtime_component_type_t *_Nullable component;
    wasmtime_component_instance_type_t *_Nullable component_instance;
    void *_Nullable module;
    wasmtime_component_func_type_t *_Nullable component_func;
    wasmtime_component_resource_type_t *_Nullable resource;
    void *_Nullable core_func;
    wasmtime_component_valtype_t type;
} wasmtime_component_item_union_t;

typedef struct wasmtime_component_item_t {
    wasmtime_component_item_kind_t kind;
    wasmtime_component_item_union_t of;
} wasmtime_component_item_t;

void wasmtime_component_type_delete(wasmtime_component_type_t *type);
size_t wasmtime_component_type_import_count(const wasmtime_component_type_t *type, const wasm_engine_t *engine);
bool wasmtime_component_type_import_nth(
    const wasmtime_component_type_t *type, const wasm_engine_t *engine, size_t nth,
    const uint8_t *_Nullable *_Nonnull name, size_t *name_size, wasmtime_component_extern_t *_Nullable *_Nonnull out);
size_t wasmtime_component_type_export_count(const wasmtime_component_type_t *type, const wasm_engine_t *engine);
bool wasmtime_component_type_export_nth(
    const wasmtime_component_type_t *type, const wasm_engine_t *engine, size_t nth,
    const uint8_t *_Nullable *_Nonnull name, size_t *name_size, wasmtime_component_extern_t *_Nullable *_Nonnull out);
size_t wasmtime_component_instance_type_export_count(
    const wasmtime_component_instance_type_t *type, const wasm_engine_t *engine);
bool wasmtime_component_instance_type_export_nth(
    const wasmtime_component_instance_type_t *type, const wasm_engine_t *engine, size_t nth,
    const uint8_t *_Nullable *_Nonnull name, size_t *name_size, wasmtime_component_extern_t *_Nullable *_Nonnull out);
void wasmtime_component_extern_type(const wasmtime_component_extern_t *item, wasmtime_component_item_t *out);
void wasmtime_component_extern_delete(wasmtime_component_extern_t *item);
void wasmtime_component_item_delete(wasmtime_component_item_t *item);

bool wasmtime_component_func_type_async(const wasmtime_component_func_type_t *type);
size_t wasmtime_component_func_type_param_count(const wasmtime_component_func_type_t *type);
bool wasmtime_component_func_type_param_nth(
    const wasmtime_component_func_type_t *type, size_t nth, const uint8_t *_Nullable *_Nonnull name,
    size_t *name_size, wasmtime_component_valtype_t *out);
bool wasmtime_component_func_type_result(
    const wasmtime_component_func_type_t *type, wasmtime_component_valtype_t *out);
void wasmtime_component_func_type_delete(wasmtime_component_func_type_t *type);

void wasmtime_component_valtype_delete(wasmtime_component_valtype_t *type);
void wasmtime_component_list_type_element(
    const wasmtime_component_list_type_t *type, wasmtime_component_valtype_t *out);
size_t wasmtime_component_record_type_field_count(const wasmtime_component_record_type_t *type);
bool wasmtime_component_record_type_field_nth(
    const wasmtime_component_record_type_t *type, size_t nth, const uint8_t *_Nullable *_Nonnull name,
    size_t *name_size, wasmtime_component_valtype_t *out);
size_t wasmtime_component_tuple_type_types_count(const wasmtime_component_tuple_type_t *type);
bool wasmtime_component_tuple_type_types_nth(
    const wasmtime_component_tuple_type_t *type, size_t nth, wasmtime_component_valtype_t *out);
size_t wasmtime_component_variant_type_case_count(const wasmtime_component_variant_type_t *type);
bool wasmtime_component_variant_type_case_nth(
    const wasmtime_component_variant_type_t *type, size_t nth, const uint8_t *_Nullable *_Nonnull name,
    size_t *name_size, bool *has_payload, wasmtime_component_valtype_t *out);
size_t wasmtime_component_enum_type_names_count(const wasmtime_component_enum_type_t *type);
bool wasmtime_component_enum_type_names_nth(
    const wasmtime_component_enum_type_t *type, size_t nth, const uint8_t *_Nullable *_Nonnull name,
    size_t *name_size);
void wasmtime_component_option_type_ty(
    const wasmtime_component_option_type_t *type, wasmtime_component_valtype_t *out);
bool wasmtime_component_result_type_ok(
    const wasmtime_component_result_type_t *type, wasmtime_component_valtype_t *out);
bool wasmtime_component_result_type_err(
    const wasmtime_component_result_type_t *type, wasmtime_component_valtype_t *out);
size_t wasmtime_component_flags_type_names_count(const wasmtime_component_flags_type_t *type);
bool wasmtime_component_flags_type_names_nth(
    const wasmtime_component_flags_type_t *type, size_t nth, const uint8_t *_Nullable *_Nonnull name,
    size_t *name_size);
bool wasmtime_component_future_type_ty(
    const wasmtime_component_future_type_t *type, wasmtime_component_valtype_t *out);
bool wasmtime_component_stream_type_ty(
    const wasmtime_component_stream_type_t *type, wasmtime_component_valtype_t *out);
void wasmtime_component_map_type_key(
    const wasmtime_component_map_type_t *type, wasmtime_component_valtype_t *out);
void wasmtime_component_map_type_value(
    const wasmtime_component_map_type_t *type, wasmtime_component_valtype_t *out);

#pragma clang assume_nonnull end

#endif
