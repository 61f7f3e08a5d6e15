import WeirCatalog
import WeirPlot

/// Tables that people pass, taken apart.
extension PlotTable {
  /// A record for each row.
  var records: [Value] {
    (0..<rowCount).map { row in .record(Record(columns.map { .init($0.name, $0.cells[row].value) })) }
  }
}

extension PlotTable.Cell {
  /// It as a value of the language.
  var value: Value {
    switch self {
    case .missing: .none
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    }
  }

  /// It as it stands in sentences.
  var text: String {
    switch self {
    case .missing: "none"
    case .integer(let value): "\(value)"
    case .number(let value): Readable.number(value)
    case .text(let text): text
    }
  }
}
