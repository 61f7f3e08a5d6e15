import WeirCatalog
import WeirPlot

/// Tables that people pass, taken apart.
extension PlotTable {
  /// The column called [name]. Errors: there is none.
  func column(_ name: String) throws(CallError) -> Column {
    if let column = columns.first(where: { $0.name == name }) { return column }
    let names = columns.map(\.name)
    throw .failed(
      "the table has no column `\(name)`; it has " + names.map { "`\($0)`" }.joined(separator: ", "),
      suggestion: Spelling.suggestion(for: name, among: names))
  }

  /// The numbers of the column called [name], not-a-number where one is missing. Errors: there is no such column, or it
  /// holds texts.
  func numbers(_ name: String) throws(CallError) -> [Double] {
    var numbers: [Double] = []
    for cell in try column(name).cells {
      switch cell {
      case .missing: numbers.append(.nan)
      case .integer(let value): numbers.append(Double(value))
      case .number(let value): numbers.append(value)
      case .text(let text):
        throw .failed("the column `\(name)` must hold numbers, but holds the text \(Notation.text(text))")
      }
    }
    return numbers
  }

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
