// Everything is declared in the header; this file only checks the layouts the library was measured to use.

#include "CWasmtime.h"

_Static_assert(sizeof(wasmtime_component_val_t) == 32, "a component value is a kind and 24 bytes of payload");
_Static_assert(offsetof(wasmtime_component_val_t, of) == 8, "the payload of a component value starts at 8");
_Static_assert(sizeof(wasmtime_component_func_t) == 32, "a function handle of v50 has a pointer after its two indices");
_Static_assert(sizeof(wasmtime_component_item_t) == 24, "an item is a kind and a type of 16 bytes");
