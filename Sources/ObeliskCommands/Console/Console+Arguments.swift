import Foundation

extension Console {
    /// An argument as it is, or the contents of the file that it names after an `@`.
    func text(ofArgument argument: String, expected: String) throws(CommandFailure) -> String {
        guard argument.hasPrefix("@") else { return argument }
        let file = String(argument.dropFirst())
        guard let data = FileManager.default.contents(atPath: resolve(file)) else {
            throw CommandFailure(.usage, "\(file): cannot be read; expected a file that holds \(expected)")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure(.usage, "\(file): is not UTF-8 text; expected \(expected)")
        }
        return text
    }
}
