import Foundation
import Testing
import Wasmtime

struct ComponentCacheTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("obelisk-cache-\(UInt64.random(in: 0...(.max)))")

    private func file() throws -> URL {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try #require(files.first)
    }

    private func add(_ component: Component) throws -> [ComponentValue] {
        let guest = GuestInstance(
            component: component, linker: try emptyLinker(component.engine), state: TestState())
        return try guest.run(
            ComponentFunctionName(instance: "demo:math/api@1.0.0", function: "add"), [.u32(1), .u32(2)])
    }

    @Test func `a component is compiled once, then loaded, also by another engine of the same settings`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let bytes = try ComponentBytes.encode(text: TestGuests.math)
        for source in [ComponentCache.Source.compiled, .cache, .cache] {
            let cache = ComponentCache(directory: folder.path, engine: try makeEngine())
            let found = try cache.component(bytes)
            #expect(found.source == source)
            #expect(try add(found.component) == [.u32(3)])
            #expect(found.component.fitsPool)
        }
    }

    @Test func `other settings and other components have files of their own`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let math = try ComponentBytes.encode(text: TestGuests.math)
        let asking = try ComponentBytes.encode(text: TestGuests.asking)
        let plain = ComponentCache(directory: folder.path, engine: try makeEngine())
        let fuelled = ComponentCache(directory: folder.path, engine: try makeEngine { $0.countsFuel = true })
        #expect(try plain.component(math).source == .compiled)
        #expect(try plain.component(asking).source == .compiled)
        #expect(try fuelled.component(math).source == .compiled)
        #expect(try fuelled.component(math).source == .cache)
    }

    @Test func `a damaged file is compiled again and replaced, wherever the damage is`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let bytes = try ComponentBytes.encode(text: TestGuests.math)
        let cache = ComponentCache(directory: folder.path, engine: try makeEngine())
        _ = try cache.component(bytes)
        let good = try Data(contentsOf: file())
        var damaged: [Data] = [Data(), good.dropLast(), good + Data([0]), Data(repeating: 0xFF, count: good.count)]
        for place in stride(from: 0, to: good.count, by: good.count / 40 + 1) {
            var copy = good
            copy[place] ^= 0x10
            damaged.append(copy)
        }
        for data in damaged {
            try data.write(to: file())
            let found = try cache.component(bytes)
            guard case .recompiled = found.source else {
                Issue.record("a damaged file was \(found.source)")
                continue
            }
            #expect(try add(found.component) == [.u32(3)])
            #expect(try Data(contentsOf: file()).count == good.count)
            #expect(try cache.component(bytes).source == .cache)
        }
    }

    @Test func `a file of another component under this name is not trusted`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let cache = ComponentCache(directory: folder.path, engine: try makeEngine())
        let asking = try ComponentBytes.encode(text: TestGuests.asking)
        _ = try cache.component(asking)
        let foreign = try Data(contentsOf: file())
        try FileManager.default.removeItem(at: folder)
        let math = try ComponentBytes.encode(text: TestGuests.math)
        _ = try cache.component(math)
        try foreign.write(to: file())
        let found = try cache.component(math)
        #expect(found.source != .cache)
        #expect(try add(found.component) == [.u32(3)])
    }

    @Test func `a cache that cannot be written still gives the component`() throws {
        let cache = ComponentCache(directory: "/dev/null/cache", engine: try makeEngine())
        let bytes = try ComponentBytes.encode(text: TestGuests.math)
        #expect(try add(cache.component(bytes).component) == [.u32(3)])
    }
}
