import Synchronization
import Testing
import Wasmtime

struct GuestInstanceTests {
    private let run = ComponentFunctionName(instance: nil, function: "run")

    private func math(_ name: String) -> ComponentFunctionName {
        ComponentFunctionName(instance: "demo:math/api@1.0.0", function: name)
    }

    private func asking(
        _ engine: Engine, _ body: HostFunction<TestState>.Body
    ) throws -> ComponentLinker<TestState> {
        let io = HostInterface<TestState>(name: "demo:host/io@1.0.0", functions: [HostFunction("ask", body)])
        return try ComponentLinker(engine: engine, interfaces: [io])
    }

    @Test func `a guest's function can be called again and again`() throws {
        let engine = try makeEngine()
        let guest = GuestInstance(
            component: try compile(TestGuests.math, engine), linker: try emptyLinker(engine), state: TestState())
        #expect(try guest.run(math("add"), [.u32(2), .u32(3)]) == [.u32(5)])
        #expect(try guest.run(math("add"), [.u32(20), .u32(22)]) == [.u32(42)])
        #expect(guest.isPooled)
    }

    @Test func `a host function answers at once`() throws {
        let engine = try makeEngine()
        let component = try compile(TestGuests.asking, engine)
        let bodies: [HostFunction<TestState>.Body] = [
            .immediate { state, arguments in
                state.seen.withLock { $0 += arguments }
                return [.u32(10)]
            },
            .suspendable { state, call in
                state.seen.withLock { $0 += call.arguments }
                return .answer([.u32(10)])
            },
        ]
        for body in bodies {
            let guest = GuestInstance(
                component: component, linker: try asking(engine, body), state: TestState())
            #expect(try guest.run(run, [.u32(3)]) == [.u32(30)])
            #expect(guest.state.seen.withLock { $0 } == [.u32(0), .u32(1), .u32(2)])
        }
    }

    @Test func `a suspended host call is answered by the guest's owner`() throws {
        let engine = try makeEngine()
        let linker = try asking(engine, .suspendable { _, _ in .suspend })
        let guest = GuestInstance(
            component: try compile(TestGuests.asking, engine), linker: linker, state: TestState())
        try guest.start(run, [.u32(3)])
        for number in 0..<3 {
            let call = ImportCallID(number: UInt64(number))
            #expect(try guest.waits() == [call])
            #expect(try guest.waits() == [call])
            try guest.answer(call, with: [.u32(UInt32(number) * 100)])
        }
        #expect(try guest.poll() == .finished([.u32(300)]))
    }

    @Test(arguments: [true, false])
    func `a host function that throws ends the guest where it called`(isImmediate: Bool) throws {
        struct Refusal: Error {}
        let engine = try makeEngine()
        let body: HostFunction<TestState>.Body =
            isImmediate ? .immediate { _, _ in throw Refusal() } : .suspendable { _, _ in throw Refusal() }
        let guest = GuestInstance(
            component: try compile(TestGuests.asking, engine), linker: try asking(engine, body), state: TestState())
        let error = #expect(throws: WasmtimeError.self) { try guest.run(run, [.u32(3)]) }
        #expect(error?.code == .hostFailed)
        #expect(error?.cause is Refusal)
        #expect(error?.trap?.backtrace.map(\.functionIndex) == [1])
    }

    @Test func `a host function without results that throws ends the guest`() throws {
        struct Refusal: Error {}
        let engine = try makeEngine()
        let io = HostInterface<TestState>(
            name: "demo:host/io@1.0.0",
            functions: [
                HostFunction("tell", .suspendable { _, _ in throw Refusal() }),
                HostFunction(
                    "tell-more",
                    .suspendable { state, _ in
                        state.seen.withLock { $0.append(.bool(true)) }
                        return .answer([])
                    }),
            ])
        let guest = GuestInstance(
            component: try compile(TestGuests.telling, engine),
            linker: try ComponentLinker(engine: engine, interfaces: [io]), state: TestState())
        let error = #expect(throws: WasmtimeError.self) { try guest.run(run, []) }
        #expect(error?.code == .hostFailed)
        #expect(error?.cause is Refusal)
        #expect(error?.trap?.backtrace.map(\.functionIndex) == [2])
        #expect(guest.state.seen.withLock { $0 } == [])
    }
}
