import ObeliskCore
import WIT
import Wasmtime

/// The functions of `obelisk:workflow/workflow-support@1`, by name; those of later versions are not among them.
enum WorkflowSupport {
    static let bindings: [String: ImportBinding] = [
        "current-execution": ImportBinding(.currentExecution) { result, host in
            guard case .execution(let id) = result else { throw GuestTrap.unexpected(result, for: "current-execution") }
            return [try host.handle(.execution(id))]
        },
        "now": ImportBinding(.now) { result, _ in
            guard case .time(let time) = result else { throw GuestTrap.unexpected(result, for: "now") }
            return [ComponentValue(time)]
        },
        "sleep": sleep,
        "random-u64": ImportBinding(
            ask: { arguments, _ in
                guard case .u64(let min)? = arguments.first, case .u64(let max)? = arguments.last else {
                    throw GuestTrap.arguments("random-u64")
                }
                return .ask(.randomU64(min: min, max: max))
            },
            answer: { result, _ in
                guard case .number(let number) = result else { throw GuestTrap.unexpected(result, for: "random-u64") }
                return [.u64(number)]
            }),
        "random-string": ImportBinding(
            ask: { arguments, _ in
                guard case .u16(let min)? = arguments.first, case .u16(let max)? = arguments.last else {
                    throw GuestTrap.arguments("random-string")
                }
                return .ask(.randomString(minLength: Int(min), maxLength: Int(max)))
            },
            answer: { result, _ in
                guard case .text(let text) = result else { throw GuestTrap.unexpected(result, for: "random-string") }
                return [.string(text)]
            }),
        "call": call,
        "last-call": ImportBinding(.lastCall) { result, host in
            guard case .optionalExecution(let id) = result else { throw GuestTrap.unexpected(result, for: "last-call") }
            return [.option(try id.map { try host.handle(.execution($0)) })]
        },
        "publish": publish,
    ]

    private static let sleep = ImportBinding(
        ask: { arguments, _ in
            guard arguments.count == 2, let at = arguments[0].scheduleAt, let name = arguments[1].optionalText else {
                throw GuestTrap.arguments("sleep")
            }
            return .ask(.sleep(at, name: name))
        },
        answer: { result, _ in
            guard case .slept(let time) = result else { throw GuestTrap.unexpected(result, for: "sleep") }
            return [time.map { .ok(ComponentValue($0)) } ?? .error(.variant(case: "cancelled", payload: nil))]
        })

    /// Text that is no JSON array is refused without asking: the answer depends on nothing that is recorded.
    private static let call = ImportBinding(
        ask: { arguments, _ in
            guard arguments.count == 2, let function = arguments[0].functionName, let params = arguments[1].text else {
                throw GuestTrap.arguments("call")
            }
            do {
                guard case .array = try JSONValue.parse(params) else {
                    return .answer([.error(ComponentValue(.invalidParams("params: expected a JSON array")))])
                }
            } catch {
                return .answer([.error(ComponentValue(.invalidParams("params: \(error)")))])
            }
            return .ask(.call(function, params: JSONText(valid: params)))
        },
        answer: { result, _ in
            switch result {
            case .outcome(let outcome): return [.ok(ComponentValue(outcome))]
            case .refused(let refusal): return [.error(ComponentValue(refusal))]
            default: throw GuestTrap.unexpected(result, for: "call")
            }
        })

    private static let publish = ImportBinding(
        ask: { arguments, _ in
            guard arguments.count == 2, let name = arguments[0].text, let value = arguments[1].text else {
                throw GuestTrap.arguments("publish")
            }
            do { _ = try JSONValue.parse(value) } catch { throw GuestTrap("publish: the value is \(error)") }
            return .ask(.publish(name: name, value: JSONText(valid: value)))
        },
        answer: { _, _ in [] })
}

/// `obelisk:log/log@1`.
enum LogSupport {
    static let bindings: [String: ImportBinding] = [
        "log": ImportBinding(
            ask: { arguments, _ in
                guard arguments.count == 3, case .enumeration(let name) = arguments[0],
                    let level = LogLevel(rawValue: name), let message = arguments[1].text,
                    let fields = arguments[2].logFields
                else { throw GuestTrap.arguments("log") }
                return .ask(.log(level, message: message, fields: fields))
            },
            answer: { _, _ in [] })
    ]
}
