import WeirEngine

extension Value {
  /// What a cell of a table holds of it: nothing, a truth value, a number or a text; nil if it is none of these.
  var field: StoredTable.Field? {
    switch self {
    case .none: .missing
    case .truth(let value): .truth(value)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    case .list, .record, .range, .function, .word, .entry, .thing: nil
    }
  }
}

extension JSON {
  /// [field] as records and files spell it.
  init(_ field: StoredTable.Field) {
    switch field {
    case .missing: self = .null
    case .truth(let value): self = .truth(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .text(let text): self = .text(text)
    }
  }
}
