// What a Swift guest needs of a C library, for a target that has none: memory, and the few
// functions the compiler and Swift's runtime call. One instance is entered by one thread.

#include <stddef.h>
#include <stdint.h>

enum { page_bytes = 65536, step_bytes = 4096, header_bytes = 16, block_bytes_min = 32, scanned_max = 16, in_use = 1 };

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

/// Makes at least `size` more bytes of memory a free block; 0 if there are no more. The heap grows in steps of the
/// host's pages, of which it keeps those that were written to: what is beyond `heap_end` never was.
static int grow(uint32_t size) {
    uintptr_t at = heap_end ? (uintptr_t)heap_end : ((uintptr_t)&__heap_base + header_bytes - 1) & -header_bytes;
    uint64_t end = ((uint64_t)at + header_bytes + size + header_bytes + step_bytes - 1) & -(uint64_t)step_bytes;
    uint64_t there = (uint64_t)__builtin_wasm_memory_size(0) * page_bytes;
    size_t pages = end > there ? (size_t)((end - there + page_bytes - 1) / page_bytes) : 0;
    if (pages && __builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
    block *first = (block *)at;
    heap_end = (block *)(uintptr_t)(end - header_bytes);
    heap_end->size_and_use = in_use;
    add_free(first, (uint32_t)((uintptr_t)heap_end - at));
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

/// A natural number of up to `limbs_max` 32-bit limbs, the least first: enough for the longest decimal that decides how
/// a double is rounded.
enum { limbs_max = 160, decimals_max = 800 };

typedef struct natural {
    uint32_t count, limbs[limbs_max];
} natural;

/// n = n * factor + summand.
static void multiply(natural *n, uint32_t factor, uint32_t summand) {
    uint64_t carry = summand;
    for (uint32_t i = 0; i < n->count; i++) {
        carry += (uint64_t)n->limbs[i] * factor;
        n->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) n->limbs[n->count++] = (uint32_t)carry;
}

static void shift_left(natural *n, uint32_t bits) {
    if (!n->count) return;
    uint32_t whole = bits / 32, part = bits % 32;
    if (part) multiply(n, (uint32_t)1 << part, 0);
    for (uint32_t i = n->count; i-- > 0;) n->limbs[i + whole] = n->limbs[i];
    for (uint32_t i = 0; i < whole; i++) n->limbs[i] = 0;
    n->count += whole;
}

static int compare(const natural *l, const natural *r) {
    if (l->count != r->count) return l->count < r->count ? -1 : 1;
    for (uint32_t i = l->count; i-- > 0;)
        if (l->limbs[i] != r->limbs[i]) return l->limbs[i] < r->limbs[i] ? -1 : 1;
    return 0;
}

/// l = l - r, which is no more than l.
static void subtract(natural *l, const natural *r) {
    uint64_t borrow = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        uint64_t difference = (uint64_t)l->limbs[i] - (i < r->count ? r->limbs[i] : 0) - borrow;
        l->limbs[i] = (uint32_t)difference;
        borrow = difference >> 63;
    }
    while (l->count && !l->limbs[l->count - 1]) l->count--;
}

static int bit_count(const natural *n) {
    return n->count ? (int)(32 * n->count) - __builtin_clz(n->limbs[n->count - 1]) : 0;
}

/// How a binary floating-point number is kept: bits of its fraction with the first one, and its range of exponents.
typedef struct format {
    int precision, power_min, power_max;
} format;

static uint64_t infinity(format f) { return (uint64_t)(f.power_max - f.power_min + 2) << (f.precision - 1); }

/// The bits of the number nearest to digits * 10^exponent, ties to even: a quotient of two naturals, bit by bit.
static uint64_t nearest(natural *digits, int exponent, format f) {
    static natural below;
    below.count = 1;
    below.limbs[0] = 1;
    for (int i = 0; i < exponent; i++) multiply(digits, 10, 0);
    for (int i = 0; i < -exponent; i++) multiply(&below, 10, 0);
    // Scaled so that 1 <= digits / below < 2.
    int power = bit_count(digits) - bit_count(&below);
    if (power > 0) shift_left(&below, (uint32_t)power);
    else shift_left(digits, (uint32_t)-power);
    if (compare(digits, &below) < 0) {
        power--;
        shift_left(digits, 1);
    }
    if (power > f.power_max) return infinity(f);
    int bits = power < f.power_min ? f.precision - (f.power_min - power) : f.precision;
    uint64_t fraction = 0;
    for (int i = 0; i < bits; i++) {
        fraction <<= 1;
        if (compare(digits, &below) >= 0) {
            subtract(digits, &below);
            fraction |= 1;
        }
        shift_left(digits, 1);
    }
    // What is left, against a half of the last bit; below half of the smallest number it is less in any case.
    int rest = bits < 0 ? -1 : compare(digits, &below);
    if (rest > 0 || (rest == 0 && (fraction & 1))) fraction++;
    // A carry out of the fraction is the next exponent, which is what the bits then say by themselves.
    uint64_t biased = power < f.power_min ? 0 : (uint64_t)(power - f.power_min);
    return (biased << (f.precision - 1)) + fraction;
}

/// Reads a decimal number without its sign; the end of what was read, or NULL if that is none.
static const char *read_decimal(const char *text, format f, int *is_negative, uint64_t *result) {
    static natural digits;
    const char *at = text;
    *is_negative = *at == '-';
    int exponent = 0, kept = 0, seen = 0, has_rest = 0;
    if (*at == '-' || *at == '+') at++;
    digits.count = 0;
    for (int after_point = 0;; at++) {
        if (*at == '.' && !after_point) {
            after_point = 1;
        } else if (*at >= '0' && *at <= '9') {
            seen = 1;
            if (kept < decimals_max) {
                if (kept || *at != '0') kept++;
                multiply(&digits, 10, (uint32_t)(*at - '0'));
                exponent -= after_point;
            } else {
                has_rest |= *at != '0';
                exponent += !after_point;
            }
        } else {
            break;
        }
    }
    if (!seen) {
        static const char *const words[] = {"infinity", "inf", "nan"};
        for (int word = 0; word < 3; word++) {
            const char *letter = words[word], *end = at;
            while (*letter && (*end | 0x20) == *letter) letter++, end++;
            if (*letter) continue;
            *result = infinity(f) + (word == 2 ? (uint64_t)1 << (f.precision - 2) : 0);
            return end;
        }
        return NULL;
    }
    if (*at == 'e' || *at == 'E') {
        const char *power = at + 1;
        int sign = *power == '-' ? -1 : 1, value = 0;
        if (*power == '-' || *power == '+') power++;
        if (*power >= '0' && *power <= '9') {
            for (; *power >= '0' && *power <= '9'; power++)
                if (value < 100000) value = 10 * value + (*power - '0');
            exponent += sign * value;
            at = power;
        }
    }
    // Digits beyond those kept only say that the number is not exactly the one that is kept.
    if (has_rest) multiply(&digits, 10, 1), exponent--;
    if (!digits.count || exponent + kept < -330) *result = 0;
    else if (exponent + kept > 310) *result = infinity(f);
    else *result = nearest(&digits, exponent, f);
    return at;
}

/// For Swift's `Double(_: String)`.
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
    int is_negative = 0;
    union { uint64_t bits; double value; } read = {.bits = 0};
    const char *end = read_decimal(text, (format){53, -1022, 1023}, &is_negative, &read.bits);
    *result = is_negative ? -read.value : read.value;
    return end;
}

/// For Swift's `Float(_: String)`.
const char *_swift_stdlib_strtof_clocale(const char *text, float *result) {
    int is_negative = 0;
    uint64_t bits = 0;
    const char *end = read_decimal(text, (format){24, -126, 127}, &is_negative, &bits);
    union { uint32_t bits; float value; } read = {.bits = (uint32_t)bits};
    *result = is_negative ? -read.value : read.value;
    return end;
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
