extension Exports { typealias Basket = ShoppingBasket }

/// Reserves all items at once.
enum ShoppingBasket: Basket.Export {
    static func fill(items: [Stock.Item]) throws(Refusal) -> [String] {
        var reserved: [String] = []
        do {
            try withJoinSet(named: "items") { set throws(Execution.AwaitNextError) in
                for item in items { set.submitReserve(item: item, tags: ["a", "b"]) }
                while let response = try set.nextReserve() {
                    switch response.result {
                    case .success(let id): reserved.append(id)
                    case .failure(let error):
                        log.warn("out of stock", ["error": error == .executionFailed ? "failed" : "none left"])
                    }
                }
            }
        } catch {
            throw Refusal("unexpected response")
        }
        withJoinSet { set in
            set.submitDelay(for: .seconds(3))
            set.submitRelease(id: "x")
            while let response = set.next() {
                switch response {
                case .execution(let response):
                    log.info(
                        "done",
                        [
                            "id": response.execution.text(),
                            "known": "\((try? response.execution.releaseResult()) != nil)",
                        ])
                case .delay: log.info("delay")
                }
            }
        }
        let later = StockSchedule.reserveSchedule(at: .after(.seconds(60)), item: items[0], tags: [])
        log.debug("scheduled", ["id": later.text()])
        if random(in: 1...6) > 3 { try sleep(for: .milliseconds(20)) }
        do {
            if case .ok(let text?) = try call(.init("demo:fibo/fibo.fibo"), [10, ["a": 1.5, "b": [nil, true]]]) {
                reserved.append((try? JSON(parsing: text))?["x"]?.string ?? "")
            }
        } catch {
            throw Refusal("call")
        }
        return reserved
    }
}
