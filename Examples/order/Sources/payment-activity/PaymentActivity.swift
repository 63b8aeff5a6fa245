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
