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
