import WeirCatalog

/// Reads tokens by recursive descent, one method a rule of the grammar. The rule stands in the comment
/// of its method.
///
/// An error ends its statement only: the parser goes on with the next one, so that one pass reports
/// them all. Newlines are tokens. Inside round and square brackets and in records they are passed
/// over; elsewhere they end statements, except where a rule passes over them itself.
struct Parser {
  /// Thrown once an error has been noted, to leave the broken statement.
  struct Broken: Error {}

  /// A bracket that has been read and not yet closed.
  struct Opening {
    let symbol: Symbol
    let span: Span
  }

  /// How deep rules may call one another. Each level takes some kilobytes of stack.
  static let nestingLimit = 250
  /// How deep the tree may become, of which long chains like `a + b + …` make more than nesting does.
  static let depthLimit = 1000

  let source: SourceText
  let comments: [Comment]
  private let tokens: [Token]
  /// For each opening bracket, where its closing one is.
  private let partners: [Int: Int]
  private var index = 0
  private var passesNewlines = false
  private var nesting = 0
  private var nameCount = 0
  /// The functions read so far.
  var functions: [Function] = []
  /// The labels of records met so far.
  var labels: Set<String> = []
  /// The names that broken statements would have bound.
  private var lost: Set<String> = []
  /// How many braces broken statements have opened that were not seen to be closed.
  private var abandoned = 0
  var openings: [Opening] = []
  var diagnostics: [Diagnostic]
  var endsTooEarly = false
  var hasReportedEnd = false
  /// Where the lexer has reported something.
  let reported: [Int]
  /// Where the present statement begins.
  private(set) var statementStart = 0
  /// The end of the last token that was taken.
  private(set) var lastEnd = 0

  /// The program that [source] holds, as far as it can be read.
  static func parse(_ source: SourceText) -> Program {
    let tokens = Lexer.tokens(of: source)
    var parser = Parser(source, tokens)
    let statements = parser.program()
    return Program(
      source: source, statements: statements, nameCount: parser.nameCount, functions: parser.functions,
      labels: parser.labels, lost: parser.lost,
      diagnostics: ProseLine.collected(parser.diagnostics.sortedByPlace(), in: source),
      endsTooEarly: tokens.diagnostics.isEmpty ? parser.endsTooEarly : tokens.endsInsideText)
  }

  private init(_ source: SourceText, _ tokens: Tokens) {
    (self.source, self.tokens, comments) = (source, tokens.list, tokens.comments)
    diagnostics = tokens.diagnostics
    reported = tokens.diagnostics.map(\.span.start)
    partners = tokens.list.partners
  }

  // MARK: Looking

  /// The next token.
  var next: Token { tokens[index] }

  /// The token behind the next one; the line ends that the present rule passes over are not counted.
  var second: Token {
    var place = min(index + 1, tokens.count - 1)
    while passesNewlines, tokens[place].kind == .newline { place += 1 }
    return tokens[place]
  }

  /// Whether the next token is the first of its line.
  var beginsLine: Bool { index == 0 || tokens[index - 1].kind == .newline }

  func isNext(_ symbol: Symbol) -> Bool { next.kind == .symbol(symbol) }
  func isNext(_ keyword: Keyword) -> Bool { next.kind == .keyword(keyword) }

  /// The token behind the bracket that closes the next token.
  var behindPartner: Token? {
    partners[index].map { tokens[min($0 + 1, tokens.count - 1)] }
  }

  /// The [count]th token behind the next one, line ends not counted. For zero, the next token that is no
  /// line end.
  func ahead(_ count: Int) -> Token {
    var place = index
    while tokens[place].kind == .newline { place += 1 }
    for _ in 0..<count where place < tokens.count - 1 {
      place += 1
      while tokens[place].kind == .newline { place += 1 }
    }
    return tokens[place]
  }

  // MARK: Taking

  /// Takes the next token.
  @discardableResult mutating func take() -> Token {
    let token = tokens[index]
    lastEnd = token.span.end
    index = min(index + 1, tokens.count - 1)
    if passesNewlines { skipNewlines() }
    return token
  }

  /// Takes the next token if it is [symbol].
  mutating func take(_ symbol: Symbol) -> Bool {
    guard isNext(symbol) else { return false }
    take()
    return true
  }

  /// Takes the next token if it is [keyword].
  mutating func take(_ keyword: Keyword) -> Bool {
    guard isNext(keyword) else { return false }
    take()
    return true
  }

  /// Passes over line ends, where a statement cannot end yet.
  mutating func skipNewlines() {
    while tokens[index].kind == .newline { index += 1 }
  }

  /// A fresh name for what [token] says.
  mutating func name(_ text: String, _ span: Span) -> Name {
    nameCount += 1
    return Name(text: text, span: span, id: nameCount - 1)
  }

  // MARK: Brackets and depth

  /// What [rule] reads between [symbol], which is next, and the bracket that closes it: several things
  /// with commas between them, if [isList]. Line ends are passed over, unless [keepsNewlines].
  mutating func enclosed<Result>(
    by symbol: Symbol, isList: Bool = true, keepsNewlines: Bool = false,
    _ rule: (inout Parser) throws(Broken) -> Result
  ) throws(Broken) -> Result {
    let outer = passesNewlines
    openings.append(Opening(symbol: symbol, span: next.span))
    passesNewlines = !keepsNewlines
    take()
    let result = try rule(&self)
    guard let closing = symbol.closing, isNext(closing) else { throw failUnclosed(symbol, isList: isList) }
    openings.removeLast()
    passesNewlines = outer
    take()
    return result
  }

  /// Like `enclosed`, for what stands between `\(` and `)` in a text.
  mutating func interpolated<Result>(
    _ rule: (inout Parser) throws(Broken) -> Result
  ) throws(Broken) -> Result {
    let outer = passesNewlines
    passesNewlines = true
    take()
    let result = try rule(&self)
    guard next.kind == .interpolationEnd else { throw fail("expected `)` to end the expression in the text") }
    passesNewlines = outer
    take()
    return result
  }

  /// Applies [rule] one level deeper, if that is still allowed.
  mutating func nested<Result>(
    _ rule: (inout Parser) throws(Broken) -> Result
  ) throws(Broken) -> Result {
    guard nesting < Self.nestingLimit else { throw failTooDeep(next.span) }
    nesting += 1
    let result = try rule(&self)
    nesting -= 1
    return result
  }

  /// An expression, from [start] to what was taken last.
  func node(_ form: Expression.Form, from start: Int) -> Expression {
    Expression(form, span: Span(start, max(start, lastEnd)))
  }

  private mutating func failTooDeep(_ span: Span) -> Broken {
    diagnostics.append(
      Diagnostic(
        "this is nested too deeply", in: source, at: span,
        label: "more than \(Self.nestingLimit) levels",
        suggestion: "give the inner parts names of their own"))
    return Broken()
  }

  /// Statements up to the end, or up to `}`; each on its own, so that one may be broken.
  mutating func statements() -> [Statement] {
    var statements: [Statement] = []
    while true {
      while next.kind == .newline || isNext(.semicolon) { take() }
      if next.kind == .end || (isNext(.closeBrace) && !openings.isEmpty) { return statements }
      if abandoned > 0, isNext(.closeBrace) {
        abandoned -= 1
        take()
        continue
      }
      let (start, depth, level) = (index, nesting, openings.count)
      let outerStart = statementStart
      defer { statementStart = outerStart }
      statementStart = next.span.start
      do throws(Broken) {
        let statement = try statement()
        guard statement.form.depth <= Self.depthLimit else { throw failTooDeep(statement.span) }
        statements.append(statement)
      } catch {
        (nesting, passesNewlines) = (depth, false)
        openings.removeLast(openings.count - level)
        recover(from: start)
        lost.formUnion(names(lostIn: tokens[start..<max(start, index)]))
      }
    }
  }

  /// The names that [tokens], of a broken statement, may bind: those in front of `=`; and where they begin a function or a
  /// loop, all, for its names may stand anywhere.
  private func names(lostIn tokens: ArraySlice<Token>) -> [String] {
    let hasOwn = tokens.contains {
      [.keyword(.fn), .keyword(.for), .keyword(.use), .symbol(.arrow)].contains($0.kind)
    }
    return tokens.indices.compactMap { place in
      guard case .name(let name) = tokens[place].kind else { return nil }
      let isBound = place + 1 < tokens.endIndex && tokens[place + 1].kind == .symbol(.assign)
      return isBound || hasOwn ? name : nil
    }
  }

  /// Goes to the end of the statement that began at the token [start]: past all brackets it opened,
  /// or, as one of these may be what is wrong, to a line that clearly begins a statement.
  private mutating func recover(from start: Int) {
    var (open, braces) = (0, 0)
    var place = start
    defer { abandoned += max(0, braces) }
    while place < tokens.count - 1 {
      switch tokens[place].kind {
      case .newline, .symbol(.semicolon):
        if place >= index, open <= 0 || beginsStatement(place + 1) { return restart(at: place) }
      case .symbol(let symbol):
        if symbol.closing != nil { open += 1 }
        if symbol.isClosing { open -= 1 }
        if symbol == .openBrace { braces += 1 }
        if symbol == .closeBrace { braces -= 1 }
        if symbol == .closeBrace, open < 0, !openings.isEmpty { return restart(at: max(place, index)) }
      case .integer, .number, .name, .keyword, .textStart, .textPart, .interpolationStart,
        .interpolationEnd, .textEnd, .broken, .end:
        break
      }
      place += 1
    }
    restart(at: place)
  }

  private mutating func restart(at place: Int) { index = place }

  private func beginsStatement(_ place: Int) -> Bool {
    switch tokens[min(place, tokens.count - 1)].kind {
    case .keyword(.fn), .keyword(.use), .keyword(.expect), .keyword(.while): true
    case .name: tokens[min(place + 1, tokens.count - 1)].kind == .symbol(.assign)
    case .integer, .number, .keyword, .symbol, .textStart, .textPart, .interpolationStart, .interpolationEnd,
      .textEnd, .newline, .broken, .end:
      false
    }
  }
}
