import ObeliskClient
import ObeliskDeployment
import ObeliskTooling
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
    private let sections: [Section]

    /// A component of a server.
    init(_ component: ComponentDescription) {
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
    init(_ file: TypesFile, location: String) throws(SchemaError) {
        subject = location
        self.location = nil
        digest = file.digest.map { "sha256:\($0)" }
        let schema = file.schema
        let package = schema.mainPackage ?? Package(name: PackageName(namespace: "root", name: "root"))
        if file.form == .component, let world = package.worlds.first {
            form = file.form.rawValue
            let owner = InterfaceName(package: package.name, interface: world.name)
            sections = [
                Section(title: "exports", functions: try Self.functions(world.exports, true, owner, schema)),
                Section(title: "imports", functions: try Self.functions(world.imports, false, owner, schema)),
            ]
            return
        }
        form = "\(file.form.rawValue) \(package.name)"
        worlds = package.worlds.map(\.name)
        var functions: [FunctionDescription] = []
        for interface in package.interfaces {
            let name = InterfaceName(package: package.name, interface: interface.name)
            functions += try Self.functions(interface, "\(name).", .interface(name), schema)
        }
        sections = [Section(title: "functions", functions: functions)]
    }

    private static func functions(
        _ items: [World.Item], _ isExport: Bool, _ world: InterfaceName, _ schema: Schema
    ) throws(SchemaError) -> [FunctionDescription] {
        var result: [FunctionDescription] = []
        for item in items {
            switch item {
            case .interface(let item):
                guard let interface = schema.interface(item.interface) else { continue }
                result += try functions(
                    interface, "\(item.name ?? item.interface.description).", .interface(item.interface), schema)
            case .inline(let interface):
                let owner = TypeOwner.inline(world: world, name: interface.name, isExport: isExport)
                result += try functions(interface, "\(interface.name).", owner, schema)
            case .function(let function):
                result += try functions(Interface(name: "", functions: [function]), "", .world(world), schema)
            case .type: continue
            }
        }
        return result
    }

    private static func functions(
        _ interface: Interface, _ prefix: String, _ owner: TypeOwner, _ schema: Schema
    ) throws(SchemaError) -> [FunctionDescription] {
        var result: [FunctionDescription] = []
        for function in interface.functions {
            let type = try schema.functionType(of: function, in: owner)
            result.append(
                FunctionDescription(
                    name: prefix + function.fullName,
                    parameters: type.parameters.map { .init(name: $0.name, type: $0.type.description) },
                    result: type.result?.description))
        }
        return result
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
