package import ObeliskCore
package import WIT

/// What is deployed: every component, and every function that can be called, by name.
package struct ComponentRegistry: Sendable {
    /// A component with the functions it offers and asks for.
    package struct Entry: Sendable {
        /// As its executor sees it.
        package let component: DeployedComponent
        /// The file it was read from.
        package let path: String
        /// All its types as one WIT document; nil if WIT cannot say them.
        package let wit: String?
        /// The functions of it that can be called, in its own order.
        package let exports: [DeployedFunction]
        /// The functions it imports, the engine's own among them.
        package let imports: [DeployedFunction]
    }

    /// A function that can be called, and where its calls go.
    final class Place: Sendable {
        let function: DeployedFunction
        let target: Target

        init(_ function: DeployedFunction, of component: DeployedComponent) {
            self.function = function
            target = Target(
                component: component.name, kind: component.kind, memoryBytesMax: component.memoryBytesMax)
        }
    }

    /// The components, in the order of the configuration.
    package let entries: [Entry]
    private let places: [FunctionName: Place]
    private let componentsByName: [String: DeployedComponent]

    /// A registry of components that were checked: names and functions occur once.
    init(entries: [Entry]) {
        self.entries = entries
        var places: [FunctionName: Place] = [:]
        var componentsByName: [String: DeployedComponent] = [:]
        for entry in entries {
            componentsByName[entry.component.name] = entry.component
            for function in entry.exports {
                places[function.name] = Place(function, of: entry.component)
            }
        }
        self.places = places
        self.componentsByName = componentsByName
    }

    /// Finds a function by its full name, or by `.../interface.function` if that fits one function only.
    package func lookUp(_ text: String) throws(FunctionLookupError) -> FunctionName {
        let shortening = "..."
        if text.hasPrefix(shortening + "/") {
            let ending = text.dropFirst(shortening.count)
            let found = places.keys.filter { $0.fits(ending: ending) }.sorted()
            if found.count > 1 {
                throw .ambiguous(text, found)
            }
            guard let only = found.first else { throw .notFound(text, similar: similar(to: text)) }
            return only
        }
        let name: FunctionName
        do throws(IdentifierError) {
            name = try FunctionName(parsing: text)
        } catch {
            throw .malformed(error.description + ", or .../interface.function")
        }
        guard let place = place(of: name) else { throw .notFound(text, similar: similar(to: text)) }
        return place.function.name
    }

    /// The function of that name, or of a version that can stand in for the one asked for.
    func place(of name: FunctionName) -> Place? {
        if let exact = places[name] {
            return exact
        }
        guard let wanted = try? InterfaceName(name.interface), wanted.version != nil else { return nil }
        let fitting = places.values.filter { place in
            place.function.name.function == name.function
                && (try? InterfaceName(place.function.name.interface))?.isCompatible(with: wanted) == true
        }
        return fitting.max { $0.function.name < $1.function.name }
    }

    private func similar(to text: String) -> String? {
        Spelling.nearest(to: text, among: places.keys.map(\.text).sorted())
    }
}

extension ComponentRegistry: FunctionRegistry {
    /// The components with code, in the order of the configuration.
    package var components: [DeployedComponent] { entries.map(\.component).filter(\.kind.hasCode) }

    /// The component of that name; nil if it is not deployed.
    package func component(named name: String) -> DeployedComponent? {
        componentsByName[name]
    }

    /// Finds the component that runs `function` and checks `params` against its type.
    package func resolve(_ function: FunctionName, params: JSONText) -> Result<Target, Refusal> {
        guard let place = place(of: function) else { return .failure(.functionNotFound) }
        do throws(ValueError) {
            _ = try Value.parameters(fromJSON: params.bytes, for: place.function.type)
        } catch {
            return .failure(.invalidParams(error.description))
        }
        return .success(place.target)
    }

    /// What a function's return value, written as JSON, is as an outcome; nil if no component has the function.
    ///
    /// - Throws: If it does not fit the function's type.
    package func outcome(of function: FunctionName, fromJSON json: String) throws(ValueError) -> Outcome? {
        guard let place = place(of: function), case .result(let ok, let err)? = place.function.type.result
        else { return nil }
        let value = try Value(json: json, as: .result(ok: ok, err: err))
        func text(_ payload: Value?, _ type: ValueType?) throws(ValueError) -> JSONText? {
            guard let payload, let type else { return nil }
            return JSONText(valid: try payload.json(as: type))
        }
        switch value {
        case .ok(let payload): return .ok(try text(payload, ok))
        case .err(let payload): return .err(try text(payload, err))
        default: return nil
        }
    }
}

/// Why a text names no function that can be called.
package enum FunctionLookupError: Error, Hashable, Sendable {
    /// The text is no name of a function; says what would be one.
    case malformed(String)
    /// No component exports it; with the function that may have been meant.
    case notFound(String, similar: String?)
    /// The shortened name fits all of these.
    case ambiguous(String, [FunctionName])
}

extension FunctionLookupError: CustomStringConvertible {
    /// What was wrong, and what would be right.
    package var description: String {
        switch self {
        case .malformed(let message): message
        case .notFound(let text, let similar):
            "no component exports `\(text)`"
                + (similar.map { "; did you mean `\($0)`?" } ?? "; `obelisk component list` shows what there is")
        case .ambiguous(let text, let functions):
            "`\(text)` fits several functions: " + functions.map { "`\($0)`" }.joined(separator: ", ")
        }
    }
}

extension FunctionName {
    /// Whether the printable form, or the same without a version, ends so.
    fileprivate func fits(ending: Substring) -> Bool {
        if text.hasSuffix(ending) {
            return true
        }
        guard let at = interface.firstIndex(of: "@") else { return false }
        return "\(interface[..<at]).\(function)".hasSuffix(ending)
    }
}
