import ObeliskCore
import WIT
import Wasmtime

/// How the parameters and the result of one function cross between JSON and a component.
///
/// The result is a WIT `result`, as every function that is run durably must have.
final class ExportSignature: Sendable {
    let type: FunctionType
    private let ok: ValueType?
    private let err: ValueType?

    /// A signature; nil if the function's result is no `result` or has no JSON form.
    init?(_ type: FunctionType) {
        guard type.hasJSONForm, case .result(let ok, let err)? = type.result else { return nil }
        self.type = type
        self.ok = ok
        self.err = err
    }

    /// Arguments out of a JSON array.
    func arguments(_ params: JSONText) throws -> [ComponentValue] {
        let values = try Value.parameters(fromJSON: params.bytes, for: type)
        var arguments: [ComponentValue] = []
        for (value, parameter) in zip(values, type.parameters) {
            arguments.append(try ComponentValue(value, as: parameter.type))
        }
        return arguments
    }

    /// A JSON array out of arguments.
    func params(_ arguments: [ComponentValue]) throws -> JSONText {
        guard arguments.count == type.parameters.count else {
            throw ValueMismatch(expected: "\(type.parameters.count) arguments")
        }
        var writer = JSONWriter()
        writer.beginArray()
        for (argument, parameter) in zip(arguments, type.parameters) {
            try Value(argument, as: parameter.type).writeJSON(to: &writer, as: parameter.type)
        }
        writer.endArray()
        return JSONText(valid: writer.bytes)
    }

    /// How a function ended that returned these results.
    func outcome(_ results: [ComponentValue]) throws -> Outcome {
        switch results.first {
        case .ok(let payload): return .ok(try json(payload, ok))
        case .error(let payload): return .err(try json(payload, err))
        default: throw ValueMismatch(expected: "a result")
        }
    }

    /// What the caller of a function is given for how it ended.
    ///
    /// A failure of the platform has no value of the function's own: it becomes the error the type has for it.
    func results(_ outcome: Outcome) throws -> [ComponentValue] {
        switch outcome {
        case .ok(let payload): return [.ok(try value(payload, ok))]
        case .err(let payload): return [.error(try value(payload, err))]
        case .failed: return [.error(try executionFailed())]
        }
    }

    /// The error that stands for a failure of the platform: nothing, a string or the variant's case.
    func executionFailed() throws(ValueMismatch) -> ComponentValue? {
        switch err {
        case nil: return nil
        case .string: return .string("execution_failed")
        case .variant(let type) where type.cases.contains { $0.label.name == "execution-failed" && $0.type == nil }:
            return .variant(case: "execution-failed", payload: nil)
        default:
            throw ValueMismatch(
                expected: "an error type that is absent, string or a variant with a case execution-failed")
        }
    }

    private func json(_ payload: ComponentValue?, _ type: ValueType?) throws -> JSONText? {
        switch (payload, type) {
        case (nil, nil): return nil
        case (let payload?, let type?): return JSONText(valid: try Value(payload, as: type).json(as: type))
        default: throw ValueMismatch(expected: type.map { "\($0)" } ?? "no payload")
        }
    }

    private func value(_ json: JSONText?, _ type: ValueType?) throws -> ComponentValue? {
        switch (json, type) {
        case (nil, nil): return nil
        case (let json?, let type?): return try ComponentValue(Value(json: json.bytes, as: type), as: type)
        default: throw ValueMismatch(expected: type.map { "\($0)" } ?? "no payload")
        }
    }
}
