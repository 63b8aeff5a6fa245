extension Exports { typealias Questions = Asking }

/// Asks the engine.
enum Asking: Questions.Export {
    static func naps(first: Duration, until: Instant) throws(Refusal) -> Instant {
        let start = now()
        try sleep(for: first, name: "first")
        try sleep(for: .microseconds(1_500))
        try sleep(for: .seconds(-5))
        try sleep(until: until)
        guard until - start > .zero, until > start, start + (until - start) == until else {
            throw Refusal("time runs backwards")
        }
        return try sleep(until: until - .milliseconds(1_500))
    }

    static func dice() throws(Refusal) -> [UInt64] {
        [
            random(in: 0..<6), random(in: 1...UInt64.max), UInt64(random(in: UInt8(1)...6)),
            UInt64(bitPattern: Int64(random(in: Int8(-5)...5))),
            UInt64(WorkflowSupport.randomString(minLength: 3, maxLength: 4).utf8.count),
        ]
    }

    static func who() throws(Refusal) -> [String] {
        let own = WorkflowSupport.currentExecution()
        var answers = [own.text(), "\(WorkflowSupport.lastCall() == nil)"]
        do throws(Execution.GetError) {
            _ = try own.get()
        } catch {
            answers.append(error == .notProcessed ? "not processed" : "mismatch")
        }
        answers.append(own.function().functionName)
        answers.append(own.joinSetID() ?? "none")
        answers.append(own.failure() == .workerLost ? "lost" : "another")
        return answers
    }

    static func ask(function: String, number: Double) throws(Refusal) -> String {
        publish(["number": JSON(number), "list": [nil, true, "\u{1}\"é"]], as: "question")
        let outcome: Execution.Outcome
        do throws(Execution.SubmitError) {
            outcome = try call(.init(function), [JSON(number), [7, 18_446_744_073_709_551, ["a-b": "c\n"]]])
        } catch {
            switch error {
            case .invalidParams(let reason), .limitReached(let reason): throw Refusal(reason)
            case .functionNotFound: throw Refusal("no such function")
            }
        }
        guard case .ok(let text?) = outcome else { throw Refusal("not ok") }
        do throws(JSONError) {
            let answer = try JSON(parsing: text)
            let sum = (answer["n"]?.double ?? 0) + number
            log.warn("answered", ["sum": "\(sum)", "text": answer["list"]?.elements[1].string ?? "", "text": "twice"])
            return answer.text
        } catch {
            throw Refusal("\(error.message) at \(error.offset)")
        }
    }

    static func order(words: [String]) throws(Refusal) -> [String] {
        var counts: [String: Int] = [:]
        for word in words { counts[word, default: 0] += 1 }
        return Array(Set(words)) + counts.map { "\($0.key)\($0.value)" }
    }
}
