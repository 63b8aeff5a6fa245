import Foundation

/// Times as text: for people in their zone, for programs in UTC.
enum TimeText {
    /// ISO 8601 with milliseconds and the zone's offset.
    static func local(_ date: Date, in zone: TimeZone) -> String {
        date.formatted(
            Date.ISO8601FormatStyle(timeZone: zone)
                .year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .colon))
    }

    /// The same in UTC.
    static func universal(_ date: Date) -> String {
        local(date, in: .gmt)
    }
}
