import WeirCatalog

/// Finds out what may stand at the end of a text.
struct Completer {
  let source: SourceText
  let scope: Scope
  let folder: String
  let tokens: [Token]
  private let isInComment: Bool
  /// What has been typed of the name at the end, and where that begins.
  let partial: String
  let place: Span
  /// How many tokens stand in front of it.
  let count: Int

  init(_ source: SourceText, _ scope: Scope, folder: String) {
    (self.source, self.scope, self.folder) = (source, scope, folder)
    let lexed = Lexer.tokens(of: source)
    let end = source.bytes.count
    isInComment = lexed.comments.last?.span.end == end
    tokens = Completer.typed(lexed.list.dropLast())
    let last = tokens.last
    switch last?.kind {
    case .name, .keyword:
      let isTyped = last?.span.end == end
      partial = isTyped ? source[last?.span ?? Span(end, end)] : ""
      count = tokens.count - (isTyped ? 1 : 0)
    case .integer, .number, .symbol, .textStart, .textPart, .interpolationStart, .interpolationEnd,
      .textEnd, .newline, .broken, .end, nil:
      (partial, count) = ("", tokens.count)
    }
    place = Span(end - partial.utf8.count, end)
  }

  /// The tokens without the ends that the lexer adds to texts whose expressions are still being typed.
  private static func typed(_ tokens: ArraySlice<Token>) -> [Token] {
    let open = tokens.count { $0.kind == .interpolationStart } - tokens.count { $0.kind == .interpolationEnd }
    guard open > 0, let last = tokens.last, last.kind == .textEnd, last.span.length == 0 else {
      return Array(tokens)
    }
    return Array(tokens.dropLast())
  }

  func completions() -> [Completion] {
    if isInComment { return [] }
    if let path = openText { return files(path) }
    if kind(count - 1) == .symbol(.dot) { return members(behind: count - 1) }
    if isBehindNumber { return [] }
    guard let call = enclosingCall() else { return names(first: []) }
    return names(first: call.completions(self))
  }

  /// Behind a number no name can stand.
  private var isBehindNumber: Bool {
    switch kind(count - 1) {
    case .integer, .number: true
    case .name, .keyword, .symbol, .textStart, .textPart, .interpolationStart, .interpolationEnd, .textEnd,
      .newline, .broken, .end, nil:
      false
    }
  }

  func kind(_ index: Int) -> Token.Kind? { tokens.indices.contains(index) ? tokens[index].kind : nil }

  /// [text] as a completion, if it begins with what has been typed.
  func completion(_ text: String, _ sort: Completion.Sort, _ summary: String) -> Completion? {
    guard text.hasPrefix(partial) else { return nil }
    return Completion(text: text, sort: sort, summary: summary, replaces: place)
  }

  // MARK: Names

  /// All names, behind [first].
  private func names(first: [Completion]) -> [Completion] {
    let variables = scope.globals.keys.sorted().filter { $0.first != "_" }.compactMap { name in
      completion(name, .variable, scope.globals[name]?.value?.found ?? "")
    }
    let own = ownNames.filter { scope.globals[$0] == nil }.compactMap { completion($0, .variable, "") }
    let entries = Catalogue.all.compactMap { entry in
      completion(entry.name, entry.sort, entry.summary)
    }
    let constants = scope.constants.keys.sorted().compactMap { completion($0, .variable, "a constant") }
    let keywords = Keyword.allCases.compactMap { completion($0.rawValue, .keyword, "a word of the language") }
    var seen = Set(first.map(\.text))
    return first + (own + variables + entries + constants + keywords).filter { seen.insert($0.text).inserted }
  }

  /// The names that the text itself binds.
  private var ownNames: [String] {
    var names: [String] = []
    for (index, token) in tokens.prefix(count).enumerated() {
      guard case .name(let name) = token.kind, !names.contains(name) else { continue }
      let isBound = kind(index + 1) == .symbol(.assign) || kind(index + 1) == .symbol(.arrow)
      if isBound || kind(index - 1) == .keyword(.fn) || kind(index - 1) == .keyword(.for)
        || isParameter(index)
      {
        names.append(name)
      }
    }
    return names
  }

  /// Whether the name at [index] is a parameter: of `fn f(a, b = 1)`, or of `(a, b) => a`.
  private func isParameter(_ index: Int) -> Bool {
    var start = index - 1
    while kind(start) == .newline { start -= 1 }
    guard [.symbol(.openParenthesis), .symbol(.comma)].contains(kind(start)) else { return false }
    var depth = 0
    while start >= 0 {
      if case .symbol(let symbol) = tokens[start].kind {
        if symbol.isClosing { depth += 1 }
        if symbol.closing != nil { depth -= 1 }
        if depth < 0 { break }
      }
      start -= 1
    }
    guard start >= 0, kind(start) == .symbol(.openParenthesis) else { return false }
    if kind(start - 2) == .keyword(.fn) { return true }
    var end = index
    while end < count, tokens[end].kind != .symbol(.closeParenthesis) { end += 1 }
    return kind(end + 1) == .symbol(.arrow)
  }

  // MARK: Members

  /// The members of what stands in front of the dot at [dot], and the functions that take it first.
  private func members(behind dot: Int) -> [Completion] {
    let known = sketch(inFrontOf: dot)
    let kind = known.kind
    let fields = (known.labels ?? []).compactMap { completion($0, .member, "of the record") }
    let members = kind.map(Members.of) ?? Members.tables.flatMap(\.members)
    let own = members.compactMap { completion($0.name, .member, $0.summary) }
    let functions = Catalogue.all.filter { takes(kind, $0) }.compactMap {
      completion($0.name, .function, $0.summary)
    }
    var seen: Set<String> = []
    return (fields + own + functions).filter { seen.insert($0.text).inserted }
  }

  /// Whether [entry] can be called on a value of [kind].
  private func takes(_ kind: Kind?, _ entry: AnyEntry) -> Bool {
    guard entry.positional > 0, let first = entry.settings.first else { return false }
    guard let kind else { return true }
    let isOfLanguage = [Kind.list, .text, .number, .integer, .range, .record].contains(kind)
    return first.kinds.contains(kind) || (isOfLanguage && (first.kinds.isEmpty || first.kinds == [Held.kind]))
  }

  /// What is known of the expression that ends in front of the token [end].
  private func sketch(inFrontOf end: Int) -> Sketch {
    let start = startOfOperand(before: end)
    guard start < end else { return .unknown }
    let operand = source[Span(tokens[start].span.start, tokens[end - 1].span.end)]
    // With the statements before it, which may bind its names; without them if they cannot be read.
    let before = source[Span(0, tokens[startOfStatement(before: start)].span.start)]
    return sketch(before + "\n" + operand) ?? sketch(operand) ?? .unknown
  }

  /// What is known of the last expression of [text]; nil if the text is broken.
  private func sketch(_ text: String) -> Sketch? {
    let program = Parser.parse(SourceText(name: "", text: text))
    guard program.diagnostics.isEmpty else { return nil }
    let resolution = Resolver.resolve(program, in: scope, modules: Module.placeholders(for: program))
    return Checker.check(program, resolution, labels: scope.labels).last
  }

  /// The first token of the operand that ends in front of [end]: names, texts, numbers and brackets, with
  /// dots between them.
  private func startOfOperand(before end: Int) -> Int {
    var index = end
    while index > 0 {
      index = startOfPart(before: index)
      guard kind(index - 1) == .symbol(.dot) else { break }
      index -= 1
    }
    return index
  }

  /// The first token of one part of an operand: of `f(x)[0]`, that is `f`.
  private func startOfPart(before end: Int) -> Int {
    var index = end - 1
    while let kind = kind(index) {
      switch kind {
      case .symbol(let symbol) where symbol.isClosing:
        index = opening(of: index) - 1
        // A bracket behind a value belongs to it; any other is the whole part.
        guard let before = self.kind(index), before.endsOperand else { return index + 1 }
      case .textEnd:
        while index > 0, self.kind(index) != .textStart { index -= 1 }
        return index
      case .name, .integer, .number: return index
      case .symbol, .keyword, .textStart, .textPart, .interpolationStart, .interpolationEnd, .newline,
        .broken,
        .end:
        return index + 1
      }
    }
    return max(0, index)
  }

  /// The bracket that the one at [closing] closes.
  private func opening(of closing: Int) -> Int {
    var depth = 0
    for index in stride(from: closing, through: 0, by: -1) {
      guard case .symbol(let symbol) = tokens[index].kind else { continue }
      if symbol.isClosing { depth += 1 }
      if symbol.closing != nil { depth -= 1 }
      if depth == 0 { return index }
    }
    return 0
  }

  private func startOfStatement(before start: Int) -> Int {
    var depth = 0
    for index in stride(from: start - 1, through: 0, by: -1) {
      switch tokens[index].kind {
      case .symbol(let symbol) where symbol.isClosing: depth += 1
      case .symbol(let symbol) where symbol.closing != nil: depth -= 1
      case .newline, .symbol(.semicolon): if depth <= 0 { return index + 1 }
      case .symbol, .name, .keyword, .integer, .number, .textStart, .textPart, .interpolationStart,
        .interpolationEnd, .textEnd, .broken, .end:
        break
      }
    }
    return 0
  }
}

extension Token.Kind {
  /// Whether a bracket directly behind it indexes or calls it.
  fileprivate var endsOperand: Bool {
    switch self {
    case .name, .textEnd: true
    case .symbol(let symbol): symbol.isClosing
    case .integer, .number, .keyword, .textStart, .textPart, .interpolationStart, .interpolationEnd,
      .newline, .broken, .end:
      false
    }
  }
}

extension AnyEntry {
  /// What sort of completion it is.
  var sort: Completion.Sort { builtinTypes[name] == nil ? .thing : .function }
}
