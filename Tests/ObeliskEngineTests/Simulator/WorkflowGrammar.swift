import ObeliskCore
import ObeliskTestSupport

/// Makes up workflows out of all that a workflow can do. Strict ones do nothing whose result is a matter of time.
struct WorkflowGrammar {
    let isStrict: Bool
    /// Whether activities may be called that run until they are stopped.
    let hasEndless: Bool
    var random: SplitMix64
    private var setCount = 0
    private var handleCount = 0
    private var delayCount = 0

    init(isStrict: Bool, hasEndless: Bool, random: SplitMix64) {
        self.isStrict = isStrict
        self.hasEndless = hasEndless
        self.random = random
    }

    /// Up to three for clients, and up to three that only others call, each of them only those after it.
    mutating func workflows() -> [(name: String, steps: [GuestStep])] {
        let names =
            (0...random.below(3)).map { "main\($0)" } + (0...random.below(3)).map { "inner\($0)" }
        return names.enumerated().map { index, name in
            let later = names[(index + 1)...].filter { $0.hasPrefix("inner") }
            return (name, steps(callees: ["one", "flaky", "slow", "failing"] + later))
        }
    }

    private mutating func steps(callees: [String]) -> [GuestStep] {
        (setCount, handleCount, delayCount) = (0, 0, 0)
        var steps: [GuestStep] = []
        for _ in 0...random.below(5) { steps += phrase(callees) }
        switch random.below(12) {
        case 0: steps.append(.trap("on purpose"))
        case 1: steps.append(.fail("on purpose"))
        default: break
        }
        return steps
    }

    private mutating func phrase(_ callees: [String]) -> [GuestStep] {
        switch random.below(isStrict ? 14 : 17) {
        case 0, 1: return [call(callees)]
        case 2: return [.repeat(1 + random.below(4), [call(callees), .log("again")])]
        case 3:
            handleCount += 1
            return [call(callees), .lastCall, .outcome(handleCount - 1), .failure(handleCount - 1)]
        case 4: return [.sleep(pause(), name: random.below(2) == 0 ? "nap" : nil)]
        case 5: return [.now, .randomU64(0, 1_000), .randomString(1, 9)]
        case 6: return [.publish("progress", "\(random.below(10))"), .log("published")]
        case 7: return [.compute(ticks: 1 + random.below(3))]
        case 8: return [.call("missing"), .log("refused")]
        case 9, 10, 11: return answeredSet(callees)
        case 12: return abandonedSet()
        case 13: return hasEndless ? cancelledSet() : abandonedSet()
        default: return looseSet(callees)
        }
    }

    private mutating func call(_ callees: [String]) -> GuestStep {
        .call(callees[random.below(callees.count)], params: "[\(random.below(3))]")
    }

    private mutating func pause() -> ScheduleAt {
        random.below(4) == 0 ? .now : .after(.milliseconds(random.below(5_000)))
    }

    private mutating func createSet() -> (number: Int, step: GuestStep) {
        setCount += 1
        return (setCount - 1, .create(random.below(3) == 0 ? "set-\(setCount)" : nil))
    }

    /// A set all of whose responses are taken, whatever else is done meanwhile.
    private mutating func answeredSet(_ callees: [String]) -> [GuestStep] {
        let (set, create) = createSet()
        var steps = [create]
        let count = 1 + random.below(5)
        for _ in 0..<count {
            if random.below(4) == 0 {
                delayCount += 1
                steps.append(.submitDelay(set, pause()))
            } else {
                handleCount += 1
                steps.append(.submit(set, callees[random.below(callees.count)], params: "[\(random.below(3))]"))
            }
            if random.below(4) == 0 { steps.append(call(callees)) }
        }
        switch random.below(3) {
        case 0: steps += (0..<count).map { _ in .next(set) }
        case 1: steps.append(.poll(set))
        default: steps.append(.drain(set))
        }
        steps += [.openRequests(set), .next(set)]
        if random.below(3) == 0 { steps.append(.close(set)) }
        return steps
    }

    /// A set with what nobody waits for.
    private mutating func abandonedSet() -> [GuestStep] {
        let (set, create) = createSet()
        var steps = [create]
        for _ in 0...random.below(3) {
            if random.below(3) == 0 {
                delayCount += 1
                steps.append(.submitDelay(set, .after(.seconds(900 + random.below(100_000)))))
            } else {
                handleCount += 1
                steps.append(.submit(set, hasEndless && random.below(2) == 0 ? "endless" : "slow"))
            }
        }
        if random.below(2) == 0 { steps += [.call("one"), .close(set)] }
        return steps
    }

    /// A set whose members are asked to stop, and answer so.
    private mutating func cancelledSet() -> [GuestStep] {
        let (set, create) = createSet()
        let (child, delay) = (handleCount, delayCount)
        handleCount += 1
        delayCount += 1
        return [
            create, .submit(set, "endless"), .submitDelay(set, .after(.seconds(30 * 86_400))), .call("one"),
            .cancelChild(child), .cancelDelay(delay), .drain(set), .delayOutcome(delay),
        ]
    }

    /// Anything, on any set.
    private mutating func looseSet(_ callees: [String]) -> [GuestStep] {
        let (set, create) = createSet()
        var steps = [create]
        for _ in 0...random.below(8) {
            let target = random.below(4) == 0 ? random.below(setCount) : set
            switch random.below(9) {
            case 0, 1, 2:
                handleCount += 1
                steps.append(.submit(target, callees[random.below(callees.count)]))
            case 3:
                delayCount += 1
                steps.append(.submitDelay(target, pause()))
            case 4: steps.append(.next(target, asking: random.below(2) == 0 ? callees[0] : nil))
            case 5: steps.append(.tryNext(target))
            case 6: steps.append(.cancelChild(random.below(handleCount + 1)))
            case 7: steps.append(.cancelDelay(random.below(delayCount + 1)))
            default: steps.append(random.below(3) == 0 ? .close(target) : call(callees))
            }
        }
        return steps
    }
}
