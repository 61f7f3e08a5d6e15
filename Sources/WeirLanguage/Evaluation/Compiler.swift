import WeirCatalog

/// Turns a resolved program into nodes: every name becomes the place where its value is kept.
struct Compiler {
  private let resolution: Resolution
  private let source: SourceText
  private var locals: Locals

  /// The statements of [program], one node each.
  static func compile(_ program: Program, _ resolution: Resolution) -> [Node] {
    let compiler = Compiler(resolution: resolution, source: program.source, locals: resolution.top)
    return program.statements.map(compiler.node)
  }

  /// What [function] of [source] does.
  static func code(of function: Function, in source: SourceText, _ resolution: Resolution) -> Code {
    Compiler(resolution: resolution, source: source, locals: resolution.top).code(function)
  }

  // MARK: Statements

  private func node(_ statement: Statement) -> Node {
    let span = statement.span
    switch statement.form {
    case .expression(let value): return node(value)
    case .binding(let name, let value):
      if let addition = addition(to: name, value) { return addition }
      return BindingNode(place(name), node(value), span)
    case .function(let name, let function): return BindingNode(place(name), node(function), span)
    case .loop(let names, let items, let body):
      return LoopNode(names.map(place), in: node(items), node(body), span)
    case .whileLoop(let condition, let body): return WhileNode(node(condition), node(body), span)
    case .breakLoop: return JumpNode(.breakLoop, span)
    case .continueLoop: return JumpNode(.continueLoop, span)
    case .returnValue(let value): return ReturnNode(value.map(node), span)
    case .use(_, let place): return UseNode(resolution.imports(at: place), span)
    case .expectation(let condition, let message):
      return ExpectationNode(
        expected(condition), at: condition.span, message: message.map(node), span)
    }
  }

  /// `xs = xs + more`, which can be done without copying what is there. Only if nothing in [value] binds a
  /// name, for it is looked at before the variable is.
  private func addition(to name: Name, _ value: Expression) -> Node? {
    guard case .binary(.add, let left, let right) = value.form, case .name(let first) = left.form,
      let variable = resolution.variable(first), variable === resolution.variable(name),
      [Statement(form: .expression(right), span: right.span)].boundNames.isEmpty
    else { return nil }
    return AdditionNode(place(name), node(left), node(right), value.span)
  }

  private func node(_ block: Block) -> Node { BlockNode(block.statements.map(node), block.span) }

  private func expected(_ condition: Expression) -> ExpectationNode.Condition {
    guard case .binary(let symbol, let left, let right) = condition.form, let holds = symbol.comparison else {
      return .truth(node(condition))
    }
    return .comparison(node(left), node(right), holds)
  }

  // MARK: Names

  private func place(_ name: Name) -> Place {
    guard let variable = resolution.variable(name) else {
      preconditionFailure("`\(name.text)` was not resolved")
    }
    if let box = variable.global { return .global(box) }
    return variable.isCaptured ? .box(variable.box) : .slot(variable.slot)
  }

  private func node(_ name: Name) -> Node? {
    switch resolution[name] {
    case .variable(let variable):
      let node = node(name, variable)
      return resolution.fallbacks[name.id].map { CalleeNode(node, or: $0) } ?? node
    case .entry(let entry): return ConstantNode(.entry(entry), name.span)
    case .word(let word): return ConstantNode(.word(word), name.span)
    case .constant(let value): return ConstantNode(value, name.span)
    case nil: return nil
    }
  }

  private func node(_ name: Name, _ variable: Variable) -> VariableNode {
    if let box = variable.global { return GlobalNode(box, name.text, name.span) }
    guard variable.isCaptured else { return SlotNode(variable.slot, name.text, name.span) }
    return BoxNode(box(variable), name.text, name.span)
  }

  private func box(_ variable: Variable) -> Int {
    guard let box = locals.box(of: variable) else {
      preconditionFailure("`\(variable.name)` has no box here")
    }
    return box
  }

  private func code(_ function: Function) -> Code {
    let inner = resolution.locals(of: function)
    let compiler = Compiler(resolution: resolution, source: source, locals: inner)
    return Code(
      function, inner, standards: function.parameters.map { $0.standard.map(compiler.node) },
      body: compiler.node(function.body), source: source)
  }

  private func node(_ function: Function) -> Node {
    FunctionNode(code(function), sources: resolution.locals(of: function).captures.map(box), function.span)
  }

  // MARK: Expressions

  private func node(_ expression: Expression) -> Node {
    let span = expression.span
    switch expression.form {
    case .constant(let value): return ConstantNode(value, span)
    case .interpolation(let parts): return InterpolationNode(parts.map(node), span)
    case .name(let name):
      guard let node = node(name) else { preconditionFailure("`\(name.text)` was not resolved") }
      return node
    case .list(let items): return ListNode(items.map(node), span)
    case .record(let fields): return RecordNode(fields.map { ($0.label, node($0.value)) }, span)
    case .comprehension(let item, let clauses):
      return ComprehensionNode(node(item), clauses.map(clause), span)
    case .range(let lower, let upper, let isClosed):
      return RangeNode(node(lower), node(upper), isClosed: isClosed, span)
    case .unary(.minus, let operand): return MinusNode(node(operand), span)
    case .unary(.not, let operand): return NegationNode(node(operand), span)
    case .binary(let symbol, let left, let right): return node(symbol, node(left), node(right), span)
    case .call(let callee, let arguments):
      if let plain = plainCall(callee, arguments, span) { return plain }
      let known = if case .name(let name) = callee.form { resolution.entry(name) } else { nil as AnyEntry? }
      return CallNode(node(callee), self.arguments(arguments, of: known, hasReceiver: false), span)
    case .method(let receiver, let name, let arguments):
      let arguments = self.arguments(arguments, of: resolution.entry(name), hasReceiver: true)
      return MethodNode(node(receiver), name, node(name), arguments, span)
    case .member(let receiver, let name): return MemberNode(node(receiver), name, span)
    case .index(let receiver, let indices): return IndexNode(node(receiver), indices.map(node), span)
    case .lambda(let function): return node(function)
    case .conditional(let condition, let then, let otherwise):
      return ConditionalNode(node(condition), then: node(then), otherwise: otherwise.map(node), span)
    case .block(let block): return node(block)
    }
  }

  /// A call of a plain function with one argument by position; nil for others.
  private func plainCall(_ callee: Expression, _ arguments: [ArgumentSyntax], _ span: Span) -> Node? {
    guard case .name(let name) = callee.form, case .entry(let entry) = resolution[name],
      arguments.count == 1, arguments[0].label == nil,
      let function = builtinTypes[entry.name] as? any PlainFunction.Type
    else { return nil }
    return PlainCallNode(function, node(arguments[0].value), at: arguments[0].place, span)
  }

  private func clause(_ clause: Expression.Clause) -> ComprehensionNode.Clause {
    switch clause {
    case .each(let names, let items): .each(names.map(place), node(items), items.span)
    case .condition(let condition): .condition(node(condition))
    }
  }

  private func arguments(_ arguments: [ArgumentSyntax], of entry: AnyEntry?, hasReceiver: Bool) -> Arguments {
    Arguments(
      nodes: arguments.map { node($0.value) }, labels: arguments.map(\.label), places: arguments.map(\.place),
      of: entry, hasReceiver: hasReceiver)
  }

  private func node(_ symbol: BinaryOperator, _ left: Node, _ right: Node, _ span: Span) -> Node {
    switch symbol {
    case .add: ArithmeticNode<Addition>(left, right, span)
    case .subtract: ArithmeticNode<Subtraction>(left, right, span)
    case .multiply: ArithmeticNode<Multiplication>(left, right, span)
    case .divide: ArithmeticNode<Division>(left, right, span)
    case .quotient: ArithmeticNode<Quotient>(left, right, span)
    case .remainder: ArithmeticNode<Remainder>(left, right, span)
    case .power: ArithmeticNode<Power>(left, right, span)
    case .less: OrderNode<Less>(left, right, span)
    case .lessOrEqual: OrderNode<LessOrEqual>(left, right, span)
    case .greater: OrderNode<Greater>(left, right, span)
    case .greaterOrEqual: OrderNode<GreaterOrEqual>(left, right, span)
    case .equal: EqualityNode(left, right, isNegated: false, span)
    case .unequal: EqualityNode(left, right, isNegated: true, span)
    case .contained: ContainmentNode(left, right, span)
    case .and: LogicNode(left, right, decisive: false, span)
    case .or: LogicNode(left, right, decisive: true, span)
    }
  }
}
