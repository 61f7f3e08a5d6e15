import WeirCatalog

extension Checker {
  /// What is known of the value of [expression]; on the way, everything in it is looked at.
  mutating func sketch(of expression: Expression) -> Sketch {
    switch expression.form {
    case .constant(let value): return .constant(value)
    case .interpolation(let parts):
      parts.forEach { _ = sketch(of: $0) }
      return .kind(.text)
    case .name(let name): return sketch(of: name)
    case .list(let items): return sketchOfList(items.map { sketch(of: $0) })
    case .record(let fields):
      return .record(fields.map { Sketch.RecordField($0.label, sketch(of: $0.value)) })
    case .comprehension(let item, let clauses): return .list(items: sketch(of: item, clauses[...]))
    case .range(let lower, let upper, let isClosed): return sketchOfRange(lower, upper, isClosed)
    case .unary(let symbol, let operand): return sketch(symbol, operand)
    case .binary(let symbol, let left, let right): return sketch(symbol, left, right, expression.span)
    case .call(let callee, let arguments):
      let function = sketch(of: callee)
      return call(function, behind: nil, arguments, at: expression.span, named: callee.span)
    case .method(let receiver, let name, let arguments):
      return method(receiver, name, arguments, at: expression.span)
    case .member(let receiver, let name): return member(name, of: sketch(of: receiver))
    case .index(let receiver, let indices): return item(of: receiver, indices)
    case .lambda(let function):
      wait(for: function)
      return .function(name: nil, parameters: function.signature)
    case .conditional(let condition, let then, let otherwise):
      requireTruth(condition)
      let result = branch(
        { $0.check(then) }, { checker in otherwise.map { checker.sketch(of: $0) } ?? .constant(.none) })
      // What stands behind it may run only under the condition.
      if then.jumps || otherwise?.jumps == true { weaken() }
      return result
    case .block(let block): return check(block)
    }
  }

  mutating func sketch(of name: Name) -> Sketch {
    switch resolution[name] {
    case .variable(let variable):
      if let entry = resolution.fallbacks[name.id] {
        use(variable, or: entry, at: name.span)
      } else {
        use(variable, at: name.span)
      }
    case .entry(let entry): .constant(.entry(entry))
    case .word(let word): .constant(.word(word))
    case .constant(let value): .constant(value)
    case nil: .unknown
    }
  }

  private func sketchOfList(_ items: [Sketch]) -> Sketch {
    let constants = items.compactMap(\.constant)
    if constants.count == items.count { return .constant(.list(of: constants)) }
    let merged = items.dropFirst().reduce(items.first ?? .unknown) { $0.merged(with: $1) }
    return .list(items: merged)
  }

  private mutating func sketch(of item: Expression, _ clauses: ArraySlice<Expression.Clause>) -> Sketch {
    switch clauses.first {
    case .each(let names, let items):
      let each = sketch(of: items).item
      for name in names { bind(name, to: names.count == 1 ? each : .unknown) }
      return sketch(of: item, clauses.dropFirst())
    case .condition(let condition):
      requireTruth(condition)
      return branch({ $0.sketch(of: item, clauses.dropFirst()) }, { _ in .unknown })
    case nil: return sketch(of: item)
    }
  }

  private mutating func sketchOfRange(_ lower: Expression, _ upper: Expression, _ isClosed: Bool) -> Sketch {
    let bounds = [lower, upper].map { bound -> Int? in
      let known = sketch(of: bound)
      if case .constant(.integer(let value)) = known { return value }
      if let kind = known.kind, kind != .integer {
        let found = known.constant?.found ?? "\(kind)"
        report(.failed("the bounds of a range are integers, found \(found)"), at: bound.span)
      }
      return nil
    }
    guard let first = bounds[0], let last = bounds[1] else { return .kind(.range) }
    return .constant(.range(IntegerRange(first, last, isClosed: isClosed)))
  }

  // MARK: Operators

  private mutating func sketch(_ symbol: UnaryOperator, _ operand: Expression) -> Sketch {
    switch symbol {
    case .not:
      requireTruth(operand)
      return .kind(.truth)
    case .minus:
      let known = sketch(of: operand)
      guard let value = known.constant else {
        return known.kind == .integer || known.kind == .number ? known : .unknown
      }
      do throws(CallError) { return .constant(try Negative.of(value)) } catch {
        report(error, at: operand.span)
        return .unknown
      }
    }
  }

  private mutating func sketch(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ span: Span
  ) -> Sketch {
    switch symbol {
    case .and, .or:
      requireTruth(left)
      _ = branch(
        { checker in
          checker.requireTruth(right)
          return .unknown
        }, { _ in .unknown })
      return .kind(.truth)
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained:
      let (a, b) = (sketch(of: left), sketch(of: right))
      if let a = a.constant, let b = b.constant, let holds = symbol.comparison {
        do throws(CallError) { _ = try holds(a, b) } catch { report(error, at: span) }
      }
      return .kind(.truth)
    case .add, .subtract, .multiply, .divide, .quotient, .remainder, .power:
      return arithmetic(symbol, sketch(of: left), sketch(of: right), span)
    }
  }

  private mutating func arithmetic(_ symbol: BinaryOperator, _ a: Sketch, _ b: Sketch, _ span: Span) -> Sketch
  {
    if let a = a.constant, let b = b.constant, let operation = symbol.operation {
      // Texts may be repeated to any size, which is no work for a checker.
      if symbol == .multiply, a.kind == .text || b.kind == .text { return .kind(.text) }
      do throws(CallError) { return .constant(try operation.apply(a, b)) } catch {
        report(error, at: span)
        return .unknown
      }
    }
    guard let first = a.kind, let second = b.kind else { return .unknown }
    if first == .list, second == .list, symbol == .add {
      return a.item == b.item ? .list(items: a.item) : .kind(.list)
    }
    if first == .text, second == .text { return .kind(.text) }
    let areNumbers = [first, second].allSatisfy { $0 == .integer || $0 == .number }
    return areNumbers && (first == .number || second == .number || symbol == .divide)
      ? .kind(.number) : .unknown
  }

  /// Reports a value that stands where only true and false can, if it is known to be something else.
  mutating func requireTruth(_ condition: Expression) {
    let known = sketch(of: condition)
    guard let kind = known.kind, kind != .truth else { return }
    let found = known.constant?.found ?? "\(kind)"
    report(
      .failed("expected true or false, found \(found)", suggestion: kind.truthAdvice), at: condition.span)
  }

  // MARK: Parts

  private mutating func member(_ name: Name, of known: Sketch) -> Sketch {
    if let field = known.field(name.text) { return field }
    guard let kind = known.kind else { return .unknown }
    if let member = Members.named(name.text, of: kind) { return member.sketch(known) }
    guard let labels = known.labels, !labels.contains(name.text) else { return .unknown }
    report(
      Access.unknown(
        name.text, of: kind, known: labels + Members.of(kind).map(\.name), isCalled: false), at: name.span)
    return .unknown
  }

  private mutating func item(of receiver: Expression, _ indices: [Expression]) -> Sketch {
    var known = sketch(of: receiver)
    for index in indices {
      let place = sketch(of: index)
      if let value = known.constant, let place = place.constant {
        do throws(CallError) { known = Sketch(of: try Access.item(place, of: value)) } catch {
          report(error, at: index.span)
          known = .unknown
        }
      } else if place.kind == .integer {
        known = known.item
      } else if place.kind != .range || known.constant != nil {
        known = .unknown
      }
    }
    return known
  }
}

extension Sketch {
  /// What is known at least, whichever of two values it is.
  func merged(with other: Sketch) -> Sketch {
    if self == other { return self }
    guard let kind, kind == other.kind else { return .unknown }
    switch (self, other) {
    case (
      .network(let inputs, let outputs, let layers),
      .network(let otherInputs, let otherOutputs, let otherLayers)
    ):
      return .network(
        inputs: inputs == otherInputs ? inputs : nil, outputs: outputs == otherOutputs ? outputs : nil,
        layers: layers == otherLayers ? layers : nil)
    case (.trained(_, let network), .trained(_, let other)):
      return .trained(kind, network: network.merged(with: other))
    case (.data(let inputs, let classes), .data(let otherInputs, let otherClasses)):
      return .data(
        inputs: inputs == otherInputs ? inputs : nil, classes: classes == otherClasses ? classes : nil)
    case (.list(let items), .list(let others)): return .list(items: items.merged(with: others))
    default: return kind == .record || kind == .function ? .unknown : .kind(kind)
    }
  }

  /// The kind alone; nothing for records, whose labels would have to be known too.
  var weakened: Sketch {
    switch self {
    case .unknown, .kind, .function: self
    case .constant(let value):
      switch value {
      case .record, .entry, .word: .unknown
      case .function(let closure): .function(name: closure.name, parameters: closure.parameters)
      case .none, .truth, .integer, .number, .text, .list, .range, .thing: .kind(value.kind)
      }
    case .network, .trained, .data: kind.map { .kind($0) } ?? .unknown
    case .list(let items): .list(items: items.weakened)
    case .record: .unknown
    }
  }

  /// What is known of its items, if it has some.
  var item: Sketch {
    switch self {
    case .list(let items): return items
    case .constant(.list(let items)):
      let sketches = items.prefix(100).map { Sketch(of: $0).weakened }
      guard items.count <= 100, let first = sketches.first else { return .unknown }
      return sketches.dropFirst().reduce(first) { $0.merged(with: $1) }
    case .constant(.range), .kind(.range): return .kind(.integer)
    case .constant(.text), .kind(.text): return .kind(.text)
    case .unknown, .constant, .kind, .network, .trained, .data, .record, .function: return .unknown
    }
  }

  /// What is known of the value behind [label]; nil if it is not a record that has it.
  func field(_ label: String) -> Sketch? {
    switch self {
    case .record(let fields): fields.last { $0.label == label }?.sketch
    case .constant(.record(let record)): record[label].map { Sketch(of: $0) }
    case .unknown, .constant, .kind, .network, .trained, .data, .list, .function: nil
    }
  }

  /// The labels it has as a record; nil if it may have any.
  var labels: [String]? {
    switch self {
    case .record(let fields): fields.map(\.label)
    case .constant(.record(let record)): record.labels
    case .constant(.thing(let table as DataTable)): table.columns.map(\.name)
    case .unknown, .kind(.record), .kind(DataTable.kind): nil
    case .constant, .kind, .network, .trained, .data, .list, .function: []
    }
  }
}

extension Block {
  /// Whether it may leave what surrounds it.
  var jumps: Bool {
    statements.contains { statement in
      switch statement.form {
      case .breakLoop, .continueLoop, .returnValue: true
      case .expression, .binding, .function, .loop, .whileLoop, .use, .expectation:
        statement.form.blocks.contains(where: \.jumps) || statement.form.expressions.contains(where: \.jumps)
      }
    }
  }
}

extension Expression {
  /// Whether it may leave what surrounds it.
  var jumps: Bool { form.blocks.contains(where: \.jumps) || form.expressions.contains(where: \.jumps) }
}
