extension Parser {
  /// expression := lambda | disjunction
  mutating func expression() throws(Broken) -> Expression {
    try nested { (parser) throws(Broken) in
      if let lambda = try parser.lambda() { return lambda }
      return try parser.disjunction()
    }
  }

  /// lambda := ( name | parameters ) '=>' expression
  private mutating func lambda() throws(Broken) -> Expression? {
    let start = next.span.start
    let parameters: [ParameterSyntax]
    if second.kind == .symbol(.arrow), case .name = next.kind {
      parameters = [ParameterSyntax(name: try newName("the name of a parameter"), standard: nil)]
    } else if isNext(.openParenthesis), behindPartner?.kind == .symbol(.arrow) {
      parameters = try self.parameters()
    } else {
      return nil
    }
    take()
    skipNewlines()
    let body = try expression()
    let function = Function(
      name: nil, parameters: parameters, body: body, documentation: nil, span: Span(start, lastEnd))
    functions.append(function)
    return node(.lambda(function), from: start)
  }

  /// disjunction := conjunction { 'or' conjunction }
  private mutating func disjunction() throws(Broken) -> Expression {
    try chain(Self.orOperators) { (parser) throws(Broken) in try parser.conjunction() }
  }

  /// conjunction := negation { 'and' negation }
  private mutating func conjunction() throws(Broken) -> Expression {
    try chain(Self.andOperators) { (parser) throws(Broken) in try parser.negation() }
  }

  /// negation := 'not' negation | comparison
  private mutating func negation() throws(Broken) -> Expression {
    let start = next.span.start
    guard take(.not) else { return try comparison() }
    skipNewlines()
    let operand = try nested { (parser) throws(Broken) in try parser.negation() }
    return node(.unary(.not, operand), from: start)
  }

  /// comparison := range [ ( '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' ) range ]
  private mutating func comparison() throws(Broken) -> Expression {
    let start = next.span.start
    let left = try range()
    guard let comparison = Self.comparisons[operator: next.kind] else { return left }
    take()
    skipNewlines()
    let right = try range()
    if Self.comparisons[operator: next.kind] != nil {
      let middle = source[right.span]
      throw fail(
        "comparisons cannot be chained", at: next.span,
        suggestion:
          "write `\(source[left.span]) \(comparison.rawValue) \(middle) and \(middle) \(source[next.span]) ...`"
      )
    }
    return node(.binary(comparison, left, right), from: start)
  }

  /// range := sum [ ( '...' | '..<' ) sum ]
  private mutating func range() throws(Broken) -> Expression {
    let start = next.span.start
    let lower = try sum()
    guard isNext(.closedRange) || isNext(.halfOpenRange) else { return lower }
    let isClosed = take().kind == .symbol(.closedRange)
    skipNewlines()
    let upper = try sum()
    return node(.range(lower, upper, isClosed: isClosed), from: start)
  }

  /// sum := product { ( '+' | '-' ) product }
  private mutating func sum() throws(Broken) -> Expression {
    try chain(Self.sumOperators) { (parser) throws(Broken) in try parser.product() }
  }

  /// product := prefix { ( '*' | '/' | 'div' | 'mod' ) prefix }
  private mutating func product() throws(Broken) -> Expression {
    try chain(Self.productOperators) { (parser) throws(Broken) in try parser.prefix() }
  }

  /// prefix := '-' prefix | power
  private mutating func prefix() throws(Broken) -> Expression {
    let start = next.span.start
    guard take(.minus) else { return try power() }
    // The least integer has no positive counterpart, so it is read together with its sign.
    if case .integer(UInt(Int.max) + 1) = next.kind {
      take()
      return node(.constant(.integer(.min)), from: start)
    }
    let operand = try nested { (parser) throws(Broken) in try parser.prefix() }
    return node(.unary(.minus, operand), from: start)
  }

  /// power := postfix [ '^' prefix ]
  private mutating func power() throws(Broken) -> Expression {
    let start = next.span.start
    let base = try postfix()
    guard take(.power) else { return base }
    skipNewlines()
    let exponent = try nested { (parser) throws(Broken) in try parser.prefix() }
    return node(.binary(.power, base, exponent), from: start)
  }

  /// postfix := primary { arguments | '.' name [ arguments ] | indices }
  private mutating func postfix() throws(Broken) -> Expression {
    let start = next.span.start
    var value = try primary()
    while true {
      if isNext(.openParenthesis) {
        let arguments = try arguments()
        value = node(.call(value, arguments), from: start)
      } else if isNext(.openBracket) {
        let indices = try indices()
        value = node(.index(value, indices), from: start)
      } else if ahead(0).kind == .symbol(.dot) {
        value = try member(of: value, from: start)
      } else {
        return value
      }
      // A chain without end would make a tree too deep to walk.
      guard value.depth <= Self.depthLimit else {
        throw fail("the chain of calls is too long", at: value.span)
      }
    }
  }

  private mutating func member(of value: Expression, from start: Int) throws(Broken) -> Expression {
    skipNewlines()
    take()
    skipNewlines()
    guard let word = nextWord else { throw fail("expected a name behind the dot") }
    let name = name(word, take().span)
    guard isNext(.openParenthesis) else { return node(.member(value, name), from: start) }
    let arguments = try arguments()
    return node(.method(value, name, arguments), from: start)
  }

  /// The next token as a label or member, which may be a word of the language too.
  var nextWord: String? {
    switch next.kind {
    case .name(let text): text
    case .keyword(let keyword): keyword.rawValue
    case .integer, .number, .symbol, .textStart, .textPart, .interpolationStart, .interpolationEnd,
      .textEnd, .newline, .broken, .end:
      nil
    }
  }

  /// arguments := '(' [ argument { ',' argument } [ ',' ] ] ')'
  private mutating func arguments() throws(Broken) -> [ArgumentSyntax] {
    try enclosed(by: .openParenthesis) { (parser) throws(Broken) in
      var arguments: [ArgumentSyntax] = []
      while !parser.isNext(.closeParenthesis) {
        arguments.append(try parser.argument())
        guard parser.take(.comma) else { break }
      }
      return arguments
    }
  }

  /// argument := [ name ':' ] expression
  private mutating func argument() throws(Broken) -> ArgumentSyntax {
    if let label = nextWord, second.kind == .symbol(.colon) {
      let span = take().span
      take()
      return ArgumentSyntax(label: label, labelSpan: span, value: try expression())
    }
    if let label = nextWord, second.kind == .symbol(.assign) {
      throw fail(
        "the label of an argument is followed by `:`", at: second.span, suggestion: "write `\(label): ...`")
    }
    return ArgumentSyntax(label: nil, labelSpan: nil, value: try expression())
  }

  /// indices := '[' expression { ',' expression } ']'
  private mutating func indices() throws(Broken) -> [Expression] {
    try enclosed(by: .openBracket) { (parser) throws(Broken) in
      var indices = [try parser.expression()]
      while parser.take(.comma), !parser.isNext(.closeBracket) { indices.append(try parser.expression()) }
      return indices
    }
  }

  // MARK: Operators

  /// operand { operator operand }, grouped from the left.
  private mutating func chain(
    _ operators: [(Token.Kind, BinaryOperator)],
    _ operand: (inout Parser) throws(Broken) -> Expression
  ) throws(Broken) -> Expression {
    let start = next.span.start
    var left = try operand(&self)
    while let found = operators[operator: next.kind] {
      take()
      skipNewlines()
      let right = try operand(&self)
      left = node(.binary(found, left, right), from: start)
      guard left.depth <= Self.depthLimit else {
        throw fail("the chain of operators is too long", at: left.span)
      }
    }
    return left
  }

  private static let orOperators: [(Token.Kind, BinaryOperator)] = [(.keyword(.or), .or)]
  private static let andOperators: [(Token.Kind, BinaryOperator)] = [(.keyword(.and), .and)]
  private static let sumOperators: [(Token.Kind, BinaryOperator)] = [
    (.symbol(.plus), .add), (.symbol(.minus), .subtract),
  ]
  private static let productOperators: [(Token.Kind, BinaryOperator)] = [
    (.symbol(.times), .multiply), (.symbol(.over), .divide), (.keyword(.div), .quotient),
    (.keyword(.mod), .remainder),
  ]
  private static let comparisons: [(Token.Kind, BinaryOperator)] = [
    (.symbol(.equal), .equal), (.symbol(.unequal), .unequal), (.symbol(.less), .less),
    (.symbol(.lessOrEqual), .lessOrEqual), (.symbol(.greater), .greater),
    (.symbol(.greaterOrEqual), .greaterOrEqual), (.keyword(.in), .contained),
  ]
}

extension [(Token.Kind, BinaryOperator)] {
  fileprivate subscript(operator kind: Token.Kind) -> BinaryOperator? { first { $0.0 == kind }?.1 }
}
