extension Parser {
  /// program := statements
  mutating func program() -> [Statement] {
    let statements = statements()
    return attachingExpectations(to: statements)
  }

  /// statement := ( use | expectation | function | loop | while | 'break' | 'continue' | return
  ///              | binding | expression ) end
  mutating func statement() throws(Broken) -> Statement {
    let start = next.span.start
    let form = try nested { (parser) throws(Broken) in try parser.statementForm() }
    let span = Span(start, lastEnd)
    try endOfStatement(form)
    return Statement(form: form, span: span)
  }

  private mutating func statementForm() throws(Broken) -> Statement.Form {
    switch next.kind {
    case .keyword(.use): return try use()
    case .keyword(.expect): return try expectation()
    case .keyword(.fn): return try function()
    case .keyword(.for): return try loop()
    case .keyword(.while): return try whileLoop()
    case .keyword(.return): return try returnValue()
    case .keyword(.break):
      take()
      return .breakLoop
    case .keyword(.continue):
      take()
      return .continueLoop
    case .name, .keyword:
      if second.kind == .symbol(.assign) { return try binding() }
      return .expression(try expression())
    case .integer, .number, .symbol, .textStart, .textPart, .interpolationStart, .interpolationEnd,
      .textEnd, .newline, .broken, .end:
      return .expression(try expression())
    }
  }

  /// end := newline | ';' | before '}' | at the end of the program
  private mutating func endOfStatement(_ form: Statement.Form) throws(Broken) {
    switch next.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.closeBrace): return
    case .integer, .number, .name, .keyword, .symbol, .textStart, .textPart, .interpolationStart,
      .interpolationEnd, .textEnd, .broken:
      let advice = AdviceForNewcomers.behind(form, next.kind)
      if let message = advice.message { throw fail(message, at: next.span, suggestion: advice.suggestion) }
      throw fail("expected the end of the statement", suggestion: advice.suggestion)
    }
  }

  /// use := 'use' text
  private mutating func use() throws(Broken) -> Statement.Form {
    take()
    let start = next.span.start
    guard next.kind == .textStart, case .constant(.text(let path)) = try text().form else {
      throw fail("expected the path of a file, as in `use \"helpers.weir\"`")
    }
    return .use(path: path, span: Span(start, lastEnd))
  }

  /// expectation := 'expect' expression [ ',' expression ]
  private mutating func expectation() throws(Broken) -> Statement.Form {
    take()
    let condition = try expression()
    guard take(.comma) else { return .expectation(condition, message: nil) }
    skipNewlines()
    return .expectation(condition, message: try expression())
  }

  /// function := 'fn' name parameters ( '=' expression | block )
  private mutating func function() throws(Broken) -> Statement.Form {
    let start = next.span.start
    let documentation = documentation(above: start)
    take()
    let name = try newName("the name of the function")
    guard isNext(.openParenthesis) else { throw fail("expected `(` and the names of what it takes") }
    let parameters = try parameters()
    let body: Expression
    if take(.assign) {
      skipNewlines()
      body = try expression()
    } else {
      let block = try block(after: "the head of the function, or `=` and its value")
      body = Expression(.block(block), span: block.span)
    }
    let function = Function(
      name: name.text, parameters: parameters, body: body, documentation: documentation,
      span: Span(start, lastEnd))
    functions.append(function)
    return .function(name, function)
  }

  /// parameters := '(' [ name [ '=' expression ] { ',' name [ '=' expression ] } ] ')'
  mutating func parameters() throws(Broken) -> [ParameterSyntax] {
    try enclosed(by: .openParenthesis) { (parser) throws(Broken) in
      var parameters: [ParameterSyntax] = []
      while !parser.isNext(.closeParenthesis) {
        let name = try parser.newName("the name of a parameter")
        let standard = parser.take(.assign) ? try parser.expression() : nil
        parameters.append(ParameterSyntax(name: name, standard: standard))
        guard parser.take(.comma) else { break }
      }
      return parameters
    }
  }

  /// loop := 'for' names 'in' expression block
  private mutating func loop() throws(Broken) -> Statement.Form {
    let (names, items) = try each()
    return .loop(names, in: items, body: try block(after: "what the loop runs over"))
  }

  /// each := 'for' name { ',' name } 'in' expression
  mutating func each() throws(Broken) -> ([Name], Expression) {
    take()
    var names = [try newName("a name for each item")]
    while take(.comma) { names.append(try newName("a name for a part of each item")) }
    guard take(.in) else { throw fail("expected `in` and what to run over") }
    skipNewlines()
    return (names, try expression())
  }

  /// while := 'while' expression block
  private mutating func whileLoop() throws(Broken) -> Statement.Form {
    take()
    let condition = try expression()
    return .whileLoop(condition, body: try block(after: "the condition"))
  }

  /// return := 'return' [ expression ]
  private mutating func returnValue() throws(Broken) -> Statement.Form {
    take()
    switch next.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.closeBrace): return .returnValue(nil)
    case .integer, .number, .name, .keyword, .symbol, .textStart, .textPart, .interpolationStart,
      .interpolationEnd, .textEnd, .broken:
      return .returnValue(try expression())
    }
  }

  /// binding := name '=' expression
  private mutating func binding() throws(Broken) -> Statement.Form {
    let name = try newName("a name")
    take()
    skipNewlines()
    return .binding(name, try expression())
  }

  /// block := '{' statements '}'
  mutating func block(after what: String) throws(Broken) -> Block {
    skipNewlines()
    guard isNext(.openBrace) else {
      throw fail("expected `{` behind \(what)", suggestion: AdviceForNewcomers.block(before: next.kind))
    }
    let start = next.span.start
    let statements = try enclosed(by: .openBrace, isList: false, keepsNewlines: true) {
      (parser) throws(Broken) in
      parser.statements()
    }
    return Block(statements, span: Span(start, lastEnd))
  }

  /// A name that something is bound to.
  mutating func newName(_ what: String) throws(Broken) -> Name {
    if case .name(let text) = next.kind { return name(text, take().span) }
    guard case .keyword(let keyword) = next.kind else { throw fail("expected \(what)") }
    throw fail(
      "`\(keyword.rawValue)` is a word of the language and cannot be a name", at: next.span,
      suggestion: "write `\(keyword.rawValue)_`, or another name")
  }
}
