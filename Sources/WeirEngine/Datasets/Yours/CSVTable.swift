import WeirCatalog

/// A table of comma-separated values.
public struct CSVTable: DatasetSource {
  @Required var path: String
  @Required var target: Column
  var task = Task.auto
  var skip: [Column] = []
  var header: Bool?
  var separator = UInt8(ascii: ",")
  var test = 0.2
  var seed: Int?

  /// What it says of itself.
  public static let entry = Entry<CSVTable>(
    "csv", "A table of comma-separated values, one sample a line.",
    details: """
      Every column but the target and those skipped must hold numbers; these are the inputs, in order.
      Unless `task` says otherwise, texts and up to \(TargetColumn.mostWholeNumbers) different whole numbers in the target column are
      classes, ordered by text or by value, and other numbers are values to learn. The first line is taken for a header
      if the target is given by name, or if an input column does not begin with a number. Which lines
      are held out as the test part is drawn from the seed.
      """,
    source: "RFC 4180",
    settings: [
      .required("path", \.$path, .text, "The file."),
      .required("target", \.$target, .column, "The column to learn."),
      Setting("task", \.task, .choice, "Whether the target is a class or a number."),
      Setting("skip", \.skip, .list(of: .column), "Columns to leave out."),
      Setting(
        "header", \.header, .optional(.truth), "Whether the first line names the columns; none: find out."),
      Setting("separator", \.separator, .separator, "The character between fields."), .heldOut(\.test),
      Setting(
        "seed", \.seed, .optional(.integer), "What the test part is drawn from; the session's seed if none."),
    ],
    examples: [#"csv("iris.csv", target: "species")"#], words: ["table", "file", "excel"])

  /// With every default; path and target are still to be given.
  public init() {}

  /// Unknown before reading.
  public var inputs: Int? { nil }
  /// Unknown before reading.
  public var classes: Int? { nil }

  /// Reads the file, line by line. Errors: what stands in it that should not, with line and column.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    var reader = try CSVReader(environment.absolute(path), separator: separator)
    var record = CSVReader.Record()
    guard try reader.read(into: &record) else { throw reader.error("at least one record", "an empty file") }
    let columns = try columns(record)
    let targetPlace = try columns.place(of: target)
    var left = Set([targetPlace])
    for column in skip { left.insert(try columns.place(of: column)) }
    let places = (0..<columns.count).filter { !left.contains($0) }
    guard !places.isEmpty else { throw DataError(.refused("\(path) has no column left for inputs")) }
    if columns.names != nil, try !reader.read(into: &record) {
      throw reader.error("a record behind the header", "the end of the file")
    }
    var inputs: [Float] = []
    var answers = TargetColumn()
    repeat {
      for place in places {
        let number = decimalNumber(record[place]).map { Float($0) }
        guard let number, number.isFinite else {
          let name = columns.names.map { " in column \(Notation.text($0[place]))" } ?? ""
          throw reader.error("a number" + name, Self.shown(record[place]), at: record.places[place])
        }
        inputs.append(number)
      }
      if let refused = answers.append(record[targetPlace], for: task) {
        throw reader.error(refused, Self.shown(record[targetPlace]), at: record.places[targetPlace])
      }
    } while try reader.read(into: &record)
    return try dataset(inputs, width: places.count, answers, seed: self.seed ?? seed)
  }

  /// The columns that the [first] record shows, and their names if it is a header.
  private func columns(_ first: CSVReader.Record) throws(DataError) -> Columns {
    let unnamed = Columns(file: path, count: first.count, names: nil)
    var isHeader = header ?? ([target] + skip).contains { !$0.isPlace }
    if header == nil, !isHeader {
      var left = Set([try unnamed.place(of: target)])
      for column in skip { left.insert(try unnamed.place(of: column)) }
      isHeader = (0..<first.count).contains { !left.contains($0) && decimalNumber(first[$0]) == nil }
    }
    guard isHeader else { return unnamed }
    let names = (0..<first.count).map { String(decoding: first[$0].trimmingSpaces, as: UTF8.self) }
    return Columns(file: path, count: first.count, names: names)
  }

  private func dataset(
    _ inputs: [Float], width: Int, _ column: TargetColumn, seed: Int
  ) throws(DataError) -> Dataset {
    var (classes, names) = (nil as Int?, [String]())
    let answers: Samples.Answers
    if column.isClasses(task) {
      let found = column.classes()
      guard found.count <= TargetColumn.mostClasses else {
        throw DataError(
          .refused(
            "the target column of \(path) has \(found.count) different values, too many for classes;"
              + " write `task: regression` if they are numbers to learn"))
      }
      (answers, classes, names) = (.labels(found.labels), found.count, found.names)
    } else {
      answers = .targets(column.targets(), width: 1)
    }
    let all = Samples(.floats(inputs), features: width, answers: answers)
    let (train, tested) = try all.drawingOut(test, seed: seed)
    return try Dataset(
      name: Self.entry.name, shape: [width], classes: classes, classNames: names, train: train, test: tested)
  }

  /// A field as an error shows it: the beginning of a long one.
  private static func shown(_ field: ArraySlice<UInt8>) -> String {
    guard !field.isEmpty else { return "an empty field" }
    return Notation.text(String(decoding: field.prefix(40), as: UTF8.self)) + (field.count > 40 ? "…" : "")
  }
}

extension Conversion where Value == UInt8 {
  /// A character that stands between fields.
  fileprivate static var separator: Self {
    let expected = "one ASCII character that no number and no quotation has"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> UInt8 in
        guard case .text(let text) = argument, text.utf8.count == 1, let byte = text.utf8.first,
          !"0123456789+-.eE\"\r\n\0".utf8.contains(byte)
        else { throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found)) }
        return byte
      },
      show: { Notation.text(String(Unicode.Scalar($0))) })
  }
}
