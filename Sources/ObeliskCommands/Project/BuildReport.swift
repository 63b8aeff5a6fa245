import ObeliskTooling
import WIT

/// What `obelisk build` tells of the components it was asked for.
struct BuildReport {
    private let style: TextStyle
    private var outcomes: [GuestBuilder.Outcome] = []

    /// A report of nothing yet.
    init(style: TextStyle) {
        self.style = style
    }

    /// Adds what became of a component.
    mutating func add(_ outcome: GuestBuilder.Outcome) {
        outcomes.append(outcome)
    }

    /// That some could not be built; nil if all were.
    func failure(isTold: Bool) -> CommandFailure? {
        let failedCount = outcomes.count(where: \.isFailure)
        guard failedCount > 0 else { return nil }
        let message = isTold ? "" : "\(failedCount) of \(outcomes.count) components could not be built"
        return CommandFailure(.failed, message, code: ToolingError.Code.buildFailed.rawValue)
    }

    /// The line of a component that is as it should be.
    func line(of outcome: GuestBuilder.Outcome) -> String? {
        guard case .success(let built) = outcome.result else { return nil }
        let end = built.duration.map { "built in \(Self.seconds($0)) s" } ?? "unchanged"
        return "\(built.path)  \(built.byteCount) bytes  \(end)"
    }

    /// What a person has to read of it: errors, and what compilers warn of.
    func remarks(of outcome: GuestBuilder.Outcome) -> String? {
        switch outcome.result {
        case .success(let built):
            built.remarks.isEmpty ? nil : Self.trimmed(built.remarks)
        case .failure(let error):
            CommandFailure(.failed, "`\(outcome.component)`: \(Self.trimmed(error.message))", code: error.code.rawValue)
                .text(style: style)
        }
    }

    /// All of it for a program, in the order of the configuration.
    func json(inOrderOf names: [String]) -> String {
        var report = JSONObject()
        let sorted = names.compactMap { name in outcomes.first { $0.component == name } }
        report.set("components", array: sorted.map(Self.json))
        return report.text
    }

    private static func json(_ outcome: GuestBuilder.Outcome) -> String {
        var object = JSONObject()
        object.set("name", outcome.component)
        switch outcome.result {
        case .success(let built):
            object.set("world", built.world.description)
            object.set("path", built.path)
            object.set("bytes", built.byteCount)
            object.set("is_new", built.duration != nil)
        case .failure(let error):
            var failure = JSONObject()
            failure.set("code", error.code.rawValue)
            failure.set("message", Self.trimmed(error.message))
            object.set("error", json: failure.text)
        }
        return object.text
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }

    /// A duration in seconds with one decimal.
    private static func seconds(_ duration: Duration) -> String {
        let tenths = duration / .milliseconds(100)
        return "\(Int(tenths) / 10).\(Int(tenths) % 10)"
    }
}

extension GuestBuilder.Outcome {
    /// Whether the component could not be built.
    var isFailure: Bool {
        if case .failure = result { true } else { false }
    }
}
