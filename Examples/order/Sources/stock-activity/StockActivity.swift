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
