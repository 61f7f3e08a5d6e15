extension Expression.Form {
  /// The expressions directly inside. Those of functions are not: they run at another time.
  var expressions: [Expression] {
    switch self {
    case .constant, .name, .lambda, .block: []
    case .interpolation(let parts), .list(let parts): parts
    case .record(let fields): fields.map(\.value)
    case .comprehension(let item, let clauses): clauses.map(\.expression) + [item]
    case .range(let lower, let upper, _): [lower, upper]
    case .unary(_, let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .call(let callee, let arguments): [callee] + arguments.map(\.value)
    case .method(let receiver, _, let arguments): [receiver] + arguments.map(\.value)
    case .member(let receiver, _): [receiver]
    case .index(let receiver, let indices): [receiver] + indices
    case .conditional(let condition, _, let otherwise): [condition] + (otherwise.map { [$0] } ?? [])
    }
  }

  /// The blocks directly inside.
  var blocks: [Block] {
    switch self {
    case .conditional(_, let then, _): [then]
    case .block(let block): [block]
    case .constant, .name, .lambda, .interpolation, .list, .record, .comprehension, .range, .unary,
      .binary, .call, .method, .member, .index:
      []
    }
  }

  /// The depth of what is directly inside, functions included.
  var innerDepth: Int {
    if case .lambda(let function) = self { return function.depth }
    return max(expressions.depth, blocks.depth)
  }
}

extension Statement.Form {
  /// The expressions directly inside, functions excepted.
  var expressions: [Expression] {
    switch self {
    case .expression(let value), .binding(_, let value): [value]
    case .loop(_, let items, _): [items]
    case .whileLoop(let condition, _): [condition]
    case .returnValue(let value): value.map { [$0] } ?? []
    case .expectation(let condition, let message): [condition] + (message.map { [$0] } ?? [])
    case .function, .breakLoop, .continueLoop, .use: []
    }
  }

  /// The blocks directly inside.
  var blocks: [Block] {
    switch self {
    case .loop(_, _, let body), .whileLoop(_, let body): [body]
    case .expression, .binding, .function, .breakLoop, .continueLoop, .returnValue, .use, .expectation: []
    }
  }

  /// The depth of what is directly inside, functions included.
  var depth: Int {
    if case .function(_, let function) = self { return function.depth }
    return max(expressions.depth, blocks.depth)
  }
}

extension Expression.Clause {
  /// What it runs over, or asks.
  var expression: Expression {
    switch self {
    case .each(_, let items): items
    case .condition(let condition): condition
    }
  }
}

extension Function {
  var depth: Int { max(body.depth, parameters.compactMap(\.standard).depth) }
}

extension Sequence<Expression> {
  /// The depth of the deepest.
  var depth: Int { reduce(0) { Swift.max($0, $1.depth) } }
}

extension Sequence<Block> {
  /// The depth of the deepest.
  var depth: Int { reduce(0) { Swift.max($0, $1.depth) } }
}

extension [Statement] {
  /// The names bound here, in blocks and expressions too, but not inside functions.
  var boundNames: [Name] { flatMap(\.form.boundNames) }
}

extension Function {
  /// The names bound in it, but not inside inner functions.
  var boundNames: [Name] {
    (parameters.compactMap(\.standard) + [body]).flatMap {
      [Statement(form: .expression($0), span: $0.span)].boundNames
    }
  }
}

extension Statement.Form {
  private var ownNames: [Name] {
    switch self {
    case .binding(let name, _), .function(let name, _): [name]
    case .expression, .loop, .whileLoop, .breakLoop, .continueLoop, .returnValue, .use, .expectation: []
    }
  }

  fileprivate var boundNames: [Name] {
    expressions.flatMap(\.boundNames) + ownNames + blocks.flatMap(\.statements.boundNames)
  }
}

extension Expression {
  fileprivate var boundNames: [Name] {
    form.expressions.flatMap(\.boundNames) + form.blocks.flatMap(\.statements.boundNames)
  }
}

extension Statement {
  /// If it binds a name to what a call gives: that call, and the name.
  var boundCall: (call: Span, name: String)? {
    guard case .binding(let name, let value) = form else { return nil }
    switch value.form {
    case .call, .method: return (value.span, name.text)
    case .constant, .interpolation, .name, .list, .record, .comprehension, .range, .unary, .binary, .member,
      .index, .lambda, .conditional, .block:
      return nil
    }
  }
}
