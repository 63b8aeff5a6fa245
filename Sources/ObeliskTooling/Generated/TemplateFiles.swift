// Written by scripts/generate-support from Examples/: do not edit.

/// The templates of projects: the path below `Examples`, and the text.
enum TemplateFiles {
    static let all: [(path: String, text: String)] = [
        (
            path: "blank/.gitignore",
            text: #"""
                # What `obelisk build` makes, and what it keeps for that.
                /build/
                /.obelisk/

                """#
        ),
        (
            path: "blank/README.md",
            text: #"""
                # blank

                A project to begin with: a durable workflow that logs, calls an activity and sleeps.

                | | |
                |---|---|
                | `wit/app.wit` | the interfaces and, for each component, its world; `wit/deps` holds Obelisk's own packages |
                | `Sources/workflow` | the workflow: durable code |
                | `Sources/activity` | the activity: the work that touches the world |
                | `obelisk.toml` | the two components; `obelisk generate config all` shows all it may say |
                | `build/` | the components, made by `obelisk build` |

                ## Run it

                In this folder, with `obelisk` in your PATH and Swift 6.3:

                ```sh
                obelisk build
                obelisk server run
                ```

                and in a second terminal:

                ```sh
                obelisk execution submit .../welcome.welcome '["Ada", 1]' --follow
                # ["Hello, Ada!","Hello, Ada again!"]
                obelisk execution submit .../welcome.welcome '["", 1]' --follow
                # err: "there is nobody to greet"
                ```

                The second one takes some seconds: an error of an activity is tried again, five times unless `obelisk.toml` says
                otherwise.

                ## Change it

                Rename the package `my:app`, its interfaces and its worlds as you like; a component implements the world of its name.
                `obelisk build` builds what changed, and tells mistakes with file and line. What the interfaces of `wit` are in Swift is in
                `.obelisk/build/NAME/Bindings.swift`, which is generated. A workflow makes the same calls when it is replayed: it asks the
                engine for time and chance (`now()`, `random(in:)`), and keeps nothing in globals.

                """#
        ),
        (
            path: "blank/Sources/activity/GreeterActivity.swift",
            text: #"""
                extension Exports {
                    /// What implements the interface `greeter`.
                    typealias Greeter = GreeterActivity
                }

                /// The work that touches the world. An error is tried again, as often as obelisk.toml says.
                enum GreeterActivity: Greeter.Export {
                    /// A greeting; refused if there is nobody to greet.
                    static func greet(name: String) throws(Refusal) -> String {
                        guard !name.isEmpty else { throw Refusal("there is nobody to greet") }
                        log.debug("greeting", ["name": name])
                        return "Hello, \(name)!"
                    }
                }

                """#
        ),
        (
            path: "blank/Sources/workflow/WelcomeWorkflow.swift",
            text: #"""
                extension Exports {
                    /// What implements the interface `welcome`.
                    typealias Welcome = WelcomeWorkflow
                }

                /// The durable code. It makes the same calls when it is replayed: it asks the engine for time (`now()`) and chance
                /// (`random(in:)`), and keeps nothing in globals.
                enum WelcomeWorkflow: Welcome.Export {
                    /// Greets now, and again after a while.
                    static func welcome(name: String, waitSeconds: UInt32) throws(Refusal) -> [String] {
                        log.info("welcoming", ["name": name])
                        let first = try Greeter.greet(name: name)
                        // The server may stop and start in between.
                        try sleep(for: .seconds(waitSeconds))
                        let second = try Greeter.greet(name: "\(name) again")
                        return [first, second]
                    }
                }

                """#
        ),
        (
            path: "blank/obelisk.toml",
            text: #"""
                # Paths are relative to this file, so the folder runs wherever it is copied.
                # `obelisk build` makes build/NAME.wasm of each `source`; its world in wit/ is the one named as the component.
                # `obelisk generate config all` shows every other key with its default.

                [[workflow]]
                name = "workflow"
                source = "Sources/workflow"

                [[activity]]
                name = "activity"
                source = "Sources/activity"

                """#
        ),
        (
            path: "blank/wit/app.wit",
            text: #"""
                package my:app;

                /// The work that touches the world: run in an attempt of its own each time it is called, and retried when it fails.
                interface greeter {
                    /// A greeting; an error if there is nobody to greet.
                    greet: func(name: string) -> result<string, string>;
                }

                /// Durable code: every answer it gets is recorded, so a crash loses none.
                interface welcome {
                    /// Greets now, and again after a while.
                    welcome: func(name: string, wait-seconds: u32) -> result<list<string>, string>;
                }

                world activity {
                    import obelisk:log/log@1.0.0;
                    export greeter;
                }

                world workflow {
                    import greeter;
                    import obelisk:workflow/workflow-support@1.0.0;
                    import obelisk:log/log@1.0.0;
                    export welcome;
                }

                """#
        ),
        (path: "blank/wit/deps/obelisk-log/log.wit", text: SupportFiles.text(of: "obelisk-log/log.wit")),
        (path: "blank/wit/deps/obelisk-types/types.wit", text: SupportFiles.text(of: "obelisk-types/types.wit")),
        (path: "blank/wit/deps/obelisk-workflow/workflow.wit", text: SupportFiles.text(of: "obelisk-workflow/workflow.wit")),
        (
            path: "fibo/.gitignore",
            text: #"""
                # What `obelisk build` makes, and what it keeps for that.
                /build/
                /.obelisk/

                """#
        ),
        (
            path: "fibo/README.md",
            text: #"""
                # fibo

                The smallest complete project: an activity that computes Fibonacci numbers, and a durable workflow that calls it.

                | | |
                |---|---|
                | `wit/fibo.wit` | the interfaces and, for each component, its world; `wit/deps` holds Obelisk's own packages |
                | `Sources/fibo-activity` | the activity: does the work |
                | `Sources/fibo-workflow` | the workflow: calls the activity, and sleeps |
                | `obelisk.toml` | the two components: names, and where their source is |
                | `build/` | the two components, made by `obelisk build` |

                ## Run it

                In this folder, with `obelisk` in your PATH and Swift 6.3:

                ```sh
                obelisk build
                obelisk server run
                ```

                and in a second terminal:

                ```sh
                obelisk execution submit demo:fibo/workflow.fiboa '[10, 500]' --follow     # 500 calls in series: 55
                obelisk execution submit demo:fibo/workflow.fiboa '[94, 1]' --follow       # the activity's error: too large
                obelisk execution submit demo:fibo/workflow.fibo-sleepy '[3000]' --follow  # sleeps; stop the server meanwhile
                ```

                Kill the server in the middle of a run, in whatever way you like, and start it again: the workflow goes on where its
                log ends, and no call that was recorded is made again.

                ## Change it

                Edit what is in `Sources` or `wit` and run `obelisk build`; it builds what changed in seconds, and tells mistakes with file
                and line. What the interfaces of `wit` are in Swift is in `.obelisk/build/NAME/Bindings.swift`, which is generated. A
                workflow must make the same calls when it is replayed: no clock, no randomness and no globals of its own; it asks for
                those with `now()` and `random(in:)`.

                """#
        ),
        (
            path: "fibo/Sources/fibo-activity/FiboActivity.swift",
            text: #"""
                extension Exports {
                    /// What this component exports as `demo:fibo/fibo`.
                    typealias Fibo = FiboActivity
                }

                /// The last Fibonacci number that fits into 64 bits.
                private let largestN: UInt8 = 93

                /// The activity: computes, and keeps nothing.
                enum FiboActivity: Fibo.Export {
                    /// The `n`-th Fibonacci number, counted from `fibo(0) = 0`.
                    static func fibo(n: UInt8) throws(Refusal) -> UInt64 {
                        guard n <= largestN else {
                            throw Refusal("fibo(\(n)) does not fit into 64 bits; the largest n is \(largestN)")
                        }
                        var (number, next) = (UInt64(0), UInt64(1))
                        for _ in 0..<n {
                            // The one after fibo(93) overflows, and is never asked for.
                            (number, next) = (next, number &+ next)
                        }
                        return number
                    }
                }

                """#
        ),
        (
            path: "fibo/Sources/fibo-workflow/FiboWorkflow.swift",
            text: #"""
                extension Exports {
                    /// What this component exports as `demo:fibo/workflow`.
                    typealias Workflow = FiboWorkflow
                }

                /// The durable code: each call it makes is recorded.
                enum FiboWorkflow: Workflow.Export {
                    /// Calls the activity `iterations` times in series and returns its last answer; its first error ends it.
                    static func fiboa(n: UInt8, iterations: UInt32) throws(Refusal) -> UInt64 {
                        log.info("calling fibo in series", ["n": "\(n)", "iterations": "\(iterations)"])
                        var last: UInt64 = 0
                        for _ in 0..<iterations {
                            last = try Fibo.fibo(n: n)
                        }
                        return last
                    }

                    /// Sleeps durably: the server may stop and start in between.
                    static func fiboSleepy(milliseconds: UInt64) throws(Refusal) {
                        try sleep(for: .milliseconds(milliseconds))
                    }
                }

                """#
        ),
        (
            path: "fibo/obelisk.toml",
            text: #"""
                # Paths are relative to this file, so the folder runs wherever it is copied.
                # `obelisk build` makes build/NAME.wasm of each `source`; its world in wit/ is the one named as the component.

                [[activity]]
                name = "fibo-activity"
                source = "Sources/fibo-activity"

                [[workflow]]
                name = "fibo-workflow"
                source = "Sources/fibo-workflow"

                """#
        ),
        (path: "fibo/wit/deps/obelisk-log/log.wit", text: SupportFiles.text(of: "obelisk-log/log.wit")),
        (path: "fibo/wit/deps/obelisk-types/types.wit", text: SupportFiles.text(of: "obelisk-types/types.wit")),
        (path: "fibo/wit/deps/obelisk-workflow/workflow.wit", text: SupportFiles.text(of: "obelisk-workflow/workflow.wit")),
        (
            path: "fibo/wit/fibo.wit",
            text: #"""
                package demo:fibo;

                /// The work itself: an activity, run in an attempt of its own each time it is called.
                interface fibo {
                    /// The `n`-th Fibonacci number; an error if it does not fit into 64 bits, which is so from 94 on.
                    fibo: func(n: u8) -> result<u64, string>;
                }

                /// Durable code that calls the activity: every answer is recorded, so a crash loses none.
                interface workflow {
                    /// Calls `fibo(n)` `iterations` times, one after the other, and returns the last answer (0 without any call).
                    fiboa: func(n: u8, iterations: u32) -> result<u64, string>;

                    /// Sleeps durably; an error if the sleep was cancelled.
                    fibo-sleepy: func(milliseconds: u64) -> result<_, string>;
                }

                world fibo-activity {
                    export fibo;
                }

                world fibo-workflow {
                    import fibo;
                    import obelisk:workflow/workflow-support@1.0.0;
                    import obelisk:log/log@1.0.0;
                    export workflow;
                }

                """#
        ),
        (
            path: "order/.gitignore",
            text: #"""
                # What `obelisk build` makes, and what it keeps for that.
                /build/
                /.obelisk/

                """#
        ),
        (
            path: "order/README.md",
            text: #"""
                # order

                A small shop: a durable workflow that reserves stock, charges a card, sleeps and ships, and undoes what fails.

                | | |
                |---|---|
                | `wit/order.wit` | the interfaces and, for each component, its world; `wit/deps` holds Obelisk's own packages |
                | `Sources/order-workflow` | the workflow: calls the activities one after the other, and undoes what was done |
                | `Sources/stock-activity` | reserves articles and releases them |
                | `Sources/payment-activity` | charges a card and refunds it |
                | `Sources/shipping-activity` | hands a parcel to the carrier |
                | `obelisk.toml` | the four components, and how often a charge is tried again |
                | `build/` | the components, made by `obelisk build` |

                ## Run it

                In this folder, with `obelisk` in your PATH and Swift 6.3:

                ```sh
                obelisk build
                obelisk server run
                ```

                and in a second terminal, one order after the other. The answer, in the line below each, comes after a second: that is
                how long a parcel takes to be packed.

                ```sh
                obelisk execution submit .../orders.place '[{"id": "1", "lines": [{"article": "tea", "count": 2},
                    {"article": "cup", "count": 1}], "card": "4000-0000", "address": "Main Street 1"}]' --follow
                # {"total_cents":2100,"charge_id":"c-1","tracking":"t-1"}
                ```

                What fails is undone, latest first: this one gets its money back, and its tea goes back to the shelf.

                ```sh
                obelisk execution submit .../orders.place '[{"id": "2", "lines": [{"article": "tea", "count": 2}],
                    "card": "4000-0000", "address": "The Moon"}]' --follow
                # err: {"not_shipped":"the carrier does not go to The Moon"}
                ```

                A card company that does not answer is asked again, as `obelisk.toml` says: four attempts in all. A blocked card is not,
                since the name of that error, `permanent-declined`, says that it would not help.

                ```sh
                obelisk execution submit .../orders.place '[{"id": "3", "lines": [{"article": "tea", "count": 2}],
                    "card": "4000-0119", "address": "Main Street 1"}]' --follow
                # err: {"not_paid":"the card company does not answer"}
                obelisk execution submit .../orders.place '[{"id": "4", "lines": [{"article": "tea", "count": 2}],
                    "card": "4000-0002", "address": "Main Street 1"}]' --follow
                # err: {"not_paid":"the card is blocked"}
                ```

                Nothing is done for an order that cannot be filled:

                ```sh
                obelisk execution submit .../orders.place '[{"id": "5", "lines": [{"article": "pot", "count": 2}],
                    "card": "4000-0000", "address": "Main Street 1"}]' --follow
                # err: {"not_available":"too few of `pot` are left"}
                ```

                `obelisk execution list --children` shows every call, `obelisk execution events ID` what a workflow did, step by step. Kill
                the server while a parcel is packed, in whatever way you like, and start it again: the order goes on where its log ends,
                and no card is charged twice.

                ## Change it

                Edit what is in `Sources` or `wit` and run `obelisk build`; it builds what changed, and tells mistakes with file and line.
                What the interfaces of `wit/order.wit` are in Swift is in `.obelisk/build/NAME/Bindings.swift`, which is generated. A
                workflow makes the same calls when it is replayed: it asks the engine for time and chance (`now()`, `random(in:)`).

                """#
        ),
        (
            path: "order/Sources/order-workflow/OrderWorkflow.swift",
            text: #"""
                extension Exports {
                    /// What implements the interface `orders`.
                    typealias Orders = OrderWorkflow
                }

                /// How long a parcel takes to be packed: an hour, if nobody were watching.
                private let packing = Duration.seconds(1)

                /// The durable code: each call it makes is recorded, so that a crash repeats none that has ended.
                enum OrderWorkflow: Orders.Export {
                    /// Reserves, charges, waits for the parcel to be packed, and ships; undoes what was done if a step fails.
                    static func place(order: Orders.Order) throws(Orders.OrderError) -> Orders.Receipt {
                        guard !order.lines.isEmpty else { throw .empty }
                        log.info("placing an order", ["order": order.id, "lines": "\(order.lines.count)"])
                        let reservation = try reserve(order)
                        do throws(Orders.OrderError) {
                            let chargeID = try charge(order, cents: reservation.totalCents)
                            do throws(Orders.OrderError) {
                                let tracking = try packAndShip(order)
                                return Orders.Receipt(totalCents: reservation.totalCents, chargeID: chargeID, tracking: tracking)
                            } catch {
                                undo("refund", of: order) { () throws(Refusal) in try Payment.refund(chargeID: chargeID) }
                                throw error
                            }
                        } catch {
                            undo("release", of: order) { () throws(Refusal) in try Stock.release(reservationID: reservation.id) }
                            throw error
                        }
                    }

                    private static func reserve(_ order: Orders.Order) throws(Orders.OrderError) -> Stock.Reservation {
                        do throws(Stock.ReserveError) {
                            return try Stock.reserve(orderID: order.id, lines: order.lines)
                        } catch {
                            switch error {
                            case .permanentUnknownArticle(let article): throw .notAvailable("there is no article `\(article)`")
                            case .permanentOutOfStock(let article): throw .notAvailable("too few of `\(article)` are left")
                            case .executionFailed: throw .executionFailed
                            }
                        }
                    }

                    private static func charge(_ order: Orders.Order, cents: UInt64) throws(Orders.OrderError) -> String {
                        do throws(Payment.ChargeError) {
                            return try Payment.charge(orderID: order.id, card: order.card, cents: cents)
                        } catch {
                            switch error {
                            case .permanentDeclined(let reason): throw .notPaid(reason)
                            case .unavailable: throw .notPaid("the card company does not answer")
                            case .executionFailed: throw .executionFailed
                            }
                        }
                    }

                    private static func packAndShip(_ order: Orders.Order) throws(Orders.OrderError) -> String {
                        do throws(Refusal) {
                            // The server may stop and start in between.
                            try sleep(for: packing)
                        } catch {
                            throw .notShipped(error.message)
                        }
                        do throws(Shipping.ShipError) {
                            return try Shipping.ship(orderID: order.id, address: order.address, lines: order.lines)
                        } catch {
                            switch error {
                            case .permanentNoRoute(let address): throw .notShipped("the carrier does not go to \(address)")
                            case .executionFailed: throw .executionFailed
                            }
                        }
                    }

                    /// Undoes a step. There is no way back from here: what cannot be undone is for a person to read in the log.
                    private static func undo(_ step: String, of order: Orders.Order, _ action: () throws(Refusal) -> Void) {
                        do throws(Refusal) {
                            try action()
                            log.info("undone", ["order": order.id, "step": step])
                        } catch {
                            log.error("cannot be undone", ["order": order.id, "step": step, "reason": error.message])
                        }
                    }
                }

                """#
        ),
        (
            path: "order/Sources/payment-activity/PaymentActivity.swift",
            text: #"""
                extension Exports {
                    /// What implements the interface `payment`.
                    typealias Payment = PaymentActivity
                }

                /// The card company. This one moves no money.
                enum PaymentActivity: Payment.Export {
                    /// Charges a card; two cards are there to see what happens when that fails.
                    static func charge(orderID: String, card: String, cents: UInt64) throws(Payment.ChargeError) -> String {
                        switch card {
                        case "4000-0002": throw .permanentDeclined("the card is blocked")
                        case "4000-0119": throw .unavailable
                        default: break
                        }
                        log.info("charged", ["order": orderID, "cents": "\(cents)"])
                        return "c-\(orderID)"
                    }

                    /// Undoes a charge.
                    static func refund(chargeID: String) throws(Refusal) {
                        log.info("refunded", ["charge": chargeID])
                    }
                }

                """#
        ),
        (
            path: "order/Sources/shipping-activity/ShippingActivity.swift",
            text: #"""
                extension Exports {
                    /// What implements the interface `shipping`.
                    typealias Shipping = ShippingActivity
                }

                /// The carrier. This one goes nowhere, and to the moon least of all.
                enum ShippingActivity: Shipping.Export {
                    /// Hands over a parcel.
                    static func ship(
                        orderID: String, address: String, lines: [Shipping.Line]
                    ) throws(Shipping.ShipError) -> String {
                        guard address != "The Moon" else { throw .permanentNoRoute(address) }
                        log.info("handed over", ["order": orderID, "parcels": "\(lines.count)"])
                        return "t-\(orderID)"
                    }
                }

                """#
        ),
        (
            path: "order/Sources/stock-activity/StockActivity.swift",
            text: #"""
                extension Exports {
                    /// What implements the interface `stock`.
                    typealias Stock = StockActivity
                }

                /// The store. This one keeps nothing: put a database or a service of yours in its place.
                enum StockActivity: Stock.Export {
                    /// What there is of an article, and what one costs.
                    private static func shelf(_ article: String) -> (count: UInt32, cents: UInt64)? {
                        switch article {
                        case "tea": (100, 450)
                        case "cup": (12, 1_200)
                        case "pot": (1, 4_900)
                        default: nil
                        }
                    }

                    /// Reserves every line, or nothing.
                    static func reserve(orderID: String, lines: [Stock.Line]) throws(Stock.ReserveError) -> Stock.Reservation {
                        var cents: UInt64 = 0
                        for line in lines {
                            guard let (count, price) = shelf(line.article) else { throw .permanentUnknownArticle(line.article) }
                            guard line.count <= count else { throw .permanentOutOfStock(line.article) }
                            cents += UInt64(line.count) * price
                        }
                        log.info("reserved", ["order": orderID, "cents": "\(cents)"])
                        // Made of the order's id, not by chance: an attempt that is made again finds what it made before.
                        return Stock.Reservation(id: "r-\(orderID)", totalCents: cents)
                    }

                    /// Undoes a reservation.
                    static func release(reservationID: String) throws(Refusal) {
                        log.info("released", ["reservation": reservationID])
                    }
                }

                """#
        ),
        (
            path: "order/obelisk.toml",
            text: #"""
                # Paths are relative to this file, so the folder runs wherever it is copied.
                # `obelisk build` makes build/NAME.wasm of each `source`; its world in wit/ is the one named as the component.
                # `obelisk generate config all` shows every other key with its default.

                [[workflow]]
                name = "order-workflow"
                source = "Sources/order-workflow"

                [[activity]]
                name = "stock-activity"
                source = "Sources/stock-activity"

                [[activity]]
                name = "payment-activity"
                source = "Sources/payment-activity"
                # A card company that does not answer is asked four times in all: at once, then after 50, 100 and 200 ms.
                max_retries = 3
                retry_backoff = "50ms"

                [[activity]]
                name = "shipping-activity"
                source = "Sources/shipping-activity"

                """#
        ),
        (path: "order/wit/deps/obelisk-log/log.wit", text: SupportFiles.text(of: "obelisk-log/log.wit")),
        (path: "order/wit/deps/obelisk-types/types.wit", text: SupportFiles.text(of: "obelisk-types/types.wit")),
        (path: "order/wit/deps/obelisk-workflow/workflow.wit", text: SupportFiles.text(of: "obelisk-workflow/workflow.wit")),
        (
            path: "order/wit/order.wit",
            text: #"""
                package demo:order;

                /// What is said of an order everywhere.
                interface types {
                    /// An article and how many of it.
                    record line {
                        article: string,
                        count: u32,
                    }
                }

                /// What the shop has.
                interface stock {
                    use types.{line};

                    /// Articles that are kept for an order.
                    record reservation {
                        id: string,
                        total-cents: u64,
                    }

                    /// `permanent` in the name of a case tells the engine that trying again does not help.
                    variant reserve-error {
                        permanent-unknown-article(string),
                        /// The article of which too few are left.
                        permanent-out-of-stock(string),
                        /// The engine gave up: the activity trapped, or took too long.
                        execution-failed,
                    }

                    /// Reserves every line, or nothing.
                    reserve: func(order-id: string, lines: list<line>) -> result<reservation, reserve-error>;

                    /// Undoes a reservation.
                    release: func(reservation-id: string) -> result<_, string>;
                }

                /// The company that charges cards.
                interface payment {
                    variant charge-error {
                        /// The bank says no, and says why.
                        permanent-declined(string),
                        /// Nobody answers; tried again by the engine, as often as obelisk.toml says.
                        unavailable,
                        execution-failed,
                    }

                    /// Charges a card; the answer is the charge's number.
                    charge: func(order-id: string, card: string, cents: u64) -> result<string, charge-error>;

                    /// Undoes a charge.
                    refund: func(charge-id: string) -> result<_, string>;
                }

                /// The carrier.
                interface shipping {
                    use types.{line};

                    variant ship-error {
                        /// The carrier does not go there.
                        permanent-no-route(string),
                        execution-failed,
                    }

                    /// Hands over a parcel; the answer is its tracking number.
                    ship: func(order-id: string, address: string, lines: list<line>) -> result<string, ship-error>;
                }

                /// What customers ask of the shop: durable code that calls all of the above.
                interface orders {
                    use types.{line};

                    record order {
                        id: string,
                        lines: list<line>,
                        card: string,
                        address: string,
                    }

                    record receipt {
                        total-cents: u64,
                        charge-id: string,
                        tracking: string,
                    }

                    variant order-error {
                        /// The order names nothing to buy.
                        empty,
                        /// An article that the shop does not have, or not as often.
                        not-available(string),
                        /// Why the card was not charged.
                        not-paid(string),
                        /// Why the parcel did not leave; the card got its money back.
                        not-shipped(string),
                        execution-failed,
                    }

                    /// Reserves, charges, waits for the parcel to be packed, and ships. What fails is undone, latest first.
                    place: func(order: order) -> result<receipt, order-error>;
                }

                world stock-activity {
                    import obelisk:log/log@1.0.0;
                    export stock;
                }

                world payment-activity {
                    import obelisk:log/log@1.0.0;
                    export payment;
                }

                world shipping-activity {
                    import obelisk:log/log@1.0.0;
                    export shipping;
                }

                world order-workflow {
                    import stock;
                    import payment;
                    import shipping;
                    import obelisk:workflow/workflow-support@1.0.0;
                    import obelisk:log/log@1.0.0;
                    export orders;
                }

                """#
        ),
    ]
}
