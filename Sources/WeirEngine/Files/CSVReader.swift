/// The records of a file of comma-separated values, one after the other, strictly after RFC 4180
/// (Shafranovich 2005), except that a line may also end without a carriage return.
///
/// Memory holds one record and one block of the file. Errors name line and column; both count from 1,
/// and the column counts characters, not bytes.
struct CSVReader: ~Copyable {
  /// One record: its fields without quotation marks, in one row of bytes.
  struct Record {
    /// All fields.
    fileprivate(set) var bytes: [UInt8] = []
    /// Where each field ends in `bytes`.
    fileprivate(set) var ends: [Int] = []
    /// The line and column at which each field begins.
    fileprivate(set) var places: [(line: Int, column: Int)] = []

    /// How many fields it has.
    var count: Int { ends.count }
    /// The bytes of a field.
    subscript(field: Int) -> ArraySlice<UInt8> { bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]] }
  }

  private static let (quote, lineFeed, carriageReturn) = (0x22 as UInt8, 0x0a as UInt8, 0x0d as UInt8)

  private enum State { case fieldStart, plain, quoted, quoteInQuoted, lineEnd }

  private let file: FileBytes
  private let separator: UInt8
  private var block: [UInt8]
  private var next: Int
  private var (line, column) = (1, 1)
  /// The fields that every record has: as many as the first one.
  private var width: Int?
  /// A line with nothing in it, which is fine as long as nothing follows.
  private var emptyLine: Int?

  /// Opens the file at [path], whose fields stand between separators, one ASCII character.
  init(_ path: String, separator: UInt8) throws(DataError) {
    let file = try FileBytes(path)
    let block = try file.read(1 << 18)
    if block.starts(with: [0x1f, 0x8b]) {
      throw DataError(
        .damaged(
          file: path, at: .line(1, column: 1), expected: "text", found: "gzip data; unpack the file first"))
    }
    (self.separator, self.block) = (separator, block)
    // Some programs begin a file with a mark that it is in UTF-8.
    next = block.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    self.file = file
  }

  /// Reads the next record into [record]; false at the end of the file.
  mutating func read(into record: inout Record) throws(DataError) -> Bool {
    record.bytes.removeAll(keepingCapacity: true)
    record.ends.removeAll(keepingCapacity: true)
    record.places.removeAll(keepingCapacity: true)
    var (state, isQuoted) = (State.fieldStart, false)
    record.places.append((line, column))
    while let byte = try take() {
      switch (state, byte) {
      case (.quoted, Self.quote): state = .quoteInQuoted
      case (.quoteInQuoted, Self.quote), (.quoted, 1...):
        record.bytes.append(byte)
        state = .quoted
      case (.fieldStart, Self.quote): (state, isQuoted) = (.quoted, true)
      case (.plain, Self.quote):
        throw error("no quotation mark inside a field that does not begin with one", "one", back: 1)
      case (_, Self.lineFeed):
        if try endRecord(&record, isQuoted: isQuoted) { return true }
        state = .fieldStart
      case (.lineEnd, _): throw error("a line feed behind a carriage return", shown(byte), back: 1)
      case (_, Self.carriageReturn): state = .lineEnd
      case (_, separator):
        record.ends.append(record.bytes.count)
        record.places.append((line, column))
        state = .fieldStart
      case (.quoteInQuoted, _):
        throw error("a separator or the end of the line behind a quoted field", shown(byte), back: 1)
      case (_, 0): throw error("text", "a zero byte", back: 1)
      case (_, _):
        record.bytes.append(byte)
        state = .plain
      }
    }
    switch state {
    case .quoted: throw error("a closing quotation mark", "the end of the file")
    case .lineEnd: throw error("a line feed behind a carriage return", "the end of the file")
    case .fieldStart where record.ends.isEmpty: return false
    case .fieldStart, .plain, .quoteInQuoted: return try endRecord(&record, isQuoted: isQuoted)
    }
  }

  /// The error that something else than [expected] stands where the reader is, or [back] characters
  /// before that.
  func error(_ expected: String, _ found: String, back: Int = 0) -> DataError {
    error(expected, found, at: (line, column - back))
  }

  /// The error that something else than [expected] stands at [place].
  func error(_ expected: String, _ found: String, at place: (line: Int, column: Int)) -> DataError {
    DataError(
      .damaged(
        file: file.path, at: .line(place.line, column: place.column), expected: expected, found: found))
  }

  private mutating func take() throws(DataError) -> UInt8? {
    if next == block.count {
      block = try file.read(1 << 18)
      next = 0
      if block.isEmpty { return nil }
    }
    let byte = block[next]
    next += 1
    if byte == Self.lineFeed {
      (line, column) = (line + 1, 1)
    } else if byte & 0xc0 != 0x80 {
      // The further bytes of a character in UTF-8 take no column of their own.
      column += 1
    }
    return byte
  }

  /// Ends a record behind its last byte; false if it was only an empty line, without even quotation marks.
  private mutating func endRecord(_ record: inout Record, isQuoted: Bool) throws(DataError) -> Bool {
    let start = record.places[0]
    record.ends.append(record.bytes.count)
    if record.count == 1, record.bytes.isEmpty, !isQuoted, (width ?? 2) > 1 {
      emptyLine = emptyLine ?? start.line
      record.ends.removeAll()
      record.places = [(line, column)]
      return false
    }
    if let emptyLine { throw error("a record", "an empty line", at: (emptyLine, 1)) }
    if let width, record.count != width {
      throw error(
        "\(width) fields, as in the first line", "\(record.count)",
        at: record.places[min(width, record.count - 1)])
    }
    width = record.count
    return true
  }

  private func shown(_ byte: UInt8) -> String {
    (0x20..<0x7f).contains(byte) ? "`\(Character(Unicode.Scalar(byte)))`" : "another character"
  }
}
