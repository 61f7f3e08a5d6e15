import WeirCatalog

/// A table in a file of comma-separated values (RFC 4180; Shafranovich 2005) whose first line names the columns.
public struct StoredTable: Sendable, Equatable {
  /// What stands in one row of one column.
  public enum Field: Sendable, Equatable {
    case missing
    case truth(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
  }

  /// One column.
  public struct Column: Sendable, Equatable {
    /// What stands above it.
    public let name: String
    /// Its fields, from the top.
    public let fields: [Field]

    /// A column of [fields] under [name].
    public init(_ name: String, _ fields: [Field]) { (self.name, self.fields) = (name, fields) }
  }

  /// The columns, equally long, no two of one name.
  public let columns: [Column]

  /// A table of equally long columns. Errors: no column, or two of one name, which could not be told apart.
  public init(_ columns: [Column]) throws(DataError) {
    precondition(
      columns.allSatisfy { $0.fields.count == columns[0].fields.count }, "columns are equally long")
    if columns.isEmpty { throw DataError(.refused("a table needs at least one column to be saved")) }
    var names: Set<String> = []
    if let twice = columns.first(where: { !names.insert($0.name).inserted }) {
      throw DataError(.refused("the table has two columns \(Notation.text(twice.name))"))
    }
    self.columns = columns
  }

  /// Reads the file at [path], of at most [most] fields.
  ///
  /// A field that spells a number, `nan`, `inf`, `true` or `false` is one, in quotation marks or not; an empty one
  /// is missing; any other is a text. Errors: what is no such file, with line and column.
  public init(file path: String, most: Int) throws(DataError) {
    var reader = try CSVReader(path, separator: UInt8(ascii: ","))
    var record = CSVReader.Record()
    guard try reader.read(into: &record) else {
      throw reader.error("a line that names the columns", "the end of the file")
    }
    var names: [String] = []
    for place in 0..<record.count {
      let name = try Self.text(record, place, reader)
      if names.contains(name) {
        throw reader.error("a name of its own", "a second \(Notation.text(name))", at: record.places[place])
      }
      names.append(name)
    }
    var columns = names.map { _ in [Field]() }
    var left = most
    while try reader.read(into: &record) {
      left -= names.count
      guard left >= 0 else {
        throw DataError(.unreadable(file: path, why: "it has more than \(Notation.grouped(most)) fields"))
      }
      for place in names.indices { columns[place].append(try Self.field(record, place, reader)) }
    }
    self.columns = zip(names, columns).map { Column($0, $1) }
  }

  private static func field(
    _ record: CSVReader.Record, _ place: Int, _ reader: borrowing CSVReader
  ) throws(DataError) -> Field {
    let bytes = record[place]
    if bytes.isEmpty { return .missing }
    if let number = decimalNumber(bytes) {
      let text = String(decoding: bytes.trimmingSpaces, as: UTF8.self)
      return Int(text).map { .integer($0) } ?? .number(number)
    }
    switch try text(record, place, reader) {
    case "nan", "NaN": return .number(.nan)
    case "inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    case "true": return .truth(true)
    case "false": return .truth(false)
    case let text: return .text(text)
    }
  }

  private static func text(
    _ record: CSVReader.Record, _ place: Int, _ reader: borrowing CSVReader
  ) throws(DataError) -> String {
    guard let text = String(validating: record[place], as: UTF8.self) else {
      throw reader.error("text in UTF-8", "other bytes", at: record.places[place])
    }
    return text
  }

  /// Writes the table to the file at [path], replacing what is there. Errors: whatever the system refuses.
  public func write(to path: String) throws(DataError) {
    var file = try AtomicFile(path)
    try file.append(Self.line(columns.map { Self.quoted($0.name) }))
    for row in columns[0].fields.indices {
      try file.append(Self.line(columns.map { Self.written($0.fields[row]) }))
    }
    try file.commit()
  }

  private static func line(_ fields: [String]) -> String.UTF8View {
    (fields.joined(separator: ",") + "\n").utf8
  }

  private static func written(_ field: Field) -> String {
    switch field {
    case .missing: ""
    case .truth(let value): value ? "true" : "false"
    case .integer(let value): Notation.integer(value)
    case .number(let value): Notation.number(value)
    case .text(let text): quoted(text)
    }
  }

  /// [text] in quotation marks where the format asks for them; an empty one too, or a line might be empty.
  private static func quoted(_ text: String) -> String {
    guard text.isEmpty || text.utf8.contains(where: { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
