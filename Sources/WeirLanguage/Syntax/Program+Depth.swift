extension Expression.Form {
  /// The depth of the deepest expression directly inside.
  var innerDepth: Int {
    switch self {
    case .constant, .name: 0
    case .interpolation(let parts), .list(let parts): parts.depth
    case .record(let fields): fields.map(\.value).depth
    case .comprehension(let item, let clauses): max(item.depth, clauses.map(\.depth).max() ?? 0)
    case .range(let lower, let upper, _): max(lower.depth, upper.depth)
    case .unary(_, let operand): operand.depth
    case .binary(_, let left, let right): max(left.depth, right.depth)
    case .call(let callee, let arguments): max(callee.depth, arguments.map(\.value).depth)
    case .method(let receiver, _, let arguments): max(receiver.depth, arguments.map(\.value).depth)
    case .member(let receiver, _): receiver.depth
    case .index(let receiver, let indices): max(receiver.depth, indices.depth)
    case .lambda(let function): function.depth
    case .conditional(let condition, let then, let otherwise):
      max(condition.depth, then.depth, otherwise?.depth ?? 0)
    case .block(let block): block.depth
    }
  }
}

extension Sequence<Expression> {
  /// The depth of the deepest.
  var depth: Int { reduce(0) { Swift.max($0, $1.depth) } }
}

extension Function {
  var depth: Int { Swift.max(body.depth, parameters.compactMap(\.standard).depth) }
}

extension Expression.Clause {
  var depth: Int {
    switch self {
    case .each(_, let items): items.depth
    case .condition(let condition): condition.depth
    }
  }
}

extension Statement.Form {
  var depth: Int {
    switch self {
    case .expression(let value), .binding(_, let value): value.depth
    case .function(_, let function): function.depth
    case .loop(_, let items, let body): max(items.depth, body.depth)
    case .whileLoop(let condition, let body): max(condition.depth, body.depth)
    case .breakLoop, .continueLoop, .use: 0
    case .returnValue(let value): value?.depth ?? 0
    case .expectation(let condition, let message): max(condition.depth, message?.depth ?? 0)
    }
  }
}
