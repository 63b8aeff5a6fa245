import Synchronization
import Testing
import Wasmtime

struct EngineTests {
    private func math(_ name: String) -> ComponentFunctionName {
        ComponentFunctionName(instance: "demo:math/api@1.0.0", function: name)
    }

    @Test func `a guest that computes for long yields at each epoch and ends all the same`() throws {
        let engine = try makeEngine()
        let guest = GuestInstance(
            component: try compile(TestGuests.math, engine), linker: try emptyLinker(engine), state: TestState())
        // Counts down until the ticker has made it yield a few times; the clock that matters is the guest's own work.
        try guest.start(math("spin"), [.u64(.max)])
        for _ in 0..<5 { #expect(try guest.poll() == .yielded) }
        guest.end()
        #expect(engine.epochCount >= 10)
    }

    @Test func `epochs that pass while a guest waits do not make it yield`() throws {
        let engine = try makeEngine()
        let io = HostInterface<TestState>(
            name: "demo:host/io@1.0.0", functions: [HostFunction("ask", .suspendable { _, _ in .suspend })])
        let guest = GuestInstance(
            component: try compile(TestGuests.asking, engine),
            linker: try ComponentLinker(engine: engine, interfaces: [io]), state: TestState())
        try guest.start(ComponentFunctionName(instance: nil, function: "run"), [.u32(2)])
        for number in 0..<2 {
            let call = ImportCallID(number: UInt64(number))
            #expect(try guest.poll() == .suspended)
            #expect(guest.waitingCalls == [call])
            for _ in 0..<100 { engine.incrementEpoch() }
            try guest.answer(call, with: [.u32(1)])
        }
        #expect(try guest.poll() == .finished([.u32(2)]))
    }

    @Test func `a guest that calls the host without end yields too`() throws {
        let engine = try makeEngine()
        let io = HostInterface<TestState>(
            name: "demo:host/io@1.0.0", functions: [HostFunction("ask", .suspendable { _, _ in .answer([.u32(0)]) })])
        let guest = GuestInstance(
            component: try compile(TestGuests.asking, engine),
            linker: try ComponentLinker(engine: engine, interfaces: [io]), state: TestState())
        try guest.start(ComponentFunctionName(instance: nil, function: "run"), [.u32(.max)])
        for _ in 0..<3 { #expect(try guest.poll() == .yielded) }
    }

    @Test func `guests beyond the pool are made on demand, and the pool is used again when it has room`() throws {
        let engine = try makeEngine { $0.pool?.instancesMax = 4 }
        let component = try compile(TestGuests.math, engine)
        let linker = try emptyLinker(engine)
        var guests: [GuestInstance<TestState>] = []
        for number in 0..<8 {
            let guest = GuestInstance(component: component, linker: linker, state: TestState())
            #expect(try guest.run(math("add"), [.u32(1), .u32(2)]) == [.u32(3)])
            #expect(guest.isPooled == (number < 4))
            guests.append(guest)
        }
        #expect(engine.pooledInstanceCount == 4)
        guests.removeAll()
        #expect(engine.pooledInstanceCount == 0)
        let guest = GuestInstance(component: component, linker: linker, state: TestState())
        #expect(try guest.run(math("add"), [.u32(1), .u32(2)]) == [.u32(3)])
        #expect(guest.isPooled)
    }

    @Test func `a guest may leave places of the pool to others`() throws {
        let engine = try makeEngine { $0.pool?.instancesMax = 4 }
        let component = try compile(TestGuests.math, engine)
        let linker = try emptyLinker(engine)
        let guests = [2, 2, 2, 0, 0, 0].map { places in
            GuestInstance(component: component, linker: linker, state: TestState(), leavingInPool: places)
        }
        #expect(guests.map(\.isPooled) == [true, true, false, true, true, false])
    }

    @Test func `there is no room beyond the places outside the pool, until one is given back`() throws {
        let engine = try makeEngine {
            $0.pool = nil
            $0.instancesOnDemandMax = 3
        }
        let component = try compile(TestGuests.math, engine)
        let linker = try emptyLinker(engine)
        func guest(leaving places: Int) -> GuestInstance<TestState> {
            GuestInstance(component: component, linker: linker, state: TestState(), leavingOnDemand: places)
        }
        let two = [guest(leaving: 1), guest(leaving: 1)]
        for guest in two { #expect(try guest.run(math("add"), [.u32(1), .u32(2)]) == [.u32(3)]) }
        let patient = guest(leaving: 1)
        let error = #expect(throws: WasmtimeError.self) { try patient.start(math("add"), [.u32(1), .u32(2)]) }
        #expect(error?.code == .exhausted)
        #expect(try guest(leaving: 0).run(math("add"), [.u32(1), .u32(2)]) == [.u32(3)])
        two[0].end()
        #expect(try patient.run(math("add"), [.u32(1), .u32(2)]) == [.u32(3)])
        #expect(try two[1].run(math("add"), [.u32(20), .u32(2)]) == [.u32(22)])
    }

    /// A component of `count` memories: the pool has one for each instance on average.
    private func memories(_ count: Int) -> String {
        let modules = (0..<count).map { "(core module $m\($0) (memory 1)) (core instance (instantiate $m\($0)))" }
        return """
            (component
              \(modules.joined(separator: "\n"))
              (core module $m (func (export "run") (result i32) i32.const 7))
              (core instance $i (instantiate $m))
              (func (export "run") (result u32) (canon lift (core func $i "run"))))
            """
    }

    @Test func `a pool that runs out of memories before places falls back too`() throws {
        let engine = try makeEngine { $0.pool?.instancesMax = 4 }
        let component = try compile(memories(2), engine)
        let linker = try emptyLinker(engine)
        let guests = try (0..<4).map { (_) throws in
            let guest = GuestInstance(component: component, linker: linker, state: TestState())
            #expect(try guest.run(ComponentFunctionName(instance: nil, function: "run"), []) == [.u32(7)])
            return guest
        }
        #expect(guests.map(\.isPooled) == [true, true, false, false])
        #expect(engine.pooledInstanceCount == 2)
    }

    @Test func `a component that no slot of the pool can hold lives on demand`() throws {
        let engine = try makeEngine { $0.pool?.instancesMax = 4 }
        let component = try compile(memories(5), engine)
        #expect(!component.fitsPool)
        let guest = GuestInstance(component: component, linker: try emptyLinker(engine), state: TestState())
        #expect(try guest.run(ComponentFunctionName(instance: nil, function: "run"), []) == [.u32(7)])
        #expect(!guest.isPooled)
    }

    @Test func `an engine whose settings contradict each other is refused`() {
        let error = #expect(throws: WasmtimeError.self) {
            try makeEngine { $0.pool?.instancesMax = 2_000_000 }
        }
        #expect(error?.code == .engineUnavailable)
    }

    @Test func `two engines and many guests run on many threads at once`() async throws {
        let engine = try makeEngine { $0.pool?.instancesMax = 4 }
        let component = try compile(TestGuests.math, engine)
        let linker = try emptyLinker(engine)
        let name = math("add")
        try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<100 {
                        let guest = GuestInstance(component: component, linker: linker, state: TestState())
                        let sum = try guest.run(name, [.u32(UInt32(task)), .u32(UInt32(number))])
                        #expect(sum == [.u32(UInt32(task + number))])
                    }
                    return 100
                }
            }
            var total = 0
            for try await count in group { total += count }
            #expect(total == 800)
        }
        #expect(engine.pooledInstanceCount == 0)
    }
}
