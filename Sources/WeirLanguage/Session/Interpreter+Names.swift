/// The names of the top level that a program has to do with.
public struct ProgramNames: Sendable, Equatable {
  /// Those whose values it takes from elsewhere.
  public let reads: Set<String>
  /// Those that it binds.
  public let binds: Set<String>

  /// Names that are read and names that are bound.
  public init(reads: Set<String>, binds: Set<String>) { (self.reads, self.binds) = (reads, binds) }
}

extension Interpreter {
  /// The names that [source] reads and binds, as far as that can be told without running it. A name that only a function
  /// asks for, of it or of the session, counts as read.
  public func names(of source: SourceText) -> ProgramNames {
    LargeStack.run {
      let prepared = prepare(source)
      let statements = prepared.program.statements
      let boundNames = statements.boundNames
      let bindings = Set(boundNames.map(\.id))
      var used: Set<String> = []
      for (id, meaning) in prepared.resolution.meanings.enumerated() where !bindings.contains(id) {
        if case .variable(let variable) = meaning, variable.global != nil { used.insert(variable.name) }
      }
      // What a statement binds that does not ask for it before comes from here to all statements behind.
      let tokens = Lexer.tokens(of: source).list
      func mentions(_ name: String, in span: Span) -> Int {
        tokens.count { token in
          if case .name(name) = token.kind {
            span.start <= token.span.start && token.span.end <= span.end
          } else {
            false
          }
        }
      }
      let own = used.filter { name in
        guard let first = statements.first(where: { mentions(name, in: $0.span) > 0 }) else { return false }
        return [first].boundNames.count { $0.text == name } == mentions(name, in: first.span)
      }
      return ProgramNames(reads: withThoseOfFunctions(used.subtracting(own)), binds: prepared.boundNames)
    }
  }

  /// [names], and those that functions ask for for which they stand, and so on.
  private func withThoseOfFunctions(_ names: Set<String>) -> Set<String> {
    var (all, rest) = (names, Array(names))
    while let name = rest.popLast() {
      guard case .function(let closure)? = self[name] else { continue }
      rest += closure.code.globals.map(\.name).filter { all.insert($0).inserted }
    }
    return all
  }
}

extension SourceText {
  /// The program with the value of its last statement bound to [name]; nil if that statement is no expression.
  public func bindingLastExpression(to name: String) -> String? {
    let program = LargeStack.run { Parser.parse(self) }
    guard program.diagnostics.isEmpty, let last = program.statements.last, case .expression = last.form else {
      return nil
    }
    let bytes = Array(text.utf8)
    return String(decoding: bytes[..<last.span.start], as: UTF8.self) + "\(name) = "
      + String(decoding: bytes[last.span.start...], as: UTF8.self)
  }
}
