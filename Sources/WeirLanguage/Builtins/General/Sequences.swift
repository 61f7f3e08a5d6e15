import WeirCatalog
import WeirEngine

extension Value {
  /// The values to walk over: those of a list, a range, a record, a series or a vector; nil for others.
  func elements() throws(CallError) -> [Value]? {
    switch self {
    case .list(let list): return list.items
    case .range(let range):
      try Limits.checkItems(range.count)
      return (0..<range.count).map { .integer(range[$0]) }
    case .record(let record): return record.fields.map(\.value)
    case .thing(let series as Series): return series.values.map { .number($0) }
    case .thing(let table as DataTable): return (0..<table.count).map { table.record($0) }
    case .thing(let tensor as Tensor): return tensor.values.map { .number($0) }
    case .none, .truth, .integer, .number, .text, .function, .word, .entry, .thing: return nil
    }
  }
}

/// Values one after the other, and the table whose rows they are, if they are.
struct ItemSequence: Sendable {
  let items: [Value]
  let table: DataTable?

  /// The items at [places], in that order: rows of a table as a table.
  func picking(_ places: some Collection<Int>) -> Value {
    table.map { .thing($0.rows(places)) } ?? .list(of: places.map { items[$0] })
  }

  /// What is known of what comes of [values]: a table if that is one, else a list.
  static func sketch(_ values: Sketch) -> Sketch {
    guard let kind = values.kind else { return .unknown }
    return .kind(kind == DataTable.kind ? kind : .list)
  }
}

/// The kinds of what has values one after the other.
private let sequenceKinds: [Kind] = [.list, .range, .record, Series.kind, Tensor.kind]

extension Conversion where Value == ItemSequence {
  /// Anything with values one after the other, or a table.
  static var items: Self {
    let expected = "a list, range, record, series, tensor or table"
    return Conversion(
      expected: expected, kinds: sequenceKinds + [DataTable.kind],
      read: { (argument: Argument) throws(CallError) -> ItemSequence in
        guard let items = try WeirLanguage.Value(argument).elements() else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        if case .thing(let table as DataTable) = argument { return ItemSequence(items: items, table: table) }
        return ItemSequence(items: items, table: nil)
      },
      show: { _ in nil })
  }
}

extension Conversion where Value == [WeirLanguage.Value] {
  /// Anything with values one after the other.
  static var sequence: Self {
    let expected = "a list, range, record, series or tensor"
    return Conversion(
      expected: expected, kinds: sequenceKinds,
      read: { (argument: Argument) throws(CallError) -> [WeirLanguage.Value] in
        guard let items = try WeirLanguage.Value(argument).elements() else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        return items
      },
      show: { _ in nil })
  }
}

extension Conversion where Value == [Double] {
  /// Numbers one after the other: those of a list, range, record, series or tensor.
  static var numberSequence: Self {
    let expected = "numbers: a list, range, record, series or tensor of them"
    return Conversion(
      expected: expected, kinds: sequenceKinds,
      read: { (argument: Argument) throws(CallError) -> [Double] in
        var numbers: [Double] = []
        for item in (try WeirLanguage.Value(argument).elements()) ?? [.none] {
          guard let number = item.asNumber else {
            throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
          }
          numbers.append(number)
        }
        return numbers
      },
      show: { _ in nil })
  }
}
