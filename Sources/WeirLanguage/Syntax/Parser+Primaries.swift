import WeirCatalog

extension Parser {
  /// primary := number | text | 'true' | 'false' | 'none' | name | '(' expression ')' | list | record
  ///          | block | conditional
  mutating func primary() throws(Broken) -> Expression {
    let start = next.span.start
    switch next.kind {
    case .integer(let magnitude):
      guard let value = Int(exactly: magnitude) else {
        throw fail(
          "the integer is too large", at: next.span, label: "the largest is \(Notation.grouped(.max))")
      }
      return constant(.integer(value))
    case .number(let value): return constant(.number(value))
    case .keyword(.true): return constant(.truth(true))
    case .keyword(.false): return constant(.truth(false))
    case .keyword(.none): return constant(.none)
    case .keyword(.if): return try conditional()
    case .name(let text):
      let name = name(text, take().span)
      return node(.name(name), from: start)
    case .textStart: return try text()
    case .symbol(.openParenthesis):
      return try enclosed(by: .openParenthesis, isList: false) { (parser) throws(Broken) in
        try parser.expression()
      }
    case .symbol(.openBracket): return try list()
    case .symbol(.openBrace): return try recordOrBlock()
    case .keyword, .symbol, .textPart, .interpolationStart, .interpolationEnd, .textEnd, .newline,
      .broken, .end:
      throw fail(
        "expected a value",
        suggestion: doubledSign ?? AdviceForNewcomers.instead(of: next.kind, beginsLine: beginsLine))
    }
  }

  private mutating func constant(_ value: Value) -> Expression {
    Expression(.constant(value), span: take().span)
  }

  /// text := '"' { characters | '\(' expression ')' } '"'
  mutating func text() throws(Broken) -> Expression {
    let start = next.span.start
    take()
    var parts: [Expression] = []
    while next.kind != .textEnd {
      if case .textPart(let part) = next.kind {
        parts.append(constant(.text(part)))
      } else {
        parts.append(try interpolated { (parser) throws(Broken) in try parser.expression() })
      }
    }
    take()
    if parts.isEmpty { return node(.constant(.text("")), from: start) }
    if parts.count == 1, case .constant(let whole) = parts[0].form {
      return node(.constant(whole), from: start)
    }
    return node(.interpolation(parts), from: start)
  }

  /// conditional := 'if' expression block [ 'else' ( conditional | block ) ]
  private mutating func conditional() throws(Broken) -> Expression {
    let start = next.span.start
    take()
    let condition = try expression()
    let then = try block(after: "the condition")
    // `else` may stand on the next line.
    guard ahead(0).kind == .keyword(.else) else {
      return node(.conditional(condition, then: then, otherwise: nil), from: start)
    }
    skipNewlines()
    take()
    skipNewlines()
    let otherwise: Expression
    if isNext(.if) {
      otherwise = try nested { (parser) throws(Broken) in try parser.conditional() }
    } else {
      let block = try block(after: "`else`")
      otherwise = Expression(.block(block), span: block.span)
    }
    return node(.conditional(condition, then: then, otherwise: otherwise), from: start)
  }

  /// list := '[' [ expression ( each { each | 'if' expression } | { ',' expression } [ ',' ] ) ] ']'
  private mutating func list() throws(Broken) -> Expression {
    let start = next.span.start
    let form = try enclosed(by: .openBracket) { (parser) throws(Broken) -> Expression.Form in
      if parser.isNext(.closeBracket) { return .list([]) }
      let first = try parser.expression()
      if parser.isNext(.for) { return .comprehension(first, try parser.clauses()) }
      var items = [first]
      while parser.take(.comma), !parser.isNext(.closeBracket) { items.append(try parser.expression()) }
      return .list(items)
    }
    return node(form, from: start)
  }

  private mutating func clauses() throws(Broken) -> [Expression.Clause] {
    var clauses: [Expression.Clause] = []
    while true {
      if isNext(.for) {
        let (names, items) = try each()
        clauses.append(.each(names, in: items))
      } else if take(.if) {
        clauses.append(.condition(try expression()))
      } else {
        return clauses
      }
    }
  }

  /// A brace begins a record if a label follows, or nothing; else a block.
  private mutating func recordOrBlock() throws(Broken) -> Expression {
    let start = next.span.start
    if beginsRecord {
      let fields = try enclosed(by: .openBrace) { (parser) throws(Broken) in try parser.fields() }
      return node(.record(fields), from: start)
    }
    let block = try block(after: "this")
    return node(.block(block), from: start)
  }

  /// Whether a record begins at the `{` that is next: `{}`, `{label:`, `{"label":`.
  private var beginsRecord: Bool {
    switch ahead(1).kind {
    case .symbol(.closeBrace): return true
    case .name, .keyword: return ahead(2).kind == .symbol(.colon)
    case .textStart: return ahead(ahead(2).kind == .textEnd ? 3 : 4).kind == .symbol(.colon)
    case .integer, .number, .symbol, .textPart, .interpolationStart, .interpolationEnd, .textEnd,
      .newline, .broken, .end:
      return false
    }
  }

  /// fields := [ field { ',' field } [ ',' ] ]
  private mutating func fields() throws(Broken) -> [Expression.RecordField] {
    var fields: [Expression.RecordField] = []
    while !isNext(.closeBrace) {
      let field = try field()
      if fields.contains(where: { $0.label == field.label }) {
        diagnostics.append(
          Diagnostic(
            "the label `\(field.label)` stands twice in this record", in: source, at: field.labelSpan))
      }
      fields.append(field)
      guard take(.comma) else { break }
    }
    return fields
  }

  /// field := ( name | text ) ':' expression
  private mutating func field() throws(Broken) -> Expression.RecordField {
    let span: Span
    let label: String
    if next.kind == .textStart {
      let text = try text()
      guard case .constant(.text(let plain)) = text.form else {
        throw fail("a label cannot have expressions inside", at: text.span)
      }
      (label, span) = (plain, text.span)
    } else {
      guard let word = nextWord else { throw fail("expected a label") }
      (label, span) = (word, take().span)
    }
    guard take(.colon) else { throw fail("expected `:` behind the label `\(label)`") }
    labels.insert(label)
    return Expression.RecordField(label: label, labelSpan: span, value: try expression())
  }
}
