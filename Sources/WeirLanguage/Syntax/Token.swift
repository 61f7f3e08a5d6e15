/// The words that cannot be names.
enum Keyword: String, CaseIterable {
  case and, `break`, `continue`, div, `else`, expect, `false`, fn, `for`, `if`, `in`, mod, none, not, or
  case `return`, `true`, use, `while`
}

/// Signs with a meaning. The longer ones come first, for the lexer takes the first that fits.
enum Symbol: String, CaseIterable {
  case closedRange = "..."
  case halfOpenRange = "..<"
  case equal = "=="
  case unequal = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case arrow = "=>"
  case less = "<"
  case greater = ">"
  case assign = "="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"
  case dot = "."
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"

  /// The bracket that closes this one.
  var closing: Symbol? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    case .closedRange, .halfOpenRange, .equal, .unequal, .lessOrEqual, .greaterOrEqual, .arrow, .less,
      .greater, .assign, .plus, .minus, .times, .over, .power, .dot, .comma, .colon, .semicolon,
      .closeParenthesis, .closeBracket, .closeBrace:
      nil
    }
  }

  /// Whether it closes a bracket.
  var isClosing: Bool { self == .closeParenthesis || self == .closeBracket || self == .closeBrace }
}

/// The least piece of a program that means something.
struct Token {
  /// What it is.
  enum Kind: Equatable {
    /// A whole number; its sign is an operator, so the magnitude may be one larger than `Int.max`.
    case integer(UInt)
    case number(Double)
    case name(String)
    case keyword(Keyword)
    case symbol(Symbol)
    /// A text is the tokens from `textStart` to `textEnd`; `\(` and `)` enclose the tokens of an expression.
    case textStart
    case textPart(String)
    case interpolationStart
    case interpolationEnd
    case textEnd
    case newline
    /// Something that has been reported already.
    case broken
    case end
  }

  let kind: Kind
  let span: Span
}

extension [Token] {
  /// For each opening bracket, where its closing one is.
  var partners: [Int: Int] {
    var open: [Int] = []
    var partners: [Int: Int] = [:]
    for (index, token) in enumerated() {
      guard case .symbol(let symbol) = token.kind else { continue }
      if symbol.closing != nil { open.append(index) }
      if symbol.isClosing, let opening = open.popLast() { partners[opening] = index }
    }
    return partners
  }
}

/// A comment, from its `#` to the end of the line.
struct Comment {
  let span: Span
  let text: String
}

/// What the lexer makes of a source text.
struct Tokens {
  /// The tokens, the last of which is `end`.
  var list: [Token] = []
  var comments: [Comment] = []
  var diagnostics: [Diagnostic] = []
  /// Whether the text ends inside `"""`.
  var endsInsideText = false
}
