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
