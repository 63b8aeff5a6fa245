import ObeliskClient
import WIT

/// What `component inspect` tells.
struct InspectionReport {
    /// A heading, such as `exports`, and functions under it.
    private struct Section {
        let title: String
        let functions: [FunctionDescription]
    }

    private let subject: String
    private let form: String
    private let digest: String?
    private let location: String?
    /// Names of worlds, for WIT.
    private var worlds: [String] = []
    private var sections: [Section]

    /// A component of a server.
    init(_ component: ObeliskClient.ComponentDescription) {
        subject = component.name
        form = component.kind
        digest = component.digest
        location = component.location
        sections = [
            Section(title: "exports", functions: component.exports),
            Section(title: "imports", functions: component.imports),
        ]
    }

    /// What was read from a path.
    ///
    /// - Throws: If a type cannot be spelled out.
    init(_ types: ReadTypes, location: String, digest: String?) throws(SchemaError) {
        subject = location
        self.location = nil
        self.digest = digest.map { "sha256:\($0)" }
        switch types {
        case .component(let description):
            form = "component"
            sections = [
                Section(title: "exports", functions: Self.functions(description.exports, description.rootExports)),
                Section(title: "imports", functions: Self.functions(description.imports, description.rootImports)),
            ]
        case .schema(let schema, let form):
            self.form = form + (schema.main.map { " \($0)" } ?? "")
            let package = schema.mainPackage
            worlds = package?.worlds.map(\.name) ?? []
            var functions: [FunctionDescription] = []
            for interface in package?.interfaces ?? [] {
                guard let main = schema.main else { continue }
                let type = try schema.interfaceType(InterfaceName(package: main, interface: interface.name))
                functions += type.functions.map { FunctionDescription($0, of: "\(type.name).") }
            }
            sections = [Section(title: "functions", functions: functions)]
        }
    }

    private static func functions(
        _ instances: [WIT.ComponentDescription.Instance], _ root: WIT.ComponentDescription.Instance
    ) -> [FunctionDescription] {
        instances.flatMap { instance in
            instance.functions.map { FunctionDescription($0, of: "\(instance.name).") }
        } + root.functions.map { FunctionDescription($0, of: "") }
    }

    /// Writes it for a person.
    func show(on console: Console) {
        let style = console.outputStyle
        let heading = [style.heading(subject), style.activity(form)]
        console.print((heading + [digest, location].compactMap { $0 }.map(style.faint)).joined(separator: "  "))
        worlds.forEach { console.print("  world \($0)") }
        for section in sections {
            let mark = section.title == "functions" ? "" : style.faint("\(section.title) ")
            section.functions.forEach { console.print("  " + mark + $0.text) }
        }
    }

    /// The same for a program.
    var json: String {
        var object = JSONObject()
        object.set("name", subject)
        object.set("kind", form)
        object.set("digest", digest)
        if let location { object.set("location", location) }
        if !worlds.isEmpty { object.set("worlds", array: worlds.map(JSONObject.quoted)) }
        for section in sections { object.set(section.title, array: section.functions.map(\.json)) }
        return object.text
    }
}

extension FunctionDescription {
    /// A function read from a file, after the name of its interface and a dot.
    fileprivate init(_ function: InterfaceType.Function, of prefix: String) {
        self.init(
            name: prefix + function.name,
            parameters: function.type.parameters.map { Parameter(name: $0.name, type: $0.type.description) },
            result: function.type.result?.description)
    }
}
