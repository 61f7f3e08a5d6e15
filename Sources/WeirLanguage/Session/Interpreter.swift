import WeirCatalog

/// A session: programs run in it one after the other, and each sees what those before it have bound.
///
/// A class, since a session is what it is, not what it holds. To be used from one thread at a time.
public final class Interpreter {
  /// What programs may use.
  public var context: Context
  private(set) var scope = Scope()
  private var loader = ModuleLoader()
  /// The names that programs have bound, in the order of their first binding.
  private var names: [String] = []
  /// What the names that the last program has bound stood for before it; nil for those that are new.
  public private(set) var replaced: [(name: String, value: Value?)] = []
  /// The statement of the top level that was begun last.
  private var begun: (source: SourceText, span: Span)?

  /// Where the statement begins that was begun last: where a program was when it was interrupted.
  public var place: String? { begun.map { $0.source.place(at: $0.span.start) } }

  /// Whether the statement of the top level that was begun last is `name = …`, and none behind it binds [name].
  public func hasBegunToBind(_ name: String) -> Bool {
    guard let begun else { return false }
    let statements = LargeStack.run { Parser.parse(begun.source) }.statements
    guard let place = statements.firstIndex(where: { $0.span == begun.span }),
      case .binding(let bound, _) = statements[place].form
    else { return false }
    return bound.text == name && !Array(statements[(place + 1)...]).boundNames.contains { $0.text == name }
  }

  /// A session that knows nothing yet.
  public init(context: Context) {
    self.context = context
    scope.constants["args"] = .list(of: context.arguments.map { .text($0) })
  }

  /// What is wrong with [source], as far as that can be told without running it, in the order of
  /// places.
  public func check(_ source: SourceText) -> [Diagnostic] {
    LargeStack.run { prepare(source).diagnostics }
  }

  /// Runs [source], unless something is wrong with it from the beginning. Gives the value of its last
  /// statement; nil if that is no expression. What was bound before a failure stays bound.
  @discardableResult public func run(_ source: SourceText) throws(Failure) -> Value? {
    try runObserved(source) { _ in }
  }

  /// Runs [source] like `run`, and hands [observer] the value of each expression of its top level as
  /// soon as it is there.
  @discardableResult public func run(
    _ source: SourceText, showing observer: (Value) -> Void
  ) throws(Failure) -> Value? {
    try runObserved(source, observer)
  }

  /// Runs [source] like `run`, tells [herald] of each statement of its top level before it is run, and hands [observer]
  /// the value of each that is an expression.
  @discardableResult public func run(
    _ source: SourceText, beginning herald: (Span) -> Void, showing observer: (Value) -> Void
  ) throws(Failure) -> Value? {
    try runObserved(source, beginning: herald, observer)
  }

  func prepare(_ source: SourceText) -> ModuleLoader.Prepared {
    loader.prepare(source, in: scope, folder: context.folder)
  }

  /// Runs [source], and shows [observer] the value of each expression of its top level, and [auditor] those of which a
  /// comment says what they should be.
  @discardableResult func runObserved(
    _ source: SourceText, beginning herald: (Span) -> Void = { _ in },
    auditor: (Expectation, Span, Value) -> Void = { _, _, _ in },
    _ observer: (Value) -> Void
  ) throws(Failure) -> Value? {
    let result = LargeStack.run { () -> Result<Value?, Failure> in
      let prepared = prepare(source)
      replaced = []
      if prepared.hasErrors { return .failure(.diagnostics(prepared.diagnostics)) }
      let bound = prepared.boundNames
      let new = prepared.resolution.globals.keys.filter { scope.globals[$0] == nil }
      replaced = bound.union(new).sorted().map { ($0, scope.globals[$0]?.value) }
      defer { adopt(prepared) }
      do throws(Unwind) { return .success(try run(prepared, herald, auditor, observer)) } catch {
        return .failure(Failure(error))
      }
    }
    return try result.get()
  }

  private func run(
    _ prepared: ModuleLoader.Prepared, _ herald: (Span) -> Void,
    _ auditor: (Expectation, Span, Value) -> Void,
    _ observer: (Value) -> Void
  ) throws(Unwind) -> Value? {
    let nodes = Compiler.compile(prepared.program, prepared.resolution)
    var frame = Frame(prepared.resolution.top, Runtime(context), prepared.program.source, depth: 0)
    var last: Value?
    for (statement, node) in zip(prepared.program.statements, nodes) {
      if frame.runtime.cancellation.isRequested { throw .interrupted }
      begun = (prepared.program.source, statement.span)
      herald(statement.span)
      if statement.span == prepared.program.statements.last?.span { frame.last = statement.boundCall }
      let value = try node.evaluate(&frame)
      if let expectation = statement.expectation {
        auditor(expectation, statement.span, prepared.bound(by: statement) ?? value)
      }
      guard case .expression = statement.form else {
        last = nil
        continue
      }
      observer(value)
      last = value
    }
    return last
  }

  /// Keeps the names that have been bound.
  private func adopt(_ prepared: ModuleLoader.Prepared) {
    scope.labels = prepared.labels
    let added = prepared.resolution.globals.values.filter {
      scope.globals[$0.name] == nil && $0.global?.value != nil
    }
    for variable in added.sorted(by: { ($0.definition?.start ?? 0) < ($1.definition?.start ?? 0) }) {
      scope.globals[variable.name] = variable.global
      names.append(variable.name)
    }
  }

  // MARK: Values

  /// Makes [value] what `_` stands for, and `_3` for cell 3.
  public func remember(_ value: Value, cell: Int? = nil) {
    bind("_", to: value)
    if let cell { bind("_\(cell)", to: value) }
  }

  /// Binds [name] from outside, as the prompt does with a paused run.
  public func bind(_ name: String, to value: Value) {
    if let box = scope.globals[name] {
      box.value = value
    } else {
      scope.globals[name] = Box(value)
      if !name.hasPrefix("_") { names.append(name) }
    }
  }

  /// Takes [name] back: it stands for nothing any more.
  public func unbind(_ name: String) {
    // Functions that saw it say from now on that it has no value.
    scope.globals.removeValue(forKey: name)?.value = nil
    names.removeAll { $0 == name }
  }

  /// The names that have been bound, in the order of their first binding, with what they stand for now.
  public var variables: [(name: String, value: Value)] {
    names.compactMap { name in scope.globals[name]?.value.map { (name, $0) } }
  }

  /// What [name] stands for; nil if it has not been bound.
  public subscript(name: String) -> Value? { scope.globals[name]?.value }

  /// Forgets every name.
  public func reset() {
    scope.globals = [:]
    names = []
  }

  /// What there is to say of [name]: the comment above a function, what a variable stands for, the page
  /// of the catalogue. A variable that holds no function hides no page, as it hides no call.
  public func help(for name: String) -> String? {
    let page = Catalogue[name]?.helpPage(width: context.display.width)
    guard let value = self[name] else { return page }
    if case .function(let closure) = value {
      return [closure.signature, closure.documentation].compactMap(\.self).joined(separator: "\n\n")
    }
    return ["\(name) is \(value.found)", page].compactMap(\.self).joined(separator: "\n\n")
  }
}
