import Foundation

/// What the command line says.
struct BenchOptions {
    /// An argument that means nothing here.
    struct Unknown: Error, CustomStringConvertible {
        let description: String
    }

    /// The workloads to run, in order.
    var workloads: [Workload]
    /// Where data goes: on the disk that is to be measured.
    var directory: URL
    /// The built program, for workloads that need a process of their own.
    var program: URL
    /// The example whose components are run.
    var example: URL
    /// Makes curves longer and idling last a minute.
    var isLong = false

    /// Reads `[WORKLOAD…] [--directory PATH] [--long]`.
    init(_ arguments: some Sequence<String>) throws(Unknown) {
        let build = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        program = build.appending(path: "obelisk")
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        example = sources.appending(path: "../../Examples/fibo").standardized
        directory = build.appending(path: "bench-data")
        workloads = []
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--directory":
                guard let path = rest.next() else { throw Unknown(description: "--directory needs a path") }
                directory = URL(fileURLWithPath: path)
            case "--long": isLong = true
            default:
                guard let named = Workload.named(argument) else {
                    throw Unknown(
                        description: "`\(argument)` is no workload; expected one of "
                            + Workload.allCases.map(\.rawValue).joined(separator: ", ") + ", curves or guard")
                }
                workloads += named
            }
        }
        if workloads.isEmpty { workloads = Workload.standard }
    }
}
