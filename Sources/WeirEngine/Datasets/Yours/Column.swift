import WeirCatalog

/// A column of a table, by its name or by its place.
enum Column: Sendable, Equatable {
  case name(String)
  /// Counted from 0, or from the end: −1 is the last.
  case place(Int)

  /// Whether it is given by its place.
  var isPlace: Bool {
    switch self {
    case .name: false
    case .place: true
    }
  }
}

extension Conversion where Value == Column {
  /// A column's name, or its place.
  static var column: Self {
    let expected = "a column's name, or its place from 0 on (-1: the last)"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> Column in
        switch argument {
        case .text(let name): return .name(name)
        case .integer(let place): return .place(place)
        case .none, .truth, .number, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { column in
        switch column {
        case .name(let name): Notation.text(name)
        case .place(let place): Notation.integer(place)
        }
      })
  }
}

/// The columns of one file.
struct Columns {
  /// The file, for errors.
  let file: String
  /// How many there are.
  let count: Int
  /// Their names, if the file has a header.
  let names: [String]?

  /// Where [column] stands. Errors: there is none of that name or at that place, or there are two.
  func place(of column: Column) throws(DataError) -> Int {
    switch column {
    case .place(let place):
      guard (-count..<count).contains(place) else {
        throw DataError(
          .refused("\(file) has no column \(place); it has \(count) columns, from 0 to \(count - 1)"))
      }
      return place < 0 ? place + count : place
    case .name(let name):
      guard let names else {
        throw DataError(
          .refused(
            "\(file) has no column \(Notation.text(name)), for it has no header; give the column's place from 0 on"
          ))
      }
      guard let place = names.firstIndex(of: name) else {
        let hint =
          Spelling.nearest(to: name, among: names).map { "did you mean \(Notation.text($0))?" }
          ?? "it has " + names.prefix(12).map(Notation.text).joined(separator: ", ")
          + (names.count > 12 ? " and \(names.count - 12) more" : "")
        throw DataError(.refused("\(file) has no column \(Notation.text(name)); \(hint)"))
      }
      guard names.lastIndex(of: name) == place else {
        throw DataError(
          .refused("\(file) has two columns \(Notation.text(name)); give the column's place from 0 on"))
      }
      return place
    }
  }
}
