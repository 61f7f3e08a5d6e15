import WeirCatalog

/// Finds mistakes that can be found without running a program: calls that cannot succeed, members
/// that do not exist, sizes that do not fit, names without a value.
///
/// It walks over the program as the evaluator would, with sketches in place of values. What it reports
/// must be certain, for a program that is refused cannot be tried. So what is known of a name is
/// forgotten where ways meet on which it has different values, and it is only a kind inside of what a
/// condition may keep from running: in `if n > 0 { 1 / n }` nothing is wrong, whatever n is.
///
/// The body of a function is looked at once, when all that surrounds it has been: its parameters may be
/// anything, and of the names around it only those are known that are bound a single time.
struct Checker {
  let source: SourceText
  let resolution: Resolution
  /// The labels of all records that the program may meet: any of them may be called as a method.
  let labels: Set<String>
  private(set) var diagnostics: [Diagnostic] = []
  /// What is known of each variable here.
  private var sketches: [ObjectIdentifier: Sketch] = [:]
  /// The variables that have a value here, on at least one way that leads here.
  private var bound: Set<ObjectIdentifier> = []
  /// The function that is being looked at; nil at the top level.
  private var locals: Locals
  /// Functions met on the way, to be looked at when the body around them has been.
  private var waiting: [Function] = []

  /// What came of a check.
  struct Findings {
    let diagnostics: [Diagnostic]
    /// What is known in the end of the names of the top level.
    let sketches: [String: Sketch]
    /// What is known of the value of the last statement.
    let last: Sketch
  }

  /// What is wrong with [program], and what is known of its values.
  static func check(_ program: Program, _ resolution: Resolution, labels: Set<String>) -> Findings {
    var checker = Checker(program, resolution, labels)
    var last = Sketch.constant(.none)
    for statement in program.statements { last = checker.check(statement) }
    let known = resolution.globals.compactMapValues { checker.sketches[ObjectIdentifier($0)] }
    checker.checkWaiting()
    return Findings(diagnostics: checker.diagnostics, sketches: known, last: last)
  }

  private init(_ program: Program, _ resolution: Resolution, _ labels: Set<String>) {
    (source, self.resolution, locals) = (program.source, resolution, resolution.top)
    self.labels = labels
    for variable in resolution.globals.values {
      guard let value = variable.global?.value else { continue }
      sketches[ObjectIdentifier(variable)] = Sketch(of: value)
      bound.insert(ObjectIdentifier(variable))
    }
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func report(_ error: CallError, at span: Span, arguments: [ArgumentPlace] = []) {
    report(Diagnostic(error, in: source, at: span, arguments: arguments))
  }

  // MARK: Variables

  /// Takes note that [name] is bound to what [sketch] tells.
  mutating func bind(_ name: Name, to sketch: Sketch) {
    guard let variable = resolution.variable(name) else { return }
    bind(variable, to: sketch)
  }

  private mutating func bind(_ variable: Variable, to sketch: Sketch) {
    sketches[ObjectIdentifier(variable)] = sketch
    bound.insert(ObjectIdentifier(variable))
  }

  /// What is known of [variable], used at [span].
  mutating func use(_ variable: Variable, at span: Span) -> Sketch {
    let isOwn = variable.global != nil ? locals.parent == nil : variable.owner === locals
    if isOwn, !bound.contains(ObjectIdentifier(variable)) {
      reportUnbound(variable, at: span)
      // Once is enough.
      bound.insert(ObjectIdentifier(variable))
    }
    return sketches[ObjectIdentifier(variable)] ?? .unknown
  }

  /// What is known of what is called by [name], of which [variable] may hold no function.
  mutating func use(_ variable: Variable, or entry: AnyEntry, at span: Span) -> Sketch {
    guard bound.contains(ObjectIdentifier(variable)) else { return .constant(.entry(entry)) }
    let known = use(variable, at: span)
    return known.kind.map { $0 == .function ? known : .constant(.entry(entry)) } ?? .unknown
  }

  private mutating func reportUnbound(_ variable: Variable, at span: Span) {
    let related = variable.definition.map { [Diagnostic.Label(source, $0, "it is bound here")] }
    let isLocal = variable.owner != nil
    report(
      Diagnostic(
        "`\(variable.name)` is used before it has a value", in: source, at: span, related: related ?? [],
        suggestion: isLocal
          ? "what is bound in a function is local to it: take `\(variable.name)` as a parameter, or give it another name"
          : nil))
  }

  /// Looks at [first] and [second], of which only one will run.
  mutating func branch(_ first: (inout Checker) -> Sketch, _ second: (inout Checker) -> Sketch) -> Sketch {
    let (before, known) = (sketches, bound)
    weaken()
    let weakened = sketches
    let a = first(&self)
    let (afterFirst, boundFirst) = (sketches, bound)
    (sketches, bound) = (weakened, known)
    let b = second(&self)
    for (variable, sketch) in sketches {
      // What neither way has touched is known as well as before.
      if sketch == weakened[variable], afterFirst[variable] == weakened[variable] {
        sketches[variable] = before[variable]
      } else {
        sketches[variable] = afterFirst[variable].map { $0.merged(with: sketch) } ?? sketch
      }
    }
    for (variable, sketch) in afterFirst where sketches[variable] == nil { sketches[variable] = sketch }
    bound.formUnion(boundFirst)
    return a.merged(with: b)
  }

  /// Forgets what a condition may have been asked about: all but kinds.
  mutating func weaken() { sketches = sketches.mapValues(\.weakened) }

  /// Forgets what is known of the names that [block] binds, since it may run several times.
  private mutating func forget(boundBy block: Block) {
    for name in block.statements.boundNames {
      guard let variable = resolution.variable(name) else { continue }
      bind(variable, to: .unknown)
    }
  }

  // MARK: Statements

  /// Looks at a statement. Gives what is known of its value.
  @discardableResult mutating func check(_ statement: Statement) -> Sketch {
    switch statement.form {
    case .expression(let value): return sketch(of: value)
    case .binding(let name, let value): bind(name, to: sketch(of: value))
    case .function(let name, let function):
      bind(name, to: .function(name: function.name, parameters: function.signature))
      wait(for: function)
    case .loop(let names, let items, let body):
      let item = sketch(of: items).item
      forget(boundBy: body)
      for name in names { bind(name, to: names.count == 1 ? item : .unknown) }
      check(body)
      forget(boundBy: body)
    case .whileLoop(let condition, let body): checkWhile(condition, body, statement.span)
    case .breakLoop, .continueLoop: break
    case .returnValue(let value): if let value { _ = sketch(of: value) }
    case .use(_, let place): bindImports(at: place)
    case .expectation(let condition, let message):
      requireTruth(condition)
      if let message { _ = sketch(of: message) }
    }
    return .constant(.none)
  }

  /// Looks at the statements of a block. Gives what is known of its value.
  @discardableResult mutating func check(_ block: Block) -> Sketch {
    var last = Sketch.constant(.none)
    for statement in block.statements { last = check(statement) }
    return last
  }

  private mutating func checkWhile(_ condition: Expression, _ body: Block, _ span: Span) {
    forget(boundBy: body)
    requireTruth(condition)
    _ = branch({ $0.check(body) }, { _ in .unknown })
    forget(boundBy: body)
  }

  private mutating func bindImports(at place: Span) {
    guard let module = resolution.modules[place.start] else { return }
    for name in module.exports {
      guard let variable = resolution.globals[name] else { continue }
      bind(
        variable, to: module.globals[name]?.value.map { Sketch(of: $0) } ?? module.sketches[name] ?? .unknown)
    }
  }

  // MARK: Functions

  /// Leaves [function] for later.
  mutating func wait(for function: Function) { waiting.append(function) }

  private mutating func checkWaiting() {
    let functions = waiting
    waiting = []
    let outer = (sketches, bound, locals)
    for function in functions {
      locals = resolution.locals(of: function)
      keepOnlyLasting()
      for parameter in function.parameters {
        if let standard = parameter.standard { _ = sketch(of: standard) }
        bind(parameter.name, to: .unknown)
      }
      _ = sketch(of: function.body)
      checkWaiting()
      (sketches, bound, locals) = outer
    }
  }

  /// Forgets what may be different when a function is called: names that are bound several times, and
  /// of names of earlier cells, which may be bound anew in later ones, all but the kinds.
  private mutating func keepOnlyLasting() {
    for variable in resolution.globals.values {
      let place = ObjectIdentifier(variable)
      if variable.bindings > 1 { sketches[place] = nil }
      if variable.bindings == 0 { sketches[place] = sketches[place]?.weakened }
    }
    var around = locals.parent
    while let function = around {
      for variable in function.variables where variable.bindings > 1 {
        sketches[ObjectIdentifier(variable)] = nil
      }
      around = function.parent
    }
  }
}

extension Function {
  /// What it can be given.
  var signature: [Parameter] { parameters.map { Parameter($0.name.text, isRequired: $0.standard == nil) } }
}
