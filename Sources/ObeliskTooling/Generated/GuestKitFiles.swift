// Written by scripts/generate-support from Guests/ObeliskGuest/: do not edit.

/// What Swift guests share: the name of each file, and its text.
enum GuestKitFiles {
    static let all: [(path: String, text: String)] = [
        (
            path: "Arena+Storing.swift",
            text: #"""
                extension Arena {
                    /// Bytes in the arena, as the host is told of them.
                    struct Bytes {
                        let address: UInt32
                        let byteCount: UInt32
                    }

                    /// A copy of a text's UTF-8 bytes.
                    mutating func copy(_ text: String) -> Bytes {
                        var text = text
                        return text.withUTF8 { bytes in
                            let copy = allocate(byteCount: bytes.count, alignment: 1)
                            copy.copyMemory(from: UnsafeRawPointer(bytes.baseAddress ?? UnsafePointer(bitPattern: 1)!), byteCount: bytes.count)
                            return Bytes(address: UInt32(UInt(bitPattern: copy)), byteCount: UInt32(bytes.count))
                        }
                    }

                    /// Stores a text: its address and its length in bytes stand at this offset.
                    mutating func store(_ text: String, to memory: UnsafeMutableRawPointer, at offset: Int) {
                        let bytes = copy(text)
                        memory.storeBytes(of: bytes.address, toByteOffset: offset, as: UInt32.self)
                        memory.storeBytes(of: bytes.byteCount, toByteOffset: offset + 4, as: UInt32.self)
                    }

                    /// Stores a list of numbers: its address and count stand at this offset.
                    mutating func store<Number: BitwiseCopyable>(
                        numbers: [Number], to memory: UnsafeMutableRawPointer, at offset: Int
                    ) {
                        let list = storeList(
                            count: numbers.count, stride: MemoryLayout<Number>.stride, alignment: MemoryLayout<Number>.alignment,
                            to: memory, at: offset)
                        numbers.withUnsafeBytes { bytes in
                            if let start = bytes.baseAddress { list.copyMemory(from: start, byteCount: bytes.count) }
                        }
                    }

                    /// Makes room for a list, whose address and count stand at this offset.
                    ///
                    /// - Returns: Where its first element goes; each next is `stride` bytes further on.
                    mutating func storeList(
                        count: Int, stride: Int, alignment: Int, to memory: UnsafeMutableRawPointer, at offset: Int
                    ) -> UnsafeMutableRawPointer {
                        let list = allocate(byteCount: count * stride, alignment: alignment)
                        memory.storeBytes(of: UInt32(UInt(bitPattern: list)), toByteOffset: offset, as: UInt32.self)
                        memory.storeBytes(of: UInt32(count), toByteOffset: offset + 4, as: UInt32.self)
                        return list
                    }
                }

                """#
        ),
        (
            path: "Arena.swift",
            text: #"""
                /// Memory for what is handed to the host: it is filled piece by piece, and freed as a whole.
                ///
                /// Made of chunks. Each begins with the address of the next one; the first piece of the first chunk, the *area*, stands
                /// right after that, so that its address is enough to free the whole.
                struct Arena {
                    private static let headerBytes = 16
                    /// What fills a block of the allocator together with the allocator's own header.
                    private static let chunkBytesMin = 240

                    private var first: UnsafeMutableRawPointer?
                    private var last: UnsafeMutableRawPointer?
                    private var used = 0
                    private var chunkBytes = 0

                    /// The first piece, zeroed: the parameters or the result of a call, laid out as the component model says.
                    mutating func area(byteCount: Int) -> UnsafeMutableRawPointer {
                        let area = allocate(byteCount: byteCount, alignment: 8)
                        area.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
                        return area
                    }

                    /// A piece of memory.
                    mutating func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer {
                        if let last {
                            let start = (used + alignment - 1) & ~(alignment - 1)
                            if byteCount <= chunkBytes - start {
                                used = start + byteCount
                                return last + start
                            }
                        }
                        let fresh = addChunk(byteCountMin: Self.headerBytes + byteCount)
                        used = Self.headerBytes + byteCount
                        return fresh + Self.headerBytes
                    }

                    /// Frees all of it.
                    func free() {
                        Self.free(chunk: first)
                    }

                    /// Frees the arena whose first piece is at this address.
                    static func free(area: UnsafeMutableRawPointer) {
                        free(chunk: area - headerBytes)
                    }

                    private static func free(chunk: UnsafeMutableRawPointer?) {
                        var chunk = chunk
                        while let current = chunk {
                            chunk = current.load(as: UnsafeMutableRawPointer?.self)
                            current.deallocate()
                        }
                    }

                    private mutating func addChunk(byteCountMin: Int) -> UnsafeMutableRawPointer {
                        let byteCount = max(byteCountMin, min(2 * chunkBytes + Self.headerBytes, 1 << 16), Self.chunkBytesMin)
                        let fresh = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
                        fresh.storeBytes(of: nil, as: UnsafeMutableRawPointer?.self)
                        last?.storeBytes(of: fresh, as: UnsafeMutableRawPointer?.self)
                        if first == nil { first = fresh }
                        last = fresh
                        chunkBytes = byteCount
                        return fresh
                    }
                }

                """#
        ),
        (
            path: "Discriminated.swift",
            text: #"""
                /// An enum without payloads, whose raw values are the positions of its cases in WIT.
                protocol Discriminated: RawRepresentable where RawValue: FixedWidthInteger {}

                extension Discriminated {
                    /// The case of a discriminant that the host passes, which is always one of the type's.
                    init(discriminant: some FixedWidthInteger) {
                        guard let value = Self(rawValue: RawValue(truncatingIfNeeded: discriminant)) else {
                            fatalError("a discriminant that the type does not have")
                        }
                        self = value
                    }
                }

                """#
        ),
        (
            path: "Duration+Component.swift",
            text: #"""
                extension Duration {
                    /// Reads an `obelisk:types/time.{duration}` out of memory.
                    init(loading memory: UnsafeMutableRawPointer) {
                        switch memory.load(as: UInt8.self) {
                        case 0: self = .milliseconds(Int64(clamping: memory.load(fromByteOffset: 8, as: UInt64.self)))
                        case 1: self = .seconds(Int64(clamping: memory.load(fromByteOffset: 8, as: UInt64.self)))
                        case 2: self = .seconds(60 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
                        case 3: self = .seconds(3_600 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
                        default: self = .seconds(86_400 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
                        }
                    }

                    /// Writes an `obelisk:types/time.{duration}`: in milliseconds, the next one up if it is between two; none if negative.
                    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
                        let (seconds, attoseconds) = components
                        let partial = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
                        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000)
                        if seconds < 0 || attoseconds < 0 {
                            memory.storeBytes(of: 0, as: UInt8.self)
                            memory.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
                        } else if isTooLong {
                            memory.storeBytes(of: 1, as: UInt8.self)
                            memory.storeBytes(of: UInt64(seconds), toByteOffset: 8, as: UInt64.self)
                        } else {
                            memory.storeBytes(of: 0, as: UInt8.self)
                            memory.storeBytes(of: UInt64(whole) + UInt64(partial), toByteOffset: 8, as: UInt64.self)
                        }
                    }
                }

                """#
        ),
        (
            path: "ErrorValue.swift",
            text: #"""
                /// The error of a function whose WIT result has an error type without a name of its own, such as `list<u8>`.
                struct ErrorValue<Value: Sendable>: Error {
                    /// The value in WIT.
                    let value: Value

                    /// An error around a value.
                    init(_ value: Value) { self.value = value }
                }

                extension ErrorValue: Equatable where Value: Equatable {}
                extension ErrorValue: Hashable where Value: Hashable {}

                """#
        ),
        (
            path: "Exports.swift",
            text: #"""
                /// Where an author binds types to the interfaces a component exports, one line each:
                /// `extension Exports { typealias Fibo = FiboActivity }`.
                enum Exports {}

                """#
        ),
        (
            path: "Instant.swift",
            text: #"""
                /// An instant, counted from 1970-01-01T00:00:00Z, as WIT's `obelisk:types/time.{datetime}`.
                struct Instant: Hashable, Comparable, Sendable {
                    /// Whole seconds.
                    let seconds: UInt64
                    /// What is to be added to them, less than 1,000,000,000.
                    let nanoseconds: UInt32

                    /// An instant so long after the start of 1970.
                    init(seconds: UInt64, nanoseconds: UInt32 = 0) {
                        self.seconds = seconds + UInt64(nanoseconds / 1_000_000_000)
                        self.nanoseconds = nanoseconds % 1_000_000_000
                    }

                    /// Which one comes first.
                    static func < (left: Instant, right: Instant) -> Bool {
                        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
                    }

                    /// An instant so much later, or earlier if the duration is negative; never before 1970.
                    static func + (instant: Instant, duration: Duration) -> Instant {
                        let (seconds, attoseconds) = duration.components
                        let nanoseconds = Int64(instant.nanoseconds) + attoseconds / 1_000_000_000
                        let carry: Int64 = nanoseconds < 0 ? -1 : nanoseconds >= 1_000_000_000 ? 1 : 0
                        let whole = Int64(clamping: instant.seconds) + seconds + carry
                        if whole < 0 { return Instant(seconds: 0) }
                        return Instant(seconds: UInt64(whole), nanoseconds: UInt32(nanoseconds - carry * 1_000_000_000))
                    }

                    /// An instant so much earlier.
                    static func - (instant: Instant, duration: Duration) -> Instant { instant + (.zero - duration) }

                    /// How long it is from one instant to another.
                    static func - (later: Instant, earlier: Instant) -> Duration {
                        .seconds(Int64(clamping: later.seconds)) - .seconds(Int64(clamping: earlier.seconds))
                            + .nanoseconds(Int64(later.nanoseconds) - Int64(earlier.nanoseconds))
                    }
                }

                extension Instant {
                    /// Reads a `datetime` out of memory.
                    init(loading memory: UnsafeMutableRawPointer) {
                        self.init(seconds: memory.load(as: UInt64.self), nanoseconds: memory.load(fromByteOffset: 8, as: UInt32.self))
                    }

                    /// Writes a `datetime`.
                    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
                        memory.storeBytes(of: seconds, as: UInt64.self)
                        memory.storeBytes(of: nanoseconds, toByteOffset: 8, as: UInt32.self)
                    }
                }

                """#
        ),
        (
            path: "Memory+Taking.swift",
            text: #"""
                // What the host hands to a guest stands in memory that it allocated there for the guest to free: taking a value copies
                // it into Swift's own types and frees what it was copied from.

                extension UnsafeMutableRawPointer {
                    /// A `bool`, or whether an option has a value or a result an error.
                    func loadBool(at offset: Int) -> Bool {
                        load(fromByteOffset: offset, as: UInt8.self) != 0
                    }

                    /// A `char`.
                    func loadScalar(at offset: Int) -> Unicode.Scalar {
                        Unicode.Scalar(checked: load(fromByteOffset: offset, as: UInt32.self))
                    }

                    /// A text whose address and length stand at this offset.
                    func takeString(at offset: Int) -> String {
                        String(
                            taking: load(fromByteOffset: offset, as: UInt32.self), load(fromByteOffset: offset + 4, as: UInt32.self))
                    }

                    /// A list of numbers whose address and count stand at this offset.
                    func takeNumbers<Number: BitwiseCopyable>(at offset: Int, of type: Number.Type) -> [Number] {
                        let (start, count) = list(at: offset)
                        guard let start, count > 0 else { return [] }
                        defer { start.deallocate() }
                        return Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
                            UnsafeMutableRawBufferPointer(buffer).copyMemory(
                                from: UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Number>.stride))
                            initializedCount = count
                        }
                    }

                    /// A list whose address and count stand at this offset, and whose elements are `stride` bytes apart.
                    func takeList<Element>(
                        at offset: Int, stride: Int, _ take: (UnsafeMutableRawPointer) -> Element
                    ) -> [Element] {
                        let (start, count) = list(at: offset)
                        guard let start else { return [] }
                        defer { if count * stride > 0 { start.deallocate() } }
                        var elements: [Element] = []
                        elements.reserveCapacity(count)
                        for index in 0..<count { elements.append(take(start + index * stride)) }
                        return elements
                    }

                    /// A map whose address and count stand at this offset. Of two keys that are equal in Swift the later one stays.
                    func takeMap<Key: Hashable, Value>(
                        at offset: Int, stride: Int, _ take: (UnsafeMutableRawPointer) -> (Key, Value)
                    ) -> [Key: Value] {
                        let (start, count) = list(at: offset)
                        guard let start else { return [:] }
                        defer { if count * stride > 0 { start.deallocate() } }
                        var map: [Key: Value] = [:]
                        map.reserveCapacity(count)
                        for index in 0..<count {
                            let (key, value) = take(start + index * stride)
                            map[key] = value
                        }
                        return map
                    }

                    private func list(at offset: Int) -> (start: UnsafeMutableRawPointer?, count: Int) {
                        let address = load(fromByteOffset: offset, as: UInt32.self)
                        let count = load(fromByteOffset: offset + 4, as: UInt32.self)
                        return (UnsafeMutableRawPointer(bitPattern: UInt(address)), Int(count))
                    }
                }

                extension String {
                    /// The text of UTF-8 bytes, which are freed.
                    init(taking address: UInt32, _ byteCount: UInt32) {
                        guard byteCount > 0, let start = UnsafeMutableRawPointer(bitPattern: UInt(address)) else {
                            self = ""
                            return
                        }
                        defer { start.deallocate() }
                        self = String(decoding: UnsafeRawBufferPointer(start: start, count: Int(byteCount)), as: UTF8.self)
                    }
                }

                extension Unicode.Scalar {
                    /// The scalar of a number that the host passes, which is always one.
                    init(checked value: UInt32) {
                        guard let scalar = Unicode.Scalar(value) else { fatalError("a number that is no Unicode scalar") }
                        self = scalar
                    }
                }

                """#
        ),
        (
            path: "Refusal.swift",
            text: #"""
                /// The error of a function whose WIT result is `result<…, string>`.
                struct Refusal: Error, Hashable {
                    /// What the caller is told.
                    let message: String

                    /// An error that says `message`.
                    init(_ message: String) { self.message = message }
                }

                """#
        ),
        (
            path: "ScheduleAt.swift",
            text: #"""
                /// When something should happen, as WIT's `obelisk:types/time.{schedule-at}`.
                enum ScheduleAt: Hashable, Sendable {
                    case now
                    case at(Instant)
                    /// Counted from the moment the request is first recorded.
                    case after(Duration)
                }

                extension ScheduleAt {
                    /// Reads a `schedule-at` out of memory.
                    init(loading memory: UnsafeMutableRawPointer) {
                        switch memory.load(as: UInt8.self) {
                        case 0: self = .now
                        case 1: self = .at(Instant(loading: memory + 8))
                        default: self = .after(Duration(loading: memory + 8))
                        }
                    }

                    /// Writes a `schedule-at`.
                    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
                        switch self {
                        case .now: memory.storeBytes(of: 0, as: UInt8.self)
                        case .at(let instant):
                            memory.storeBytes(of: 1, as: UInt8.self)
                            instant.store(to: memory + 8, in: &arena)
                        case .after(let duration):
                            memory.storeBytes(of: 2, as: UInt8.self)
                            duration.store(to: memory + 8, in: &arena)
                        }
                    }
                }

                """#
        ),
        (
            path: "UnspecifiedError.swift",
            text: #"""
                /// The error of a function whose WIT result has no error value: `result` or `result<…>`.
                struct UnspecifiedError: Error, Hashable {}

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

                """#
        ),
    ]
}
