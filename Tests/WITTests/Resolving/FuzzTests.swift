import ObeliskTestSupport
import Testing
import WIT

@Suite struct FuzzTests {
    /// More than any small input can need, on any machine.
    private static let longest = Duration.seconds(5)
    private static let seeds: ClosedRange<UInt64> = 1...4
    private static let inputsPerSeed = 400

    @Test(arguments: seeds)
    func `random bytes and mutated files neither crash nor hang`(seed: UInt64) {
        var random = RandomValues(seed: seed)
        for number in 0..<Self.inputsPerSeed {
            let bytes = number.isMultiple(of: 4) ? Self.noise(&random) : Self.mutation(&random)
            let file = SourceFile(path: "fuzz.wit", bytes: bytes)
            let duration = ProcessorTime.spent {
                _ = try? file.formatted()
                if let schema = try? Schema(file: file, features: .all) {
                    for file in schema.files() { #expect(throws: Never.self) { try file.formatted() } }
                }
            }
            #expect(duration < Self.longest, "seed \(seed), input \(number)")
        }
    }

    @Test func `long chains and wide files are read in time`() throws {
        let count = 3_000
        let duration = try ProcessorTime.spent {
            let types = (1...count).map { "type t\($0) = t\($0 - 1);" }.joined()
            let chain = try Schema(file: file("interface i { type t0 = u8; \(types) f: func(x: t\(count)); }"))
            let interface = try #require(chain.packages.first?.interfaces.first)
            let owner = TypeOwner.interface(InterfaceName(package: chain.packages[0].name, interface: "i"))
            #expect(try chain.functionType(of: interface.functions[0], in: owner).parameters.first?.type == .u8)

            let uses = (1...count).map { "interface i\($0) { use i\($0 - 1).{t}; }" }.joined(separator: "\n")
            let wide = try Schema(file: file("interface i0 { type t = u8; } \(uses) world w { import i\(count); }"))
            #expect(wide.packages.first?.worlds.first?.imports.count == count + 1)
        }
        #expect(duration < Self.longest * 6)
        let open = String(repeating: "package a:b { interface i { record r { x: list<", count: 2_000)
        #expect(throws: SourceError.self) { try Schema(file: file(open)) }
        #expect(throws: SourceError.self) { try Schema(file: file(String(repeating: "/*", count: 100_000))) }
    }

    @Test func `types of unreasonable depth or size are not spelled out`() throws {
        func refuse(_ record: (Int) -> String) throws {
            let records = (1...2_000).map(record).joined()
            let schema = try Schema(file: file("interface i { record t0 { x: u8 } \(records) f: func(x: t2000); }"))
            let owner = TypeOwner.interface(InterfaceName(package: schema.packages[0].name, interface: "i"))
            let function = try #require(schema.packages[0].interfaces[0].functions.first)
            #expect(throws: SchemaError.self) { try schema.functionType(of: function, in: owner) }
        }
        try refuse { "record t\($0) { x: t\($0 - 1) }" }
        try refuse { "record t\($0) { x: t\($0 / 2), y: t\($0 / 2), z: t\($0 / 2), a: t\($0 / 2), b: t\($0 / 2) }" }
    }

    private func file(_ text: String) -> SourceFile { SourceFile(path: "x.wit", text: "package x:x;\n" + text) }

    private static func noise(_ random: inout RandomValues) -> [UInt8] {
        let alphabet = Array("{}<>():;,.=@-+/*%_\"\\ \n\taZ09é".utf8) + [0, 0x7F, 0xFF]
        return (0..<random.below(300)).map { _ in
            random.below(3) == 0 ? UInt8(random.below(256)) : alphabet[random.below(alphabet.count)]
        }
    }

    private static func mutation(_ random: inout RandomValues) -> [UInt8] {
        let files = Corpus.own.flatMap(\.files)
        var bytes = files[random.below(files.count)].bytes
        for _ in 0...random.below(5) where !bytes.isEmpty {
            let start = random.below(bytes.count)
            let end = min(bytes.count, start + random.below(12))
            switch random.below(4) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: random.below(bytes.count))
            case 2: bytes[start] = UInt8(random.below(256))
            default:
                let other = files[random.below(files.count)].bytes
                let from = random.below(other.count)
                bytes.insert(contentsOf: other[from..<min(other.count, from + 20)], at: start)
            }
        }
        return bytes
    }
}
