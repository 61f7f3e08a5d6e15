import WeirCatalog

extension Conversion where Value == WeirLanguage.Value {
  /// Whatever is given, as the language sees it.
  public static var value: Self {
    Conversion(
      expected: "any value",
      read: { (argument: Argument) throws(CallError) -> WeirLanguage.Value in WeirLanguage.Value(argument) },
      show: { $0.brief })
  }

  /// Something to call: a person's function, or the name of a builtin.
  public static var function: Self {
    Conversion(
      expected: "a function", kind: .function,
      read: { (argument: Argument) throws(CallError) -> WeirLanguage.Value in
        switch argument {
        case .thing(is Closure), .thing(is AnyEntry): return WeirLanguage.Value(argument)
        default: throw CallError(.mismatch(setting: nil, expected: "a function", found: argument.found))
        }
      },
      show: { _ in nil })
  }
}
