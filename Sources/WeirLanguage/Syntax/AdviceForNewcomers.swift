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
    case (.constant, .symbol(.colon)): return (nil, "a label is a name or a text, as in `{a: 1, \"b c\": 2}`")
    case (_, .symbol(.colon)): return (nil, "blocks stand between `{` and `}`")
    case (.name(let name), _): return (nil, words[name.text])
    default: return (nil, nil)
    }
  }

  /// Signs that are written twice elsewhere.
  static let doubled = [
    (sign: "===", advice: "write `==`"), (sign: "**", advice: "write `^`"),
    (sign: "//", advice: "write `div`; remarks begin with `#`"), (sign: "++", advice: "write `x = x + 1`"),
  ]

  /// Where a block should have begun.
  static func block(before kind: Token.Kind) -> String {
    kind == .symbol(.assign)
      ? "`=` gives a name to a value; `==` compares" : "blocks stand between `{` and `}`"
  }

  /// What stands here for a function that nobody knows.
  static func function(for word: String) -> String? { functions[word] }

  private static let functions = [
    "range": "a range is written `0..<5`, or `1...5` with its end",
    "append": "write `xs + [x]`; what it gives is another list",
    "push": "write `xs + [x]`; what it gives is another list",
    "str": "write `text(x)`", "string": "write `text(x)`", "list": "a list is written `[1, 2]`",
    "dict": "a record is written `{a: 1}`", "size": "write `len(x)`", "count": "write `len(x)`",
    "format": "write \"\\(x)\" to put a value into a text", "println": "write `print(...)`",
    "prune": "write `sparsify(net, density: 10%)`", "fit": "write `train(net, data)`",
    "help": "write `:help name` at the prompt, or `weir reference name` in a shell",
    "exit": leaving, "quit": leaving,
  ]

  private static let leaving = "write `:quit` at the prompt; a script ends behind its last line"

  /// What a name that nobody knows is called here.
  static func name(for word: String) -> String? { names[word] }

  private static let names: [String: String] = [
    "null": "none", "nil": "none", "None": "none", "undefined": "none", "NULL": "none",
    "True": "true", "False": "false", "TRUE": "true", "FALSE": "false", "NaN": "nan", "Inf": "inf",
  ]

  /// Whether code begins with [word] in another language.
  static func isWord(_ word: String) -> Bool { words[word] != nil }

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
    "lambda": "write `x => ...`",
    "class": "there are records, `{a: 1}`, and functions, `fn f(x) = ...`",
    "try": "there are no exceptions: `if` asks before",
    "assert": "write `expect ...`",
    "elif": "write `else if`",
    "repeat": "write `for i in 1...n { ... }`",
    "foreach": "write `for x in xs { ... }`",
  ]
}
