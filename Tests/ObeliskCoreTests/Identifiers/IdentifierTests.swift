import ObeliskCore
import Testing

/// Ids and names: how they are made, and which texts from outside are taken.
struct IdentifierTests {
    /// Milliseconds, the upper 16 and the lower 64 random bits, and the text that Python's integers give for them.
    private static let ulids: [(milliseconds: Int64, high: UInt16, low: UInt64, text: String)] = [
        (0, 0, 0, "00000000000000000000000000"),
        (1, 0, 1, "00000000010000000000000001"),
        (281_474_976_710_655, 65535, 18_446_744_073_709_551_615, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
        (1_469_918_176_385, 4660, 6_230_900_220_451_885_620, "01ARYZ6S4128T5CY4TQKFF04HM"),
        (334_783_532_516, 25875, 890_727_360_438_182_992, "009QSAEKF4CM9GRQ3ZT2KA792G"),
        (591_937_865_764, 6168, 10_750_541_312_280_087_032, "00H793Y21430C9ACCRBNESVJFR"),
        (557_957_930_388, 14070, 1_585_446_675_937_841_368, "00G7ME4QCM6VV1C053B84SJM6R"),
        (152_119_891_099, 15772, 10_165_027_665_383_847_897, "004DNGTN4V7PE8T4BESRBKHXYS"),
        (1_817_025_043_894, 37057, 17_477_362_246_067_780_643, "01MW7J3QDPJ30Z530GBMFV2Z13"),
        (111_654_484_708_085, 3249, 4_078_239_883_182_463_692, "35HJAYC2QN1JRKH66HJ3WYQPPC"),
    ]

    @Test func aULIDIsItsTimeAndItsChance() {
        for (milliseconds, high, low, text) in Self.ulids {
            let id = ULID(milliseconds: milliseconds, random: (high, low))
            #expect(id.text == text)
            #expect(ULID.isValid(Substring(text)))
        }
        #expect(ULID(milliseconds: -5, random: (0, 0)).text == Self.ulids[0].text)
    }

    @Test func idsOfChildrenAndDelaysNameTheirJoinSet() {
        let time = Timestamp(microsecondsSinceEpoch: 1_469_918_176_385_999)
        let id = ExecutionID(time: time, random: (0x1234, 0x5678_9ABC_DEF0_1234))
        #expect(id.text == "E_01ARYZ6S4128T5CY4TQKFF04HM")
        let child = id.child(in: .oneOff(1, "fibo"), index: 1).child(in: .generated(12), index: 30)
        #expect(child.text == "E_01ARYZ6S4128T5CY4TQKFF04HM.o:1-fibo_1.g:12_30")
        #expect(DelayID(of: child, in: .generated(2), index: 3).text == "Delay_\(child.text.dropFirst(2)).g:2_3")
        #expect(DelayID(of: ExecutionID(stored: "job-1"), in: .generated(2), index: 3).text == "Delay_job-1.g:2_3")
        #expect(JoinSetID.oneOff(1, "f").isOneOff && !JoinSetID.oneOff(1, "f").isGenerated)
        #expect(JoinSetID.generated(1).isGenerated && JoinSetID(named: "o-g/1")?.text == "n:o-g/1")
    }

    @Test(arguments: [
        "E_01ARYZ6S4128T5CY4TQKFF04HM", "a", "order-4711", String(repeating: "x", count: 100),
        "E_01ARYZ6S4128T5CY4TQKFF04HM.o:1-fibo_1", "job.n:a/b-c_2.g:1_18446744073709551615", "E", "Delay-1",
    ])
    func anIDIsReadAsItIs(text: String) throws {
        #expect(try ExecutionID(parsing: text).text == text)
    }

    @Test(arguments: [
        "", "E_", "E_01ARYZ6S4128T5CY4TQKFF04H", "E_01ARYZ6S4128T5CY4TQKFF04HMM", "E_01aryz6s4128t5cy4tqkff04hm",
        "E_81ARYZ6S4128T5CY4TQKFF04HM", "E_01ARYZ6S4128T5CY4TQKFF04HU", "a_b", "a b", "ä", "a/b", "a:b",
        String(repeating: "x", count: 101), "a.", ".a", "a..g:1_1", "a.g:1", "a.g:1_", "a.g:1_x", "a.g:1_+1",
        "a.g:1_-1",
        "a.g:1_01", "a.g:_1", "a.x:1_1", "a.gg:1_1", "a.:1_1", "a.g1_1", "a.n:ä_1", "a.g:1_18446744073709551616",
        "a.g:1_1_1", "a.g:1_٣",
    ])
    func whatIsNoIDIsRefusedWithWhatWouldBe(text: String) {
        let error = #expect(throws: IdentifierError.self) { try ExecutionID(parsing: text) }
        #expect(error?.description.hasPrefix("'\(text)' is not valid: expected ") == true)
    }

    @Test func aSubmittersKeyIsTopLevel() throws {
        #expect(try ExecutionID(submitted: "order-4711").text == "order-4711")
        #expect(throws: IdentifierError.self) { try ExecutionID(submitted: "order-4711.g:1_1") }
        #expect(throws: IdentifierError.self) { try ExecutionID(submitted: "") }
    }

    @Test(arguments: ["a", "A-b/c", "0", "/", "-"])
    func aJoinSetIsNamedByLettersDigitsHyphenAndSlash(name: String) {
        #expect(JoinSetID(named: name)?.text == "n:" + name)
    }

    @Test(arguments: ["", " ", "a b", "a_b", "a:b", "a.b", "é", "a\u{0}"])
    func aJoinSetOfAnotherNameIsNotMade(name: String) {
        #expect(JoinSetID(named: name) == nil)
    }

    @Test(arguments: [
        ("demo:fibo/fibo.fibo", "demo:fibo/fibo", "fibo"),
        ("demo:fibo/fibo@1.0.0.fibo-a", "demo:fibo/fibo@1.0.0", "fibo-a"),
        ("a:b/c@0.2.0-rc.1.f2", "a:b/c@0.2.0-rc.1", "f2"),
        ("a:b:c/d/e.f", "a:b:c/d/e", "f"),
    ])
    func aFunctionFollowsTheLastDot(text: String, interface: String, function: String) throws {
        let name = try FunctionName(parsing: text)
        #expect(name.interface == interface && name.function == function && name.text == text)
    }

    @Test(arguments: [
        "", "fibo", "demo:fibo/fibo", "demo:fibo/fibo.", "demo:fibo.fibo", "demo/fibo.fibo", ":fibo/fibo.fibo",
        "demo:/fibo.fibo", "demo:fibo/.fibo", "demo:fibo/@1.0.0.fibo", "demo:fibo/fibo@.fibo", "demo:fibo/fibo@1.0.0",
        "demo:fibo/fibo.fi bo", "demo:fibo/fi bo.fibo", "demo:fibo/fibo.é", "a.b:c/d",
    ])
    func whatIsNoFunctionIsRefused(text: String) {
        #expect(throws: IdentifierError.self) { try FunctionName(parsing: text) }
    }
}
