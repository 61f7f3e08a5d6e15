import WeirCatalog

/// Finds out what every name means, before anything runs.
///
/// Names are static. A name that is bound anywhere in a function is local to the function, from its
/// first line on; so the same name never means two things in it. The blocks of `if` and of loops open
/// no scope, for a binding in them is to be seen behind them; only the names that a loop or a
/// comprehension itself introduces are its own, and fresh in each round. Functions see the names
/// around them, but bind only their own.
///
/// Where a name is called, a variable that holds no function does not hide a builtin, so that one may
/// write `loss = loss(net, data)`, and run that again.
///
/// From the inside to the outside a name is looked for among: the function's variables, those of the
/// functions around it, those of the program and of earlier cells, the choices of the setting it
/// stands in (`fan: unit`), the catalogue. So a variable wins over a word of the same name.
struct Resolver {
  let source: SourceText
  private(set) var resolution: Resolution
  private let constants: [String: Value]
  private var locals: Locals
  private var loops = 0

  /// What the names of [program] mean, in a session with these names.
  static func resolve(_ program: Program, in scope: Scope, modules: [Int: Module]) -> Resolution {
    var resolver = Resolver(program, scope, modules)
    program.statements.forEach { resolver.resolve($0) }
    resolver.locals.placeBoxes()
    return resolver.resolution
  }

  private init(_ program: Program, _ scope: Scope, _ modules: [Int: Module]) {
    (source, constants) = (program.source, scope.constants)
    locals = Locals(parent: nil)
    resolution = Resolution(
      meanings: Array(repeating: nil, count: program.nameCount), top: locals, modules: modules,
      lost: program.lost)
    for (name, box) in scope.globals {
      resolution.globals[name] = Variable(name, at: nil, owner: nil, global: box)
    }
    for case .use(_, let span) in program.statements.map(\.form) {
      for name in modules[span.start]?.exports ?? [] { declareGlobal(name, at: span) }
    }
    for name in program.statements.boundNames { declareGlobal(name.text, at: name.span) }
  }

  private mutating func declareGlobal(_ name: String, at span: Span) {
    guard resolution.globals[name] == nil else { return }
    resolution.globals[name] = Variable(name, at: span, owner: nil, global: Box())
  }

  // MARK: Statements

  private mutating func resolve(_ statement: Statement) {
    switch statement.form {
    case .expression(let value): resolve(value)
    case .binding(let name, let value):
      resolve(value)
      bind(name)
    case .function(let name, let function):
      bind(name)
      resolve(function)
    case .loop(let names, let items, let body):
      resolve(items)
      introducing(names) { resolver in resolver.resolve(loop: body) }
    case .whileLoop(let condition, let body):
      resolve(condition)
      resolve(loop: body)
    case .breakLoop: requireLoop("break", statement.span)
    case .continueLoop: requireLoop("continue", statement.span)
    case .returnValue(let value):
      if locals.parent == nil { report("`return` stands outside of a function", at: statement.span) }
      if let value { resolve(value) }
    case .use(_, let span): resolveUse(span)
    case .expectation(let condition, let message):
      resolve(condition)
      if let message { resolve(message) }
    }
  }

  private mutating func resolve(_ block: Block) { block.statements.forEach { resolve($0) } }

  private mutating func resolve(loop body: Block) {
    loops += 1
    resolve(body)
    loops -= 1
  }

  private mutating func requireLoop(_ word: String, _ span: Span) {
    if loops == 0 { report("`\(word)` stands outside of a loop", at: span) }
  }

  private mutating func resolveUse(_ span: Span) {
    guard let module = resolution.modules[span.start] else {
      return report("`use` stands at the top level of a program, not inside of something", at: span)
    }
    module.exports.forEach { resolution.globals[$0]?.bindings += 1 }
  }

  /// The variable that a binding of [name] changes.
  private mutating func bind(_ name: Name) {
    guard let variable = locals[name.text] ?? (locals.parent == nil ? resolution.globals[name.text] : nil)
    else { preconditionFailure("`\(name.text)` was not declared") }
    variable.bindings += 1
    resolution.meanings[name.id] = .variable(variable)
  }

  /// Resolves [body] with [names] known in it only.
  private mutating func introducing(_ names: [Name], _ body: (inout Resolver) -> Void) {
    locals.beginBlock()
    for name in names { declare(name) }
    reportRepeated(names)
    body(&self)
    locals.endBlock()
  }

  private mutating func declare(_ name: Name) {
    let variable = locals.declare(name)
    variable.bindings += 1
    resolution.meanings[name.id] = .variable(variable)
  }

  private mutating func reportRepeated(_ names: [Name]) {
    var seen: Set<String> = []
    for name in names where name.text != "_" && !seen.insert(name.text).inserted {
      report("the name `\(name.text)` is given twice", at: name.span)
    }
  }

  // MARK: Functions

  private mutating func resolve(_ function: Function) {
    let outer = (locals, loops)
    locals = Locals(parent: outer.0)
    loops = 0
    resolution.functions[ObjectIdentifier(function)] = locals
    let names = function.parameters.map(\.name)
    for name in names { declare(name) }
    reportRepeated(names)
    reportOptionalFirst(function.parameters)
    for name in function.boundNames where locals[name.text] == nil { _ = locals.declare(name) }
    function.parameters.compactMap(\.standard).forEach { resolve($0) }
    resolve(function.body)
    locals.placeBoxes()
    (locals, loops) = outer
  }

  private mutating func reportOptionalFirst(_ parameters: [ParameterSyntax]) {
    guard let optional = parameters.firstIndex(where: { $0.standard != nil }) else { return }
    for parameter in parameters[optional...] where parameter.standard == nil {
      let first = parameters[optional].name.text
      report(
        "`\(parameter.name.text)` has no default, but stands behind `\(first)`, which has one",
        at: parameter.name.span, suggestion: "put the parameters with defaults last")
    }
  }

  // MARK: Expressions

  private mutating func resolve(_ expression: Expression) {
    switch expression.form {
    case .constant: break
    case .name(let name): resolve(name, choices: [])
    case .comprehension(let item, let clauses): resolve(item, clauses[...])
    case .call(let callee, let arguments):
      resolve(callee)
      if case .name(let name) = callee.form { noteFallback(name) }
      resolve(arguments, of: entry(callee), shift: 0)
    case .method(let receiver, let name, let arguments):
      resolve(receiver)
      // That a method is known nowhere can be told only by what it is called on: the checker does.
      resolution.meanings[name.id] = variable(name.text).map { .variable($0) } ?? standing(for: name.text)
      noteFallback(name)
      resolve(arguments, of: resolution.entry(name), shift: 1)
    case .lambda(let function): resolve(function)
    case .interpolation, .list, .record, .range, .unary, .binary, .member, .index, .conditional, .block:
      expression.form.expressions.prefix(1).forEach { resolve($0) }
      expression.form.blocks.forEach { resolve($0) }
      expression.form.expressions.dropFirst().forEach { resolve($0) }
    }
  }

  private mutating func resolve(_ item: Expression, _ clauses: ArraySlice<Expression.Clause>) {
    guard let first = clauses.first else { return resolve(item) }
    resolve(first.expression)
    guard case .each(let names, _) = first else { return resolve(item, clauses.dropFirst()) }
    introducing(names) { resolver in resolver.resolve(item, clauses.dropFirst()) }
  }

  /// Resolves arguments; a bare name, also one in a list, may be a choice of the setting it stands in.
  private mutating func resolve(_ arguments: [ArgumentSyntax], of entry: AnyEntry?, shift: Int) {
    let labels = Array(repeating: nil, count: shift) + arguments.map(\.label)
    let settings = entry?.settings(for: labels) ?? []
    for (index, argument) in arguments.enumerated() {
      let setting = settings.indices.contains(index + shift) ? settings[index + shift] : nil
      resolve(argument.value, choices: setting?.choices ?? [])
    }
  }

  private mutating func resolve(_ argument: Expression, choices: [String]) {
    switch argument.form {
    case .name(let name): resolve(name, choices: choices)
    case .list(let items): for item in items { resolve(item, choices: choices) }
    case .constant, .comprehension, .call, .method, .lambda, .interpolation, .record, .range, .unary,
      .binary, .member, .index, .conditional, .block:
      resolve(argument)
    }
  }

  private mutating func noteFallback(_ name: Name) {
    guard case .variable = resolution[name] else { return }
    resolution.fallbacks[name.id] = Catalogue[name.text]
  }

  private func entry(_ callee: Expression) -> AnyEntry? {
    guard case .name(let name) = callee.form else { return nil }
    return resolution.entry(name)
  }

  // MARK: Names

  private mutating func resolve(_ name: Name, choices: [String]) {
    if let variable = variable(name.text) {
      resolution.meanings[name.id] = .variable(variable)
    } else if choices.contains(name.text) {
      resolution.meanings[name.id] = standing(for: name.text) ?? .word(Word(name.text))
    } else if let meaning = standing(for: name.text) {
      resolution.meanings[name.id] = meaning
    } else {
      reportUnknown(name, choices: choices)
    }
  }

  /// What [name] means where nobody has bound it.
  private func standing(for name: String) -> Meaning? {
    Catalogue[name].map { .entry($0) } ?? constants[name].map { .constant($0) }
  }

  /// The variable called [name] that is seen from here.
  private func variable(_ name: String) -> Variable? {
    var function: Locals? = locals
    while let current = function {
      if let variable = current[name] {
        noteCapture(of: variable, downTo: locals)
        return variable
      }
      function = current.parent
    }
    let global = resolution.globals[name]
    if let global { noteUse(of: global) }
    return global
  }

  /// All functions around here that use [global].
  private func noteUse(of global: Variable) {
    var function: Locals? = locals
    while let current = function, current.parent != nil {
      current.use(global)
      function = current.parent
    }
  }

  /// All functions between the one that owns [variable] and [user] hand its box on.
  private func noteCapture(of variable: Variable, downTo user: Locals) {
    var function: Locals? = user
    while let current = function, current !== variable.owner {
      current.capture(variable)
      function = current.parent
    }
  }

  private mutating func reportUnknown(_ name: Name, choices: [String]) {
    if resolution.mayBind(name.text) { return }
    var known = choices
    var function: Locals? = locals
    while let current = function {
      known += current.names
      function = current.parent
    }
    known += resolution.globals.keys.sorted() + Catalogue.all.map(\.name) + constants.keys.sorted()
    report(
      Self.unknown(name.text, choices), at: name.span,
      suggestion: AdviceForNewcomers.function(for: name.text)
        ?? (AdviceForNewcomers.name(for: name.text) ?? Spelling.nearest(to: name.text, among: known)).map {
          "did you mean `\($0)`?"
        })
  }

  private static func unknown(_ name: String, _ choices: [String]) -> String {
    if name == "_" { return "there is no value yet that `_` could stand for" }
    if name.first == "_", let cell = Int(name.dropFirst()) { return "there is no value of cell \(cell)" }
    if choices.isEmpty { return "the name `\(name)` is not known here" }
    return "`\(name)` is not known here; one of \(choices.joined(separator: ", ")) would be"
  }

  private mutating func report(_ message: String, at span: Span, suggestion: String? = nil) {
    resolution.diagnostics.append(Diagnostic(message, in: source, at: span, suggestion: suggestion))
  }
}
