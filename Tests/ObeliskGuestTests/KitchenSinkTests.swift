import ObeliskCore
import ObeliskTestSupport
import Testing
import WIT

/// Every WIT value type, through guests that give back what they get.
struct KitchenSinkTests {
    @Test func `values of every type go through a Swift guest unchanged`() async throws {
        let bytes = try GuestBuild.swift("Kitchen/Echo", wit: "Kitchen/wit", world: "echo-all")
        let guest = try await GuestRun(bytes, .activity)
        #expect(try echo(guest, "test:kitchen/sink", rounds: 12) > 50)
        #expect(try echo(guest, "test:kitchen/maps", rounds: 12) > 5)
    }

    @Test func `values of every type go through the imports of a Swift guest unchanged`() async throws {
        let bytes = try GuestBuild.swift("Kitchen/Relay", wit: "Kitchen/wit", world: "relay")
        let guest = try await GuestRun(bytes, .workflow)
        #expect(try echo(guest, "test:kitchen/sink", rounds: 12) > 50)
        #expect(try echo(guest, "test:kitchen/maps", rounds: 12) > 5)
    }

    @Test func `values of every type go through a Python guest unchanged`() async throws {
        let bytes = try GuestBuild.python("Kitchen/Python", wit: "Kitchen/wit/sink.wit", world: "echo")
        let guest = try await GuestRun(bytes, .activity)
        #expect(try echo(guest, "test:kitchen/sink", rounds: 2) > 50)
    }

    @Test func `a wrong value is refused before the guest runs`() async throws {
        let bytes = try GuestBuild.swift("Kitchen/Echo", wit: "Kitchen/wit", world: "echo-all")
        let guest = try await GuestRun(bytes, .activity)
        let wrong = [
            ("same-u8", "[256]", "params[0]: expected u8"), ("same-char", "[\"ab\"]", "params[0]: expected"),
            ("same-few", "[[\"execute\"]]", "params[0]"), ("same-kind", "[\"huge\"]", "params[0]"),
            ("same-numbers", "[{\"a\":1}]", "params[0]"), ("maybe-maybe", "[{\"none\":1}]", "params[0]"),
            ("two", "[1]", "params: expected an array of 2"),
            ("all-of-it", "[[{}]]", "params[0][0]"),
        ]
        for (function, params, reason) in wrong {
            let error = #expect(throws: RuntimeError.self) {
                try guest.call("test:kitchen/sink.\(function)", params)
            }
            #expect(error?.code == .invalid)
            #expect(error?.message.hasPrefix(reason) == true, "\(error?.message ?? "")")
        }
    }

    /// Calls each function with random values some times over, and expects what it got to come back.
    ///
    /// - Returns: How many functions there are.
    private func echo(_ guest: GuestRun, _ interface: String, rounds: UInt64) throws -> Int {
        let functions = guest.functions(of: interface)
        for function in functions {
            for seed in 0..<rounds {
                var random = RandomValues(seed: seed)
                let values = function.type.parameters.map { random.value(of: $0.type) }
                let params = try Self.json(values, function.type.parameters.map(\.type))
                let outcome = try guest.call("\(interface).\(function.name)", params) { call in
                    guard case .call(let name, let sent) = call, name.function == function.name else {
                        return .trap("unexpected \(call)")
                    }
                    #expect(Self.isSame(sent.text, params, function.type.parameters.map(\.type)))
                    return .value(.outcome(Self.expected(function, params)))
                }
                let expected = GuestOutcome.returned(Self.expected(function, params), isPermanent: false)
                guard case .result(let ok, let err)? = function.type.result else { return 0 }
                let isEqual = outcome == expected || Self.isSame(outcome, expected, ok, err)
                #expect(isEqual, "\(function.name) of \(params) gave \(String(describing: outcome))")
            }
        }
        return functions.count
    }

    /// What an echo ends with: its parameters, or the one it fails with.
    private static func expected(_ function: ComponentDescription.Function, _ params: String) -> Outcome {
        if function.name == "fail-silently" { return .err(nil) }
        if function.name == "succeed-silently" { return .ok(nil) }
        let single = String(params.dropFirst().dropLast())
        if function.name.hasPrefix("fail-") { return .err(JSONText(valid: single)) }
        return .ok(JSONText(valid: function.type.parameters.count == 1 ? single : params))
    }

    private static func json(_ values: [Value], _ types: [ValueType]) throws -> String {
        let texts = try zip(values, types).map { String(decoding: try $0.json(as: $1), as: UTF8.self) }
        return "[" + texts.joined(separator: ",") + "]"
    }

    /// Whether both are the same but for the order of maps.
    private static func isSame(
        _ left: GuestOutcome?, _ right: GuestOutcome, _ ok: ValueType?, _ err: ValueType?
    ) -> Bool {
        switch (left, right) {
        case (.returned(.ok(let left?), _), .returned(.ok(let right?), _)):
            return isSame("[\(left.text)]", "[\(right.text)]", [ok].compactMap { $0 })
        case (.returned(.err(let left?), _), .returned(.err(let right?), _)):
            return isSame("[\(left.text)]", "[\(right.text)]", [err].compactMap { $0 })
        default: return false
        }
    }

    private static func isSame(_ left: String, _ right: String, _ types: [ValueType]) -> Bool {
        let type = ValueType.tuple(types)
        guard let left = try? Value(json: Array(left.utf8), as: type),
            let right = try? Value(json: Array(right.utf8), as: type)
        else { return false }
        return left.withSortedMaps == right.withSortedMaps
    }
}

extension Value {
    /// The same with the entries of maps in an order of their own.
    fileprivate var withSortedMaps: Value {
        switch self {
        case .map(let entries):
            let sorted = entries.map { Entry(key: $0.key, value: $0.value.withSortedMaps) }
            return .map(sorted.sorted { "\($0.key)" < "\($1.key)" })
        case .tuple(let values): return .tuple(values.map(\.withSortedMaps))
        default: return self
        }
    }
}
