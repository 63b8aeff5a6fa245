import ObeliskCore
import Testing

/// Instants, their text, and arithmetic that never overflows.
struct TimestampTests {
    /// Microseconds since the epoch and the text that Python's `datetime` gives for them.
    private static let instants: [(microseconds: Int64, text: String)] = [
        (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
        (-62_135_510_400_000_001, "0001-01-01T23:59:59.999999Z"),
        (-62_035_891_200_000_000, "0004-02-29T00:00:00.000000Z"),
        (-62_035_804_800_000_001, "0004-02-29T23:59:59.999999Z"),
        (-59_006_448_000_000_000, "0100-02-28T00:00:00.000000Z"),
        (-59_006_361_600_000_001, "0100-02-28T23:59:59.999999Z"),
        (-59_006_361_600_000_000, "0100-03-01T00:00:00.000000Z"),
        (-59_006_275_200_000_001, "0100-03-01T23:59:59.999999Z"),
        (-49_539_340_800_000_000, "0400-02-29T00:00:00.000000Z"),
        (-49_539_254_400_000_001, "0400-02-29T23:59:59.999999Z"),
        (-12_219_292_800_000_000, "1582-10-15T00:00:00.000000Z"),
        (-12_219_206_400_000_001, "1582-10-15T23:59:59.999999Z"),
        (-2_209_075_200_000_000, "1899-12-31T00:00:00.000000Z"),
        (-2_208_988_800_000_001, "1899-12-31T23:59:59.999999Z"),
        (-2_203_977_600_000_000, "1900-02-28T00:00:00.000000Z"),
        (-2_203_891_200_000_001, "1900-02-28T23:59:59.999999Z"),
        (-2_203_891_200_000_000, "1900-03-01T00:00:00.000000Z"),
        (-2_203_804_800_000_001, "1900-03-01T23:59:59.999999Z"),
        (-86_400_000_000, "1969-12-31T00:00:00.000000Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (0, "1970-01-01T00:00:00.000000Z"),
        (86_399_999_999, "1970-01-01T23:59:59.999999Z"),
        (68_169_600_000_000, "1972-02-29T00:00:00.000000Z"),
        (68_255_999_999_999, "1972-02-29T23:59:59.999999Z"),
        (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
        (951_868_799_999_999, "2000-02-29T23:59:59.999999Z"),
        (951_868_800_000_000, "2000-03-01T00:00:00.000000Z"),
        (951_955_199_999_999, "2000-03-01T23:59:59.999999Z"),
        (1_795_392_000_000_000, "2026-11-23T00:00:00.000000Z"),
        (1_795_478_399_999_999, "2026-11-23T23:59:59.999999Z"),
        (2_147_472_000_000_000, "2038-01-19T00:00:00.000000Z"),
        (2_147_558_399_999_999, "2038-01-19T23:59:59.999999Z"),
        (4_107_456_000_000_000, "2100-02-28T00:00:00.000000Z"),
        (4_107_542_399_999_999, "2100-02-28T23:59:59.999999Z"),
        (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
        (4_107_628_799_999_999, "2100-03-01T23:59:59.999999Z"),
        (13_574_563_200_000_000, "2400-02-29T00:00:00.000000Z"),
        (13_574_649_599_999_999, "2400-02-29T23:59:59.999999Z"),
        (253_402_214_400_000_000, "9999-12-31T00:00:00.000000Z"),
        (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        (165_464_650_827_320_631, "7213-05-14T03:00:27.320631Z"),
        (-34_300_366_225_415_088, "0883-01-24T00:29:34.584912Z"),
        (-7_873_321_278_123_989, "1720-07-03T14:18:41.876011Z"),
        (61_629_480_061_079_285, "3922-12-18T04:01:01.079285Z"),
        (-12_590_391_510_593_320, "1571-01-10T21:01:29.406680Z"),
        (178_924_237_733_996_378, "7639-11-19T09:08:53.996378Z"),
        (76_597_177_215_241_103, "4397-04-08T09:40:15.241103Z"),
        (-28_060_711_724_676_570, "1080-10-16T05:51:15.323430Z"),
        (-26_474_552_285_377_111, "1131-01-21T13:41:54.622889Z"),
        (-33_549_306_386_376_172, "0906-11-12T20:13:33.623828Z"),
        (65_309_401_463_921_356, "4039-07-28T20:24:23.921356Z"),
        (14_634_460_517_029_579, "2433-09-30T07:55:17.029579Z"),
        (179_481_612_201_235_862, "7657-07-18T11:23:21.235862Z"),
        (249_548_595_647_358_628, "9877-11-17T22:20:47.358628Z"),
        (-2_728_024_997_341_813, "1883-07-21T15:16:42.658187Z"),
        (46_164_677_782_410_567, "3432-11-25T09:36:22.410567Z"),
    ]

    @Test func anInstantIsItsText() {
        for (microseconds, text) in Self.instants {
            #expect(Timestamp(microsecondsSinceEpoch: microseconds).text == text)
            #expect(Timestamp(text: text)?.microsecondsSinceEpoch == microseconds)
        }
    }

    @Test func textsSortAsInstantsDo() {
        let sorted = Self.instants.sorted { $0.microseconds < $1.microseconds }
        #expect(sorted.map(\.text) == sorted.map(\.text).sorted())
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T17:05:38Z", "2026-11-23T17:05:38.000Z", "2026-11-23T17:05:38.000000z",
        "2026-11-23 17:05:38.000000Z", "2026-13-23T17:05:38.000000Z", "2026-00-23T17:05:38.000000Z",
        "2026-02-29T17:05:38.000000Z", "2026-11-31T17:05:38.000000Z", "2026-11-00T17:05:38.000000Z",
        "2026-11-23T24:00:00.000000Z", "2026-11-23T17:60:38.000000Z", "2026-11-23T17:05:60.000000Z",
        "2026-11-23T17:05:38.00000٠Z", "+026-11-23T17:05:38.000000Z", "2026-11-23T17:05:38.000000+",
    ])
    func anyOtherTextIsRefused(text: String) {
        #expect(Timestamp(text: text) == nil)
    }

    @Test func guestsGiveAndReadSecondsAndNanoseconds() {
        let time = Timestamp(seconds: 1_800_000_000, nanoseconds: 123_456_999)
        #expect(time.microsecondsSinceEpoch == 1_800_000_000_123_456)
        #expect(time.secondsAndNanoseconds == (1_800_000_000, 123_456_000))
        #expect(Timestamp(seconds: .max, nanoseconds: .max) == .distantFuture)
        #expect(Timestamp(microsecondsSinceEpoch: -1).secondsAndNanoseconds == (0, 0))
        #expect(Timestamp(microsecondsSinceEpoch: -1).millisecondsSinceEpoch == -1)
        #expect(Timestamp(microsecondsSinceEpoch: -1_000).millisecondsSinceEpoch == -1)
        #expect(Timestamp(microsecondsSinceEpoch: 1_999).millisecondsSinceEpoch == 1)
    }

    @Test func arithmeticSaturates() {
        let zero = Timestamp(microsecondsSinceEpoch: 0)
        #expect((zero + .seconds(1.5)).microsecondsSinceEpoch == 1_500_000)
        #expect(zero + .seconds(Int64.max) == .distantFuture)
        #expect(Timestamp.distantFuture + .microseconds(1) == .distantFuture)
        #expect(Timestamp(microsecondsSinceEpoch: .min) + .seconds(-1) == Timestamp(microsecondsSinceEpoch: .min))
        #expect(Timestamp.distantFuture - zero == .microseconds(253_402_300_799_999_999))
        #expect(
            Timestamp(microsecondsSinceEpoch: .max) - Timestamp(microsecondsSinceEpoch: .min)
                == .microseconds(Int64.max) + .microseconds(Int64.max) + .microseconds(1))
        #expect(Duration.seconds(Int64.max).wholeMicroseconds == .max)
        #expect(Duration.seconds(Int64.min).wholeMicroseconds == .min)
    }

    @Test func aScheduleCountsFromTheTimeOfItsRequest() {
        let now = Timestamp(microsecondsSinceEpoch: 5)
        #expect(ScheduleAt.now.resolved(at: now) == now)
        #expect(ScheduleAt.at(.distantFuture).resolved(at: now) == .distantFuture)
        #expect(ScheduleAt.after(.microseconds(2)).resolved(at: now) == Timestamp(microsecondsSinceEpoch: 7))
        #expect(ScheduleAt.after(.nanoseconds(1_999)).recorded == .after(.microseconds(1)))
    }
}
