/// What to suggest to people who write as they do in another language.
enum AdviceForNewcomers {
  /// Where a value was expected; at the beginning of a line, if [beginsLine].
  static func instead(of kind: Token.Kind, beginsLine: Bool) -> String? {
    switch kind {
    case .symbol(.assign): "write `x = x + 1` to change what a name stands for, `==` to compare"
    case .keyword(.else): "`else` stands behind the `}` of an `if`"
    case .symbol(.plus), .symbol(.times), .symbol(.over), .symbol(.power), .symbol(.equal),
      .keyword(.and), .keyword(.or):
      beginsLine ? "end the line before with the operator to go on with it on the next" : nil
    case .symbol(.arrow): "write `() => ...` for a function that takes nothing"
    case .symbol(.dot): "write a zero in front of the point, as in `0.5`"
    case .integer, .number, .name, .keyword, .symbol, .textStart, .textPart, .interpolationStart,
      .interpolationEnd, .textEnd, .newline, .broken, .end:
      nil
    }
  }

  /// Where a bracket should have been closed.
  static func unclosed(_ symbol: Symbol, before kind: Token.Kind) -> String? {
    if symbol == .openParenthesis, kind == .symbol(.comma) { return "a list is written `[a, b]`" }
    return nil
  }

  /// Where a statement should have ended.
  static func behind(
    _ form: Statement.Form, _ kind: Token.Kind
  ) -> (message: String?, suggestion: String?) {
    guard case .expression(let expression) = form else { return (nil, nil) }
    switch (expression.form, kind) {
    case (.member, .symbol(.assign)), (.index, .symbol(.assign)):
      return ("values cannot be changed in place", "make a changed copy and give it a name: `x = ...`")
    case (_, .symbol(.assign)): return (nil, "`=` gives a name to a value; `==` compares")
    case (_, .symbol(.comma)): return (nil, "a record is written `{name: value}`, a list `[a, b]`")
    case (_, .symbol(.arrow)): return (nil, "write `(a, b) => ...` for a function of several arguments")
    case (_, .symbol(.colon)): return (nil, "blocks stand between `{` and `}`")
    case (.name(let name), _): return (nil, words[name.text])
    default: return (nil, nil)
    }
  }

  /// What a name that nobody knows is called here.
  static func name(for word: String) -> String? { names[word] }

  private static let names: [String: String] = [
    "null": "none", "nil": "none", "None": "none", "undefined": "none", "NULL": "none",
    "True": "true", "False": "false", "TRUE": "true", "FALSE": "false", "NaN": "nan", "Inf": "inf",
  ]

  /// The words by which other languages begin what needs another word, or none, here.
  private static let words: [String: String] = [
    "let": "leave out `let`: a binding is `x = 1`",
    "var": "leave out `var`: a binding is `x = 1`",
    "const": "leave out `const`: a binding is `x = 1`",
    "def": "a function begins with `fn`",
    "func": "a function begins with `fn`",
    "function": "a function begins with `fn`",
    "import": "write `use \"file.weir\"`",
    "print": "write `print(...)`",
    "assert": "write `expect ...`",
    "elif": "write `else if`",
    "repeat": "write `for i in 1...n { ... }`",
    "foreach": "write `for x in xs { ... }`",
  ]
}
