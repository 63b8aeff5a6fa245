import Foundation
import Testing
import Wasmtime

struct TrapTests {
    private func failure(_ name: String, _ arguments: [ComponentValue]) throws -> WasmtimeError? {
        let engine = try makeEngine()
        let guest = GuestInstance(
            component: try compile(TestGuests.math, engine), linker: try emptyLinker(engine), state: TestState())
        return #expect(throws: WasmtimeError.self) {
            try guest.run(ComponentFunctionName(instance: "demo:math/api@1.0.0", function: name), arguments)
        }
    }

    @Test(
        arguments: [
            ("crash", [], .unreachable), ("divide", [.u32(1), .u32(0)], .integerDivisionByZero),
            ("peek", [.u32(.max)], .memoryOutOfBounds), ("deep", [], .stackOverflow),
        ] as [(String, [ComponentValue], Trap.Kind)])
    func `a trap says why it happened`(_ name: String, _ arguments: [ComponentValue], _ kind: Trap.Kind) throws {
        let error = try failure(name, arguments)
        #expect(error?.code == .trap)
        #expect(error?.trap?.kind == kind)
    }

    @Test(arguments: Trap.Kind.allCases)
    func `every kind of trap is explained in the page of failures by a trap`(kind: Trap.Kind) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let page = root.deletingLastPathComponent().appendingPathComponent("docs/errors/trapped.md")
        #expect(try String(contentsOf: page, encoding: .utf8).contains("`\(kind.rawValue)`"))
    }

    @Test func `a trap says where it happened, innermost frame first`() throws {
        let trap = try failure("crash", [])?.trap
        #expect(trap?.backtrace.map(\.functionIndex) == [1, 2])
        #expect(trap?.backtrace.first?.function == "inner")
        #expect(trap?.backtrace.allSatisfy { $0.moduleOffsetBytes > 0 } == true)
        #expect(trap?.reason == "wasm `unreachable` instruction executed")
    }

    @Test func `a guest without fuel stops`() throws {
        let engine = try makeEngine { $0.countsFuel = true }
        let guest = GuestInstance(
            component: try compile(TestGuests.math, engine), linker: try emptyLinker(engine), state: TestState(),
            limits: GuestLimits(fuel: 10_000))
        let error = #expect(throws: WasmtimeError.self) {
            try guest.run(ComponentFunctionName(instance: "demo:math/api@1.0.0", function: "spin"), [.u64(1_000_000)])
        }
        #expect(error?.trap?.kind == .outOfFuel)
    }

    @Test func `memory grows up to the limit and no further`() throws {
        let engine = try makeEngine { $0.memoryBytesMax = 4 << 20 }
        let component = try compile(TestGuests.math, engine)
        let grow = ComponentFunctionName(instance: "demo:math/api@1.0.0", function: "grow")
        for inPool in [true, false] {
            let others = inPool ? [] : try fill(engine, component)
            let guest = GuestInstance(component: component, linker: try emptyLinker(engine), state: TestState())
            #expect(try guest.run(grow, [.u32(63)]) == [.s32(1)])
            #expect(try guest.run(grow, [.u32(1)]) == [.s32(-1)])
            #expect(guest.isPooled == inPool)
            withExtendedLifetime(others) {}
        }
    }

    private func fill(_ engine: Engine, _ component: Component) throws -> [GuestInstance<TestState>] {
        let linker = try emptyLinker(engine)
        return (0..<32).map { _ in GuestInstance(component: component, linker: linker, state: TestState()) }
    }

    @Test func `an instance that starts beyond its memory limit is refused`() throws {
        let engine = try makeEngine()
        let guest = GuestInstance(
            component: try compile(TestGuests.math, engine), linker: try emptyLinker(engine), state: TestState(),
            limits: GuestLimits(memoryBytesMax: 1_000))
        let error = #expect(throws: WasmtimeError.self) {
            try guest.run(ComponentFunctionName(instance: "demo:math/api@1.0.0", function: "add"), [.u32(1), .u32(2)])
        }
        #expect(error?.code == .limitExceeded)
    }
}
