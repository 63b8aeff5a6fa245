import TOMLKit

extension SettingValue {
    /// Parses a TOML document into a table of settings.
    ///
    /// - Throws: `DeploymentProblem` placed at the line and column where the document is malformed.
    static func table(parsing text: String) throws(TOMLSyntaxError) -> [String: SettingValue] {
        do {
            return entries(of: try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            let begin = error.source.begin
            throw TOMLSyntaxError(line: begin.line, column: begin.column, reason: error.description)
        } catch {
            throw TOMLSyntaxError(line: 1, column: 1, reason: "\(error)")
        }
    }

    private static func entries(of table: TOMLTable) -> [String: SettingValue] {
        var entries: [String: SettingValue] = [:]
        for key in table.keys {
            entries[key] = table[key].map(SettingValue.init)
        }
        return entries
    }

    private init(_ value: any TOMLValueConvertible) {
        if let table = value.table {
            self = .table(Self.entries(of: table))
        } else if let array = value.array {
            self = .array((0..<array.count).map { SettingValue(array[$0]) })
        } else if let text = value.string {
            self = .string(text)
        } else if let number = value.int {
            self = .integer(number)
        } else if let number = value.double {
            self = .float(number)
        } else if let flag = value.bool {
            self = .boolean(flag)
        } else {
            self = .date(value.debugDescription)
        }
    }
}

/// Where a document stops being TOML, and why.
struct TOMLSyntaxError: Error, Equatable {
    /// The line, from 1.
    let line: Int
    /// The column, from 1.
    let column: Int
    /// What the parser says of it.
    let reason: String
}
