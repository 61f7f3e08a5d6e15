import WeirPlot

/// What came of comparing the values of a program with the comments `#=` under them.
public struct Tested: Sendable {
  /// One comment, and the value above it.
  public struct Finding: Sendable {
    /// What the comment says.
    public let expectation: Expectation
    /// The statement above it.
    public let statement: Span
    /// The value as the prompt shows it.
    public let found: String
    /// Whether that is what the comment says.
    public let isMet: Bool
  }

  /// The comments that were come to, in their order.
  public internal(set) var findings: [Finding] = []
  /// Why the program did not reach its end, if it did not.
  public internal(set) var failure: Failure?
}

extension Interpreter {
  /// Runs [source], hands [observer] the value of each expression of its top level, and [auditor] how each that has a
  /// comment `#=` under it compares with that.
  @discardableResult public func run(
    _ source: SourceText, comparing auditor: (Tested.Finding) -> Void, showing observer: (Value) -> Void
  ) throws(Failure) -> Value? {
    let display = context.display
    return try runObserved(
      source, auditor: { auditor(finding($0, $1, $2, on: display)) }, observer)
  }

  private func finding(
    _ expectation: Expectation, _ statement: Span, _ value: Value, on display: Display
  ) -> Tested.Finding {
    Tested.Finding(
      expectation: expectation, statement: statement, found: value.full(on: display),
      isMet: matches(value, expectation.text, on: display))
  }

  /// Runs [source] and compares what its expressions give, and what its names are bound to, with the comments `#=`
  /// under them. If something is wrong with it from the beginning, what stands in front of that is run.
  public func test(_ source: SourceText) -> Tested {
    let mistakes = check(source).filter { $0.severity == .error }
    guard let first = mistakes.first(where: { $0.source.name == source.name }) else { return compare(source) }
    let statements = LargeStack.run { Parser.parse(source).statements }
    guard let last = statements.last(where: { $0.span.end <= first.span.start }) else {
      return Tested(failure: .diagnostics(mistakes))
    }
    var tested = compare(source.masked(except: Span(0, last.expectation?.span.end ?? last.span.end)))
    tested.failure = tested.failure ?? .diagnostics(mistakes)
    return tested
  }

  private func compare(_ source: SourceText) -> Tested {
    var tested = Tested()
    do throws(Failure) {
      try run(source, comparing: { tested.findings.append($0) }, showing: { _ in })
    } catch {
      tested.failure = error
    }
    return tested
  }
}

extension ModuleLoader.Prepared {
  /// What [statement], which has run, has bound its name to; nil if it binds none.
  func bound(by statement: Statement) -> Value? {
    guard case .binding(let name, _) = statement.form else { return nil }
    return resolution.globals[name.text]?.global?.value
  }
}
