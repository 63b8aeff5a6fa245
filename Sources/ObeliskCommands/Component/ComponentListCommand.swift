import ArgumentParser
import ObeliskClient

/// `obelisk component list`.
struct ComponentListCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the components of a server and the functions they export.",
        discussion: """
            With --json, an array of objects.

            EXAMPLES:
              obelisk component list
              obelisk component list fibo-workflow --imports
            """)

    @Argument(help: "Only the component of this name.")
    var name: String?

    @Flag(help: "Show imported functions too.")
    var imports = false

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func run(on console: Console) async throws {
        let components = try await connection.withClient(on: console) { client in
            try await client.listComponents(name: name)
        }
        if let name, components.isEmpty {
            throw CommandFailure(.usage, "no component is named `\(name)`; `obelisk component list` shows them all")
        }
        if json {
            console.print("[" + components.map(\.json).joined(separator: ",\n ") + "]")
        } else {
            show(components, on: console)
        }
    }

    private func show(_ components: [ComponentDescription], on console: Console) {
        let style = console.outputStyle
        for component in components {
            let digest = String(component.digest.prefix(19))
            console.print(
                [
                    style.heading(component.name), style.activity(component.kind), style.faint(digest),
                    style.faint(component.location),
                ].joined(separator: "  "))
            component.exports.forEach { console.print("  " + $0.text) }
            if imports {
                component.imports.forEach { console.print(style.faint("  imports ") + $0.text) }
            }
        }
    }
}

extension FunctionDescription {
    /// The function as WIT writes it.
    var text: String {
        let parameters = parameters.map { "\($0.name): \($0.type)" }.joined(separator: ", ")
        return "\(name): func(\(parameters))" + (result.map { " -> \($0)" } ?? "")
    }

    /// The function for a program.
    var json: String {
        var object = JSONObject()
        object.set("name", name)
        object.set(
            "params",
            array: parameters.map { parameter in
                var object = JSONObject()
                object.set("name", parameter.name)
                object.set("type", parameter.type)
                return object.text
            })
        object.set("result", result)
        return object.text
    }
}

extension ComponentDescription {
    /// The component for a program.
    fileprivate var json: String {
        var object = JSONObject()
        object.set("name", name)
        object.set("kind", kind)
        object.set("digest", digest)
        object.set("location", location)
        object.set("exports", array: exports.map(\.json))
        object.set("imports", array: imports.map(\.json))
        return object.text
    }
}
