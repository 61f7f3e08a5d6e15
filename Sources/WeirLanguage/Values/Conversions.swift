import WeirCatalog

/// A value on its way into a setting that takes values as they are.
struct Held: Thing {
  static let kind = Kind("value")
  let value: Value
}

extension Conversion where Value == WeirLanguage.Value {
  /// Whatever is given, as the language sees it: ranges stay ranges, and lists are not copied.
  public static var value: Self {
    Conversion(
      expected: "any value", kinds: [Held.kind],
      read: { (argument: Argument) throws(CallError) -> WeirLanguage.Value in WeirLanguage.Value(argument) },
      show: { $0.brief }, argument: { .thing(Held(value: $0)) })
  }

  /// Something to call, or the name of a column of a table.
  static var key: Self {
    let expected = "a function, or the name of a column"
    return Conversion(
      expected: expected, kinds: [.function],
      read: { (argument: Argument) throws(CallError) -> WeirLanguage.Value in
        switch argument {
        case .thing(is Closure), .thing(is AnyEntry), .text: return WeirLanguage.Value(argument)
        case .none, .truth, .integer, .number, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { _ in nil })
  }

  /// Something to call: a person's function, or the name of a builtin.
  public static var function: Self {
    Conversion(
      expected: "a function", kinds: [.function],
      read: { (argument: Argument) throws(CallError) -> WeirLanguage.Value in
        switch argument {
        case .thing(is Closure), .thing(is AnyEntry): return WeirLanguage.Value(argument)
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: "a function", found: argument.found))
        }
      },
      show: { _ in nil }, argument: { try? $0.argument })
  }
}
