extension Exports {
    typealias CornersOrder = Corner
    typealias Inside = Corner
    typealias World = Corner
}

/// Uses what has no place elsewhere; compiled, and never run.
enum Corner: CornersOrder.Export, Inside.Export, World.Export {
    static func take(o: CornersOrder.Order, r: CornersOrder.Result) throws(CornersOrder.Result) -> CornersOrder.Order {
        if case .string = r { throw r }
        return o
    }

    static func `func`(
        some: Swift.Result<Void, CornersOrder.Optional>?, `where`: UInt8
    ) -> CornersOrder.Optional { [.int, .bool] }

    static func g(c: Inside.Case, many: (String, Inside.Case?)) -> Inside.Case { many.1 ?? c }

    static func h() { _ = Beside.f(o: Beside.Order(id: "x")) }

    static func run(times: UInt32, sizes: [Doors.Size]) throws(Refusal) {
        let key: Doors.Key
        do { key = try World.open() } catch { throw Refusal("no key") }
        let door = Doors.Door(size: Doors.Size(width: 1, height: 2), names: ["front"])
        do throws(Doors.LockError) {
            _ = try door.open(by: key, force: 2.5)
        } catch {
            switch error {
            case .jammed(let door): door.initValue()
            case .lostKey(let key): _ = Doors.handOver(key: key)
            }
        }
        let others = door.allOthers(of: [door], keys: [(1, key)])
        _ = door.lots(a: "a", b: "b", c: "c", d: "d", e: "e", f: "f", g: "g", h: "h")
        let (first, second) = Doors.Door.swap(a: door, b: others.first)
        _ = first.handle() || second?.handle() ?? false
        let vault = try Doors.Vault(code: World.plain(size: sizes[0], key: key))
        _ = Doors.letter(of: vault.selfValue())
        Doors.nothing(unit: UInt8(truncatingIfNeeded: Doors.count()))
        _ = Doors.ratio(command: Doors.Command(id: 1)) + Doors.wrapped().height
        _ = Doors.signed(a: Doors.one(), b: 2, c: 3, d: 4)
    }

    static func pure(a: Float, b: Bool) -> Bool { a > 0 || b }

    static func lend(key: Doors.Key) -> Doors.Key { Doors.handOver(key: key) }
}
