import Synchronization
import Testing
import Wasmtime

struct HostResourceTests {
    /// Uses a host's `item`: `measure` makes, measures and drops one, `hand-over` makes one and gives it back, `keep`
    /// makes one and forgets it.
    private static let text = """
        (component
          (import "demo:store/items@1.0.0" (instance $items
            (export "item" (type $item (sub resource)))
            (export "make" (func (param "n" u32) (result (own $item))))
            (export "size" (func (param "self" (borrow $item)) (result u32)))
            (export "give" (func (param "item" (own $item))))))
          (alias export $items "item" (type $item))
          (core func $make (canon lower (func $items "make")))
          (core func $size (canon lower (func $items "size")))
          (core func $give (canon lower (func $items "give")))
          (core func $drop (canon resource.drop $item))
          (core module $m
            (import "h" "make" (func $make (param i32) (result i32)))
            (import "h" "size" (func $size (param i32) (result i32)))
            (import "h" "give" (func $give (param i32)))
            (import "h" "drop" (func $drop (param i32)))
            (func (export "measure") (param $n i32) (result i32) (local $item i32)
              (local.set $item (call $make (local.get $n)))
              (call $size (local.get $item))
              (call $drop (local.get $item)))
            (func (export "hand-over") (param i32) (call $give (call $make (local.get 0))))
            (func (export "keep") (param i32) (drop (call $make (local.get 0)))))
          (core instance $i (instantiate $m (with "h" (instance
            (export "make" (func $make)) (export "size" (func $size))
            (export "give" (func $give)) (export "drop" (func $drop))))))
          (func (export "measure") (param "n" u32) (result u32) (canon lift (core func $i "measure")))
          (func (export "hand-over") (param "n" u32) (canon lift (core func $i "hand-over")))
          (func (export "keep") (param "n" u32) (canon lift (core func $i "keep"))))
        """

    /// What happened to items, in order.
    final class Store: Sendable {
        let events = Mutex<[String]>([])
        func note(_ event: String) { events.withLock { $0.append(event) } }
    }

    private let itemType: UInt32 = 7

    private func guest(
        make: @escaping @Sendable (ImportCall) -> ImportAnswer, resourceType: UInt32 = 7
    ) throws -> GuestInstance<Store> {
        let engine = try makeEngine()
        let items = HostInterface<Store>(
            name: "demo:store/items@1.0.0",
            functions: [
                HostFunction("make", .suspendable { _, call in make(call) }),
                HostFunction(
                    "size",
                    .immediate { store, arguments in
                        guard case .resource(let item) = arguments[0] else { return [] }
                        store.note("size of \(item.rep), \(item.isOwned ? "owned" : "borrowed")")
                        return [.u32(item.rep * 2)]
                    }),
                HostFunction(
                    "give",
                    .immediate { store, arguments in
                        guard case .resource(let item) = arguments[0] else { return [] }
                        store.note("given \(item.rep), \(item.isOwned ? "owned" : "borrowed")")
                        return []
                    }),
            ],
            resources: [
                HostResourceType("item", type: resourceType) { store, rep in store.note("dropped \(rep)") }
            ])
        return GuestInstance(
            component: try compile(Self.text, engine),
            linker: try ComponentLinker(engine: engine, interfaces: [items]), state: Store())
    }

    private func make(_ call: ImportCall) -> ComponentValue {
        guard case .u32(let number) = call.arguments[0] else { return .option(nil) }
        return .resource(HostResource(type: itemType, rep: number, isOwned: true))
    }

    private func name(_ function: String) -> ComponentFunctionName {
        ComponentFunctionName(instance: nil, function: function)
    }

    @Test func `a handle dropped by the guest runs the destructor once`() throws {
        let guest = try guest { .answer([make($0)]) }
        #expect(try guest.run(name("measure"), [.u32(21)]) == [.u32(42)])
        #expect(guest.state.events.withLock { $0 } == ["size of 21, borrowed", "dropped 21"])
    }

    @Test func `a handle given to the host is the host's, and its destructor does not run`() throws {
        let guest = try guest { .answer([make($0)]) }
        #expect(try guest.run(name("hand-over"), [.u32(5)]) == [])
        #expect(guest.state.events.withLock { $0 } == ["given 5, owned"])
    }

    @Test func `a handle can be made for a late answer`() throws {
        let guest = try guest { _ in .suspend }
        try guest.start(name("measure"), [.u32(1)])
        let calls = try guest.waits()
        try #require(calls.count == 1)
        try guest.answer(calls[0], with: [.resource(HostResource(type: itemType, rep: 9, isOwned: true))])
        #expect(try guest.poll() == .finished([.u32(18)]))
        #expect(guest.state.events.withLock { $0 } == ["size of 9, borrowed", "dropped 9"])
    }

    @Test func `a guest that leaves handles behind harms nobody`() throws {
        let guest = try guest { .answer([make($0)]) }
        for number in 0..<100 { #expect(try guest.run(name("keep"), [.u32(UInt32(number))]) == []) }
        guest.end()
        #expect(guest.state.events.withLock { $0 } == [])
    }

    @Test func `a handle of another type is refused`() throws {
        let guest = try guest(make: { .answer([make($0)]) }, resourceType: 8)
        let error = #expect(throws: WasmtimeError.self) { try guest.run(name("measure"), [.u32(1)]) }
        #expect(error?.message.contains("mismatched resource types") == true)
    }
}
