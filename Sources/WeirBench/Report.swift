import Foundation

/// Prints a measurement on standard output, as a line of JSON with its keys in order.
func printMeasurement(_ measurement: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  try FileHandle.standardOutput.write(contentsOf: encoder.encode(measurement) + Data("\n".utf8))
}

/// Prints a line for people, on standard error.
func printLine(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Prints rows with their columns aligned, the first to the left and the others to the right.
func printTable(_ rows: [[String]]) {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in
    rows.compactMap { column < $0.count ? $0[column].count : nil }.max() ?? 0
  }
  for row in rows {
    let cells = row.enumerated().map { column, cell in
      let space = String(repeating: " ", count: widths[column] - cell.count)
      return column == 0 ? cell + space : space + cell
    }
    printLine("  " + cells.joined(separator: "  "))
  }
}

/// A number with so many digits after the point.
func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
