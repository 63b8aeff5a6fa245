// Written by scripts/generate-support from Guests/ObeliskGuest/: do not edit.

/// What Swift guests share: the name of each file, and its text.
enum GuestKitFiles {
    static let all: [(path: String, text: String)] = [
        (
            path: "Log.swift",
            text: #"""
                /// How much a log line matters; raw values are the cases of `obelisk:log/log.level`.
                enum LogLevel: UInt32 {
                    case trace, debug, info, warn, error
                }

                /// Writes a line that the engine keeps with the execution; a replay does not write it again.
                func log(_ level: LogLevel, _ message: String, _ fields: [(name: String, value: String)] = []) {
                    // A `list<tuple<string, string>>` is four words an element: address and length of name and value.
                    let texts = fields.flatMap { [$0.name.loweredCopy(), $0.value.loweredCopy()] } + [message.loweredCopy()]
                    defer { texts.forEach { $0.deallocate() } }
                    let words = texts.dropLast().flatMap { [Int(bitPattern: $0.baseAddress), $0.count] }
                    let line = texts[texts.count - 1]
                    words.withUnsafeBytes { list in
                        obeliskLog(level.rawValue, line.baseAddress, line.count, list.baseAddress, fields.count)
                    }
                }

                @_extern(wasm, module: "obelisk:log/log@1.0.0", name: "log") @_extern(c)
                private func obeliskLog(
                    _ level: UInt32, _ message: UnsafeRawPointer?, _ messageBytes: Int, _ fields: UnsafeRawPointer?, _ fieldCount: Int)

                """#
        ),
        (
            path: "Refusal.swift",
            text: #"""
                /// The error of a guest function whose WIT result is `result<…, string>`.
                struct Refusal: Error {
                    /// What the caller is told.
                    let message: String
                }

                """#
        ),
        (
            path: "ReturnArea.swift",
            text: #"""
                /// The memory through which a result that does not fit into one core value is passed: 8-byte aligned, read and
                /// written field by field at the offsets that the component model's canonical ABI gives.
                struct ReturnArea {
                    private let start: UnsafeMutableRawPointer

                    /// A fresh area; whoever reads it last calls `free()`.
                    init(byteCount: Int) {
                        start = .allocate(byteCount: byteCount, alignment: 8)
                    }

                    /// The area that an export handed out before.
                    init(_ start: UnsafeMutableRawPointer) {
                        self.start = start
                    }

                    /// What crosses the boundary in place of the result.
                    var pointer: UnsafeMutableRawPointer { start }

                    /// Whether the result is an `err`: its discriminant is always the first byte.
                    var isError: Bool { start.load(as: UInt8.self) != 0 }

                    /// The payload of an `err` case at this offset, copied; the bytes the host allocated for it are freed.
                    func takeRefusal(at offset: Int) -> Refusal {
                        let bytes = stringBytes(at: offset)
                        defer { UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.deallocate() }
                        return Refusal(message: String(decoding: bytes, as: UTF8.self))
                    }

                    /// A plain value at this offset.
                    func read<Value: BitwiseCopyable>(_ type: Value.Type = Value.self, at offset: Int) -> Value {
                        start.load(fromByteOffset: offset, as: type)
                    }

                    /// Makes the result an `ok` with this payload at this offset.
                    func store<Value: BitwiseCopyable>(ok value: Value, at offset: Int) {
                        start.storeBytes(of: 0, as: UInt8.self)
                        start.storeBytes(of: value, toByteOffset: offset, as: Value.self)
                    }

                    /// Makes the result an `ok` without a payload.
                    func storeOK() {
                        start.storeBytes(of: 0, as: UInt8.self)
                    }

                    /// Makes the result an `err` with a copy of this text, whose address and length stand at this offset.
                    func store(_ refusal: Refusal, at offset: Int) {
                        let bytes = refusal.message.loweredCopy()
                        start.storeBytes(of: 1, as: UInt8.self)
                        start.storeBytes(of: bytes.baseAddress, toByteOffset: offset, as: UnsafeRawPointer?.self)
                        start.storeBytes(of: bytes.count, toByteOffset: offset + 4, as: Int.self)
                    }

                    /// Ends a result that an export returned: what its `err` owns, and the area itself.
                    func freeResult(refusalAt offset: Int) {
                        if isError { UnsafeMutableRawPointer(mutating: stringBytes(at: offset).baseAddress)?.deallocate() }
                        free()
                    }

                    /// Ends the area, not what it points to.
                    func free() {
                        start.deallocate()
                    }

                    private func stringBytes(at offset: Int) -> UnsafeRawBufferPointer {
                        UnsafeRawBufferPointer(
                            start: start.load(fromByteOffset: offset, as: UnsafeRawPointer?.self),
                            count: start.load(fromByteOffset: offset + 4, as: Int.self))
                    }
                }

                """#
        ),
        (
            path: "String+Lowering.swift",
            text: #"""
                extension String {
                    /// The UTF-8 bytes in memory of their own, which the caller deallocates.
                    func loweredCopy() -> UnsafeRawBufferPointer {
                        var text = self
                        return text.withUTF8 { bytes in
                            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
                            copy.copyMemory(from: UnsafeRawBufferPointer(bytes))
                            return UnsafeRawBufferPointer(copy)
                        }
                    }
                }

                """#
        ),
        (
            path: "support.c",
            text: #"""
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

                """#
        ),
    ]
}
