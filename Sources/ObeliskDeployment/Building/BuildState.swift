import Foundation

/// Whether a component that is built from source is there, and fits the files it was built from.
enum BuildState: Equatable {
    /// It fits, or nothing is known of its making: components travel without their sources.
    case usable
    /// It was not built yet.
    case missing
    /// A file of the author differs from the one it was built from; says which, and how.
    case outdated(String)

    /// Looks at a component, whose bytes are nil if it cannot be read, and at its author's files.
    init(of component: String, _ source: GuestSource, contents: Data?) {
        guard let contents else {
            let isThere = FileManager.default.fileExists(atPath: source.absolute(GuestSource.output(of: component)))
            self = isThere ? .usable : .missing
            return
        }
        let record = FileManager.default.contents(atPath: source.absolute(BuildRecord.path(of: component)))
            .flatMap { BuildRecord(parsing: String(decoding: $0, as: UTF8.self)) }
        guard let record, record.component == ContentDigest.text(of: contents),
            FileManager.default.fileExists(atPath: source.absolute(source.code)),
            let difference = record.difference(from: AuthorFiles(reading: source).digests)
        else {
            self = .usable
            return
        }
        self = .outdated(difference)
    }

    /// What is wrong, with what to type; nil if nothing is.
    func problem(path: String, configuration file: String) -> String? {
        let command =
            file == ConfigurationLoader.defaultFile ? "`obelisk build`" : "`obelisk build -c \(file)`"
        return switch self {
        case .usable: nil
        case .missing: "\(path): is not built yet; run \(command)"
        case .outdated(let difference): "\(path): is out of date, \(difference); run \(command)"
        }
    }
}
