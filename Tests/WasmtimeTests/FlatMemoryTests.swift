#if os(Linux)
    import Foundation
    import Synchronization
    import Testing
    import Wasmtime

    /// Things made and dropped many times leave memory as it was. Each looks at a whole process, and so has its own.
    @Suite(.serialized) struct FlatMemoryTests {
        private static let run = ComponentFunctionName(instance: nil, function: "run")

        /// Resident bytes of this process.
        private static func resident() throws -> Int {
            let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            return (Int(text.split(separator: " ")[1]) ?? 0) * 4_096
        }

        /// Runs a warm-up and then `count` rounds, which may add little.
        private static func expectFlat(_ count: Int, bytesPerRoundMax: Int, _ body: (Int) throws -> Void) throws {
            for round in 0..<(count / 4) { try body(round) }
            let before = try resident()
            for round in 0..<count { try body(round) }
            let growth = try resident() - before
            #expect(growth < count * bytesPerRoundMax + (16 << 20), "grew by \(growth) bytes in \(count) rounds")
        }

        private static func linker(
            _ engine: Engine, _ body: HostFunction<TestState>.Body
        ) throws -> ComponentLinker<TestState> {
            let io = HostInterface<TestState>(name: "demo:host/io@1.0.0", functions: [HostFunction("ask", body)])
            return try ComponentLinker(engine: engine, interfaces: [io])
        }

        @Test func `guests dropped while they wait`() async {
            await #expect(processExitsWith: .success) {
                try FlatMemoryTests.dropWaitingGuests(80_000, isPooled: true)
            }
            await #expect(processExitsWith: .success) {
                try FlatMemoryTests.dropWaitingGuests(20_000, isPooled: false)
            }
        }

        /// A guest has a store of its own: with the warm-up these are 125,000.
        static func dropWaitingGuests(_ count: Int, isPooled: Bool) throws {
            let engine = try makeEngine { if !isPooled { $0.pool = nil } }
            let component = try compile(TestGuests.asking, engine)
            let linker = try linker(engine, .suspendable { _, _ in .suspend })
            try expectFlat(count, bytesPerRoundMax: 16) { (_) throws in
                let guest = GuestInstance(component: component, linker: linker, state: TestState())
                try guest.start(run, [.u32(3)])
                #expect(try guest.waits() == [ImportCallID(number: 0)])
            }
        }

        @Test func `what a host function uses of a stack is not kept by the guest that waits for it`() async {
            await #expect(processExitsWith: .success) { try FlatMemoryTests.waitAfterDeepCalls() }
        }

        static func waitAfterDeepCalls() throws {
            let engine = try makeEngine { $0.pool = nil }
            let component = try compile(TestGuests.asking, engine)
            let linker = try linker(
                engine,
                .suspendable { _, _ in
                    _ = deepSum(4_000)
                    return .suspend
                })
            var guests: [GuestInstance<TestState>] = []
            // The call takes some 200 KB, and a guest that waits 15.
            let before = try resident()
            for _ in 0..<500 {
                let guest = GuestInstance(component: component, linker: linker, state: TestState())
                try guest.start(run, [.u32(1)])
                #expect(try guest.waits().count == 1)
                guests.append(guest)
            }
            #expect(try resident() - before < guests.count * (64 << 10))
        }

        /// Goes as deep as its argument says.
        @inline(never) private static func deepSum(_ count: Int) -> Int { count == 0 ? 0 : count + deepSum(count - 1) }

        @Test func `guests that trap, and host functions that throw`() async {
            await #expect(processExitsWith: .success) { try FlatMemoryTests.trapAndThrow() }
        }

        static func trapAndThrow() throws {
            struct Refusal: Error {}
            let engine = try makeEngine()
            let component = try compile(TestGuests.asking, engine)
            let throwing = try linker(engine, .suspendable { _, _ in throw Refusal() })
            let mistyped = try linker(engine, .suspendable { _, _ in .answer([.string("no number")]) })
            try expectFlat(4_000, bytesPerRoundMax: 64) { (round) throws in
                let linker = round % 2 == 0 ? throwing : mistyped
                let guest = GuestInstance(component: component, linker: linker, state: TestState())
                try guest.start(run, [.u32(1)])
                let error = #expect(throws: WasmtimeError.self) { try guest.waits() }
                if round % 2 == 0 {
                    #expect(error?.code == .hostFailed)
                    #expect(error?.cause is Refusal)
                }
            }
        }

        @Test func `values of every kind`() async {
            await #expect(processExitsWith: .success) { try FlatMemoryTests.echoValues() }
        }

        static func echoValues() throws {
            let engine = try makeEngine()
            let linker = try emptyLinker(engine)
            let echo = ComponentFunctionName(instance: nil, function: "echo")
            let samples = try ComponentValueTests.samples.map { sample in
                (
                    component: try compile(TestGuests.echo(sample.text), engine),
                    values: ComponentValue.list(Array(repeating: sample.values, count: 50).flatMap { $0 })
                )
            }
            var valueCount = 0
            try expectFlat(2_000, bytesPerRoundMax: 256) { (round) throws in
                // The test guest's own memory only grows, so each guest is asked a few times.
                let sample = samples[round % samples.count]
                let guest = GuestInstance(component: sample.component, linker: linker, state: TestState())
                for _ in 0..<5 { #expect(try guest.run(echo, [sample.values]) == [sample.values]) }
                if case .list(let values) = sample.values { valueCount += 10 * values.count }
                _ = try? guest.run(echo, [.list([.tuple([.string("wrong"), sample.values])])])
            }
            // Each went in and came back, as an element of a list.
            #expect(valueCount > 1_000_000)
        }

        @Test func `components and linkers`() async {
            await #expect(processExitsWith: .success) { try FlatMemoryTests.compileAndLink() }
        }

        static func compileAndLink() throws {
            let engine = try makeEngine()
            let bytes = try ComponentBytes.encode(text: TestGuests.asking)
            try expectFlat(200, bytesPerRoundMax: 4_096) { (_) throws in
                let component = try Component(compiling: bytes, engine: engine)
                let linker = try linker(engine, .immediate { _, _ in [.u32(1)] })
                let guest = GuestInstance(component: component, linker: linker, state: TestState())
                #expect(try guest.run(run, [.u32(2)]) == [.u32(2)])
            }
        }

        @Test func `a state and its host functions are freed with their guests`() throws {
            final class Marker: Sendable {}
            weak var state: TestState?
            weak var captured: Marker?
            do {
                let engine = try makeEngine()
                let marker = Marker()
                captured = marker
                let linker = try Self.linker(
                    engine,
                    .suspendable { _, _ in
                        withExtendedLifetime(marker) { .suspend }
                    })
                let guest = GuestInstance(
                    component: try compile(TestGuests.asking, engine), linker: linker, state: TestState())
                state = guest.state
                try guest.start(Self.run, [.u32(1)])
                _ = try guest.waits()
                #expect(captured != nil)
            }
            #expect(state == nil)
            #expect(captured == nil)
        }
    }
#endif
