import Foundation

/// The program `ObeliskBench`: measures, and prints JSON lines.
@main
struct Main {
    /// Runs the workloads that the arguments name, all of DESIGN §10 where they name none.
    static func main() async {
        do {
            let options = try BenchOptions(CommandLine.arguments.dropFirst())
            try await Bench(options: options).run()
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(error is BenchOptions.Unknown ? 2 : 1)
        }
    }
}
