import ArgumentParser
import ObeliskTooling
import WIT

/// `obelisk new`.
struct ProjectCreateCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a project of a template, ready to build and run.",
        discussion: """
            Without a name, lists the templates. A folder that is there already is never written into, unless it is \
            empty.

            EXAMPLES:
              obelisk new
              obelisk new shop --template order
              cd shop && obelisk build && obelisk server run
            """)

    @Argument(help: "The project's name, which its folder gets.")
    var name: String?

    @Option(help: "What it begins as (default: \(ProjectTemplate.standard)).")
    var template: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run(on console: Console) async throws {
        guard let name else {
            try list(on: console)
            return
        }
        let wanted = template ?? ProjectTemplate.standard
        guard let template = ProjectTemplate(named: wanted) else {
            let names = ProjectTemplate.all.map { "`\($0.name)`" }.joined(separator: ", ")
            throw CommandFailure(.usage, "there is no template `\(wanted)`; there are \(names)")
        }
        let files = template.files(for: name)
        do throws(ToolingError) {
            try ProjectFolder(named: name, in: console.workingDirectory).create(files)
        } catch {
            throw CommandFailure(error)
        }
        if json {
            var object = JSONObject()
            object.set("project", name)
            object.set("template", template.name)
            object.set("files", array: files.map { JSONObject.quoted("\(name)/\($0.path)") })
            console.print(object.text)
        } else {
            files.forEach { console.print("\(name)/\($0.path)") }
        }
        console.tell("now type: cd \(name) && obelisk build && obelisk server run")
    }

    private func list(on console: Console) throws {
        if template != nil { throw CommandFailure(.usage, "--template needs the name of the project to make") }
        if json {
            let templates = ProjectTemplate.all.map { template in
                var object = JSONObject()
                object.set("name", template.name)
                object.set("summary", template.summary)
                return object.text
            }
            var object = JSONObject()
            object.set("templates", array: templates)
            console.print(object.text)
        } else {
            var table = Table()
            for template in ProjectTemplate.all { table.add(template.name, template.summary) }
            table.lines.forEach(console.print)
            console.tell("now type: obelisk new NAME --template TEMPLATE")
        }
    }
}
