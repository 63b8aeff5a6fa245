import WIT

/// How types are written in the generated code.
struct TypeSpelling {
    private let layouts: Layouts
    /// The names of the world's own types, which hide others of the same name.
    private let hidden: Set<String>
    /// The enum whose inside is being written; its own types need no prefix there.
    var namespace: String?

    init(_ layouts: Layouts, hidden: Set<String>) {
        self.layouts = layouts
        self.hidden = hidden
    }

    /// A type of Swift's library.
    func swift(_ name: String) -> String { hidden.contains(name) ? "Swift.\(name)" : name }

    /// A type of the SDK; where the world has one of that name, an alias that is written for it.
    func sdk(_ name: String) -> String { hidden.contains(name) ? "Obelisk\(name)" : name }

    /// The types of the SDK that need such an alias.
    var sdkAliases: [String] { ReservedNames.sdkTypes.intersection(hidden).sorted() }

    /// A declared type.
    func declared(_ reference: TypeReference) -> String {
        let declaration = layouts.declaration(reference)
        switch declaration.shape {
        case .known(.duration, _): return swift("Duration")
        case .known(.instant, _): return sdk("Instant")
        case .known(.scheduleAt, _): return sdk("ScheduleAt")
        default: break
        }
        return declaration.namespace == namespace ? declaration.name : "\(declaration.namespace).\(declaration.name)"
    }

    /// Any type.
    func type(_ type: GuestType) -> String {
        switch type {
        case .bool: swift("Bool")
        case .integer(let integer): swift(integer.swiftName)
        case .float(let float): swift(float.swiftName)
        case .char: swift("Unicode") + ".Scalar"
        case .string: swift("String")
        case .list(let element): "[\(self.type(element))]"
        case .map(let key, let value): "[\(self.type(key)): \(self.type(value))]"
        case .option(let payload): self.type(payload) + "?"
        case .result(let ok, let err): "\(swift("Result"))<\(self.ok(ok)), \(error(err))>"
        case .tuple(let parts):
            parts.count == 1 ? self.type(parts[0]) : "(" + parts.map { self.type($0) }.joined(separator: ", ") + ")"
        case .declared(let reference), .own(let reference), .borrow(let reference): declared(reference)
        }
    }

    /// The success of a result.
    func ok(_ type: GuestType?) -> String { type.map { self.type($0) } ?? swift("Void") }

    /// The error of a result.
    func error(_ type: GuestType?) -> String {
        switch ErrorForm(type, layouts) {
        case .unspecified: sdk("UnspecifiedError")
        case .refusal: sdk("Refusal")
        case .itself(let type): self.type(type)
        case .wrapped(let type): "\(sdk("ErrorValue"))<\(self.type(type))>"
        }
    }
}

/// What stands for the error of a result, which in Swift must be an `Error`.
enum ErrorForm {
    /// There is no value.
    case unspecified
    /// A text.
    case refusal
    /// A type the author of the WIT named: it conforms to `Error`.
    case itself(GuestType)
    /// Any other type.
    case wrapped(GuestType)

    init(_ type: GuestType?, _ layouts: Layouts) {
        switch type {
        case nil: self = .unspecified
        case .string?: self = .refusal
        case .own?: self = type.map(ErrorForm.itself) ?? .unspecified
        case .declared(let reference)?:
            if case .known = layouts.declaration(reference).shape {
                self = .wrapped(.declared(reference))
            } else {
                self = .itself(.declared(reference))
            }
        case let other?: self = .wrapped(other)
        }
    }
}
