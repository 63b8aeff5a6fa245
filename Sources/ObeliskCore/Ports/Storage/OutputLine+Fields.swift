internal import WIT

extension OutputLine.Source {
    /// A log line's fields as a JSON array of arrays of texts; nil where there are none.
    package var storedFields: [UInt8]? {
        guard case .log(_, let fields) = self, !fields.isEmpty else { return nil }
        var writer = JSONWriter()
        writer.beginArray()
        for field in fields {
            writer.beginArray()
            for text in field { writer.string(text) }
            writer.endArray()
        }
        writer.endArray()
        return writer.bytes
    }

    /// Reads what `storedFields` wrote; nil where it cannot have.
    package static func fields(stored bytes: [UInt8]) -> [[String]]? {
        do {
            var reader = JSONReader(bytes)
            var fields: [[String]] = []
            try reader.beginArray()
            while try reader.nextElement() {
                var field: [String] = []
                try reader.beginArray()
                while try reader.nextElement() { field.append(try reader.readString()) }
                fields.append(field)
            }
            try reader.finish()
            return fields
        } catch {
            return nil
        }
    }
}
