import Dispatch
import ObeliskCore
import Synchronization
import Testing

@testable import ObeliskServer

@Suite struct OutputForwarderTests {
    private let id = ExecutionID(stored: "E_1")

    private func line(_ source: OutputLine.Source, _ text: String) -> OutputLine {
        OutputLine(position: 0, ordinal: 0, time: Timestamp(microsecondsSinceEpoch: 0), source: source, text: text)
    }

    @Test func linesFromTheLeastSevereOnAreShownAndNothingSteersATerminal() async {
        let told = Mutex<[String]>([])
        let forwarder = OutputForwarder(least: .info) { line in told.withLock { $0.append(line) } }
        forwarder.take(
            [
                line(.log(.debug, fields: []), "hidden"),
                line(.log(.info, fields: [["order", "7"], ["note", "a\tb"]]), "shown\nhere"),
                line(.standardOutput, "printed"), line(.standardError, "\u{1B}[2Jcleared"),
                line(.standardOutput, "a\\b \u{202E}c\u{2028}d"),
                line(.log(.error, fields: [["more"]]), String(repeating: "é", count: 5_000)),
            ], of: id)
        await forwarder.finish(within: .seconds(60))
        let start = "1970-01-01T00:00:00.000000Z"
        #expect(
            told.withLock { $0 } == [
                "\(start) info E_1 shown\\nhere order=7 note=a\\tb", "\(start) info E_1 printed",
                "\(start) warning E_1 \\u{1B}[2Jcleared", "\(start) info E_1 a\\\\b \\u{202E}c\\u{2028}d",
                "\(start) error E_1 \(String(repeating: "é", count: 2_048))…",
            ])
    }

    @Test func aLineOfAnyLengthIsShownByItsBeginning() async {
        let told = Mutex<[String]>([])
        let forwarder = OutputForwarder(least: .info) { line in told.withLock { $0.append(line) } }
        let text = String(repeating: "x", count: 2 * OutputForwarder.waitingBytesMax)
        forwarder.take([line(.standardOutput, text)], of: id)
        await forwarder.finish(within: .seconds(60))
        let shown = told.withLock { $0 }
        #expect(shown.count == 1 && shown[0].hasSuffix("xxx…") && shown[0].utf8.count < 5_000)
    }

    @Test func aSlowReaderHoldsNobodyUpAndIsToldWhatItMissed() async {
        let told = Mutex<[String]>([])
        let reader = DispatchSemaphore(value: 0)
        let isReading = DispatchSemaphore(value: 0)
        let forwarder = OutputForwarder(least: .trace) { line in
            isReading.signal()
            reader.wait()
            reader.signal()
            told.withLock { $0.append(line) }
        }
        let text = String(repeating: "x", count: 1_000)
        forwarder.take([line(.standardOutput, text)], of: id)
        isReading.wait()
        forwarder.take(Array(repeating: line(.standardOutput, text), count: 10_000), of: id)
        // Its end does not wait for who does not read.
        await forwarder.finish(within: .zero)
        reader.signal()
        await forwarder.finish(within: .seconds(60))
        let lines = told.withLock { $0 }
        let remarks = lines.filter { $0.hasPrefix("obelisk: ") }
        let shownCount = lines.count - remarks.count
        #expect(shownCount == OutputForwarder.waitingBytesMax / text.utf8.count)
        #expect(
            remarks == [
                "obelisk: \(10_001 - shownCount) lines of executions are not shown, as standard error takes them too "
                    + "slowly; they are stored"
            ])
    }
}
