// What a Swift guest needs of a C library, for a target that has none: memory, and the few
// functions the compiler and Swift's runtime call. One instance is entered by one thread.

#include <stddef.h>
#include <stdint.h>

enum { page_bytes = 65536, block_bytes_min = 16, classes = 28 };

/// The first byte after the guest's own data and stack; its address is set by the linker.
extern unsigned char __heap_base;

/// A block starts with its class; a block of class `c` has `block_bytes_min << c` bytes in all, the header
/// included, which keeps what follows it aligned to 16 bytes. A free block holds the next of its class.
typedef struct block {
    uint32_t class;
    struct block *next;
    uint32_t padding[2];
} block;

_Static_assert(sizeof(block) == block_bytes_min, "the header keeps payloads aligned");

static block *free_blocks[classes];
static uintptr_t heap_end, heap_limit;

static block *carve(uint32_t class) {
    uintptr_t size = (uintptr_t)block_bytes_min << class;
    if (heap_end == 0) {
        heap_end = ((uintptr_t)&__heap_base + block_bytes_min - 1) & ~(uintptr_t)(block_bytes_min - 1);
        heap_limit = (uintptr_t)__builtin_wasm_memory_size(0) * page_bytes;
    }
    if (heap_limit - heap_end < size) {
        uintptr_t missing_pages = (size - (heap_limit - heap_end) + page_bytes - 1) / page_bytes;
        if (__builtin_wasm_memory_grow(0, missing_pages) == (size_t)-1) return NULL;
        heap_limit += missing_pages * page_bytes;
    }
    block *fresh = (block *)heap_end;
    heap_end += size;
    return fresh;
}

void *malloc(size_t size) {
    uint32_t class = 1;
    while (class < classes && ((size_t)block_bytes_min << class) - sizeof(block) < size) class++;
    if (class == classes) return NULL;
    block *found = free_blocks[class];
    if (found) {
        free_blocks[class] = found->next;
    } else {
        found = carve(class);
        if (!found) return NULL;
    }
    found->class = class;
    return found + 1;
}

void free(void *pointer) {
    if (!pointer) return;
    block *freed = (block *)pointer - 1;
    freed->next = free_blocks[freed->class];
    free_blocks[freed->class] = freed;
}

/// Swift asks for more than 16 bytes of alignment only for SIMD types of its own, which guests do not keep on the heap.
int posix_memalign(void **result, size_t alignment, size_t size) {
    if (alignment > block_bytes_min) __builtin_trap();
    *result = malloc(size);
    return *result ? 0 : 12;
}

// The target has the bulk-memory instructions, so these built-ins become one instruction each.
void *memcpy(void *to, const void *from, size_t count) { return __builtin_memcpy(to, from, count); }
void *memmove(void *to, const void *from, size_t count) { return __builtin_memmove(to, from, count); }
void *memset(void *to, int byte, size_t count) { return __builtin_memset(to, byte, count); }

int memcmp(const void *left, const void *right, size_t count) {
    const unsigned char *l = left, *r = right;
    for (size_t i = 0; i < count; i++)
        if (l[i] != r[i]) return l[i] - r[i];
    return 0;
}

size_t strlen(const char *text) {
    size_t length = 0;
    while (text[length]) length++;
    return length;
}

/// Seeds Swift's hashing: the same bytes in every run, or a workflow that walks a dictionary would not replay.
void arc4random_buf(void *bytes, size_t count) { memset(bytes, 0x5f, count); }

/// The 128-bit product that Swift's `Duration` is computed with; the compiler calls it by this name.
__int128 __multi3(__int128 left, __int128 right) {
    unsigned __int128 l = left, r = right;
    uint64_t l0 = (uint64_t)l, r0 = (uint64_t)r;
    uint64_t low = (l0 & 0xffffffff) * (r0 & 0xffffffff);
    uint64_t middle = (l0 >> 32) * (r0 & 0xffffffff) + (low >> 32);
    uint64_t other = (l0 & 0xffffffff) * (r0 >> 32) + (middle & 0xffffffff);
    uint64_t high = (l0 >> 32) * (r0 >> 32) + (middle >> 32) + (other >> 32);
    high += l0 * (uint64_t)(r >> 64) + r0 * (uint64_t)(l >> 64);
    return (__int128)(((unsigned __int128)high << 64) | (other << 32) | (low & 0xffffffff));
}

/// Quotient and remainder bit by bit: nothing in a guest divides such numbers often.
static unsigned __int128 divide(unsigned __int128 value, unsigned __int128 by, unsigned __int128 *remainder) {
    unsigned __int128 quotient = 0, rest = 0;
    for (int bit = 127; bit >= 0; bit--) {
        rest = (rest << 1) | ((value >> bit) & 1);
        quotient <<= 1;
        if (rest >= by) {
            rest -= by;
            quotient |= 1;
        }
    }
    *remainder = rest;
    return quotient;
}

unsigned __int128 __udivti3(unsigned __int128 value, unsigned __int128 by) {
    unsigned __int128 rest;
    return divide(value, by, &rest);
}

unsigned __int128 __umodti3(unsigned __int128 value, unsigned __int128 by) {
    unsigned __int128 rest;
    divide(value, by, &rest);
    return rest;
}

__int128 __divti3(__int128 value, __int128 by) {
    unsigned __int128 rest, quotient = divide(value < 0 ? -(unsigned __int128)value : (unsigned __int128)value,
        by < 0 ? -(unsigned __int128)by : (unsigned __int128)by, &rest);
    return (__int128)((value < 0) != (by < 0) ? -quotient : quotient);
}

__int128 __modti3(__int128 value, __int128 by) {
    unsigned __int128 rest;
    divide(value < 0 ? -(unsigned __int128)value : (unsigned __int128)value,
        by < 0 ? -(unsigned __int128)by : (unsigned __int128)by, &rest);
    return (__int128)(value < 0 ? -rest : rest);
}

/// To the nearest whole number, halves away from zero: what `.seconds(2.5)` is made with.
double round(double value) {
    double whole = __builtin_trunc(value);
    return __builtin_fabs(value - whole) < 0.5 ? whole : whole + __builtin_copysign(1, value);
}

uintptr_t __stack_chk_guard = 0x0be115c0;
_Noreturn void __stack_chk_fail(void) { __builtin_trap(); }

/// The host allocates here what it hands to the guest: strings, lists and spilled parameters.
__attribute__((export_name("cabi_realloc")))
void *cabi_realloc(void *old, size_t old_size, size_t alignment, size_t size) {
    if (size == 0) return (void *)alignment;
    void *fresh = NULL;
    if (posix_memalign(&fresh, alignment, size) != 0) __builtin_trap();
    if (old_size) {
        memcpy(fresh, old, old_size < size ? old_size : size);
        free(old);
    }
    return fresh;
}
