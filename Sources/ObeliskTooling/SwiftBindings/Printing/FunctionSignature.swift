/// How a function is declared in Swift.
struct FunctionSignature {
    let function: GuestFunction
    let layouts: Layouts
    let spelling: TypeSpelling

    /// `fibo(n: UInt8) throws(Refusal) -> UInt64`, without `func`.
    var text: String {
        let parameters = function.parameters.map { parameter in
            "\(SwiftName.escaped(parameter.name)): \(spelling.type(parameter.type))"
        }
        let name = if case .constructor = function.kind { "init" } else { SwiftName.escaped(function.name) }
        let result = returned.map { " -> \($0)" } ?? ""
        let throwing = error.map { " throws(\($0))" } ?? ""
        return "\(name)(\(parameters.joined(separator: ", ")))\(throwing)\(result)"
    }

    /// The error it throws.
    var error: String? {
        guard case .result(_, let err)? = function.result else { return nil }
        return spelling.error(err)
    }

    /// The type it returns, if that is any; not said of an initializer.
    var returned: String? {
        if case .constructor = function.kind { return nil }
        switch function.result {
        case nil: return nil
        case .result(let ok, _): return ok.map { spelling.type($0) }
        case let type?: return spelling.type(type)
        }
    }

    /// The name under which an import is declared, or an export defined, in the file.
    static func symbol(_ role: String, _ namespace: String, _ abiName: String) -> String {
        let name = abiName.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
        return "\(role)_\(namespace)_\(name)"
    }

    /// The core parameters and result of an import, and of an export but for the parameters' names.
    func core(_ plan: CallPlan, isImport: Bool) -> (parameters: [String], result: String?) {
        let pointer = spelling.swift("UnsafeMutableRawPointer")
        let parameters = plan.isSpilled ? [pointer] : plan.core.map { spelling.swift($0.swiftName) }
        switch plan.returning {
        case .nothing: return (parameters, nil)
        case .direct(let core), .flat(let core, _): return (parameters, spelling.swift(core.swiftName))
        case .area: return isImport ? (parameters + [pointer], nil) : (parameters, pointer)
        }
    }
}
