import Foundation
import ObeliskCommands

/// The program `obelisk`.
@main
struct Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        exit(await ObeliskProgram.run(arguments: arguments, on: .process))
    }
}
