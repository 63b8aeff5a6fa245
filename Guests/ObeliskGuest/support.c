// What a Swift guest needs of a C library, for a target that has none: memory, and the few
// functions the compiler and Swift's runtime call. One instance is entered by one thread.

#include <stddef.h>
#include <stdint.h>

enum { page_bytes = 65536, header_bytes = 16, block_bytes_min = 32, scanned_max = 16, in_use = 1 };

/// The first byte after the guest's own data and stack; its address is set by the linker.
extern unsigned char __heap_base;

/// Blocks stand side by side, each with this header; the last one, `heap_end`, is only a header. Sizes are multiples of
/// 16 and include the header. A free block has no free neighbour, and is in the list of its size's power of two.
typedef struct block {
    uint32_t size_and_use;
    uint32_t size_before;
    struct block *next, *previous;
} block;

_Static_assert(sizeof(block) == header_bytes, "the header keeps payloads aligned");

static block *free_blocks[32];
static uint32_t filled_lists;
static block *heap_end;

static uint32_t size_of(const block *b) { return b->size_and_use & ~(uint32_t)in_use; }
static block *after(block *b) { return (block *)((char *)b + size_of(b)); }
static block *before(block *b) { return (block *)((char *)b - b->size_before); }
static uint32_t list_of(uint32_t size) { return 31 - (uint32_t)__builtin_clz(size); }

static void unlink_free(block *b) {
    uint32_t list = list_of(size_of(b));
    if (b->next) b->next->previous = b->previous;
    if (b->previous) b->previous->next = b->next;
    else free_blocks[list] = b->next;
    if (!free_blocks[list]) filled_lists &= ~((uint32_t)1 << list);
}

/// Makes `size` bytes at `b` one free block, together with its free neighbours.
static void add_free(block *b, uint32_t size) {
    block *next = (block *)((char *)b + size);
    if (!(next->size_and_use & in_use)) {
        unlink_free(next);
        size += size_of(next);
    }
    if (b->size_before && !(before(b)->size_and_use & in_use)) {
        b = before(b);
        unlink_free(b);
        size += size_of(b);
    }
    b->size_and_use = size;
    after(b)->size_before = size;
    uint32_t list = list_of(size);
    b->previous = NULL;
    b->next = free_blocks[list];
    if (b->next) b->next->previous = b;
    free_blocks[list] = b;
    filled_lists |= (uint32_t)1 << list;
}

/// Makes at least `size` more bytes of memory a free block; 0 if there are no more.
static int grow(uint32_t size) {
    if (!heap_end) {
        uintptr_t start = ((uintptr_t)&__heap_base + header_bytes - 1) & ~(uintptr_t)(header_bytes - 1);
        uint32_t there = (uint32_t)(__builtin_wasm_memory_size(0) * page_bytes - start);
        if (there < block_bytes_min + header_bytes) {
            if (__builtin_wasm_memory_grow(0, 1) == (size_t)-1) return 0;
            there += page_bytes;
        }
        block *first = (block *)start;
        first->size_before = 0;
        heap_end = (block *)((char *)first + there - header_bytes);
        heap_end->size_and_use = in_use;
        add_free(first, there - header_bytes);
        if (there - header_bytes >= size) return 1;
    }
    uint32_t pages = (size + page_bytes - 1) / page_bytes;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
    block *first = heap_end;
    heap_end = (block *)((char *)first + pages * page_bytes);
    heap_end->size_and_use = in_use;
    add_free(first, pages * page_bytes);
    return 1;
}

/// A free block of at least `size` bytes: one of the first of its own list, then any of a longer one, then the rest.
static block *find(uint32_t size) {
    uint32_t list = list_of(size), scanned = 0;
    block *b = free_blocks[list];
    for (; b && scanned < scanned_max; b = b->next, scanned++)
        if (size_of(b) >= size) return b;
    uint32_t longer = filled_lists & ~(((uint32_t)2 << list) - 1);
    if (longer) return free_blocks[__builtin_ctz(longer)];
    for (; b; b = b->next)
        if (size_of(b) >= size) return b;
    return NULL;
}

void *malloc(size_t bytes) {
    if (bytes > (size_t)1 << 30) return NULL;
    uint32_t size = ((uint32_t)bytes + 2 * header_bytes - 1) & ~(uint32_t)(header_bytes - 1);
    if (size < block_bytes_min) size = block_bytes_min;
    block *b = find(size);
    if (!b) {
        if (!grow(size)) return NULL;
        b = find(size);
        if (!b) return NULL;
    }
    unlink_free(b);
    uint32_t rest = size_of(b) - size;
    if (rest >= block_bytes_min) {
        b->size_and_use = size | in_use;
        block *second = after(b);
        second->size_before = size;
        add_free(second, rest);
    } else {
        b->size_and_use |= in_use;
    }
    return b + 1;
}

void free(void *pointer) {
    if (pointer) add_free((block *)pointer - 1, size_of((block *)pointer - 1));
}

/// Swift asks for more than 16 bytes of alignment only for SIMD types of its own, which guests do not keep on the heap.
int posix_memalign(void **result, size_t alignment, size_t size) {
    if (alignment > header_bytes) __builtin_trap();
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
