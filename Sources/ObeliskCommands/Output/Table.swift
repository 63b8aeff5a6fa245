/// Lines in columns that line up; colour does not count as width.
struct Table {
    /// A cell: its text, and how it is painted once its width is known.
    struct Cell {
        let text: String
        let paint: (String) -> String

        /// A cell of this text.
        init(_ text: String, paint: @escaping (String) -> String = { $0 }) {
            self.text = text
            self.paint = paint
        }
    }

    private var rows: [[Cell]]

    /// A table under these headings; without any it has no heading line.
    init(headings: [String] = [], style: TextStyle = TextStyle(isColoured: false)) {
        rows = headings.isEmpty ? [] : [headings.map { Cell($0, paint: style.heading) }]
    }

    /// Adds a line.
    mutating func add(_ cells: [Cell]) {
        rows.append(cells)
    }

    /// Adds a line of plain text.
    mutating func add(_ cells: String...) {
        rows.append(cells.map { Cell($0) })
    }

    /// The lines, without spaces at their ends.
    var lines: [String] {
        let columnCount = rows.map(\.count).max() ?? 0
        let widths = (0..<columnCount).map { column in
            rows.map { column < $0.count ? $0[column].text.count : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = column == row.count - 1 ? 0 : widths[column] - cell.text.count
                return cell.paint(cell.text) + String(repeating: " ", count: padding)
            }.joined(separator: "  ")
        }
    }
}
