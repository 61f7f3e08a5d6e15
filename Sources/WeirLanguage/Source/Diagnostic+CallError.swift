import WeirCatalog

/// Where an argument stands in a program.
struct ArgumentPlace {
  /// Its label, if it has one.
  let label: Span?
  let value: Span
  /// Where its items stand, if it is written as a list.
  var items: [ArgumentPlace] = []

  /// Where the item stands that is reached by [path]; as far as it is written there.
  func span(ofItem path: some Collection<Int>) -> Span {
    guard let place = path.first, items.indices.contains(place) else { return value }
    return items[place].span(ofItem: path.dropFirst())
  }
}

extension Expression {
  /// Where it stands as an argument, which may have a label.
  func place(label: Span? = nil) -> ArgumentPlace {
    guard case .list(let items) = form else { return ArgumentPlace(label: label, value: span) }
    return ArgumentPlace(label: label, value: span, items: items.map { $0.place() })
  }
}

extension Diagnostic {
  /// What is wrong with a call at [span] of [source], whose arguments stand at [arguments].
  init(_ error: CallError, in source: SourceText, at span: Span, arguments: [ArgumentPlace]) {
    func argument(_ position: Int?) -> ArgumentPlace? {
      position.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
    }
    let wrong = argument(error.position)
    let place = error.reason.isAboutLabel ? wrong?.label ?? wrong?.value : wrong?.span(ofItem: error.items)
    var labels = error.labels.compactMap { label in
      argument(label.position).map { Diagnostic.Label(source, $0.value, label.text) }
    }
    let own = labels.firstIndex { $0.span == place }.map { labels.remove(at: $0).text }
    self.init(
      error.message, in: source, at: place ?? span, label: own ?? "", related: labels,
      suggestion: Self.advice(on: error, in: source, arguments) ?? error.suggestion)
  }

  /// What to write where a setting is given to a call that belongs to one of the things in it.
  private static func advice(
    on error: CallError, in source: SourceText, _ arguments: [ArgumentPlace]
  ) -> String? {
    guard case .unknownLabel(let label, let callee, let known) = error.reason,
      Spelling.nearest(to: label, among: known) == nil, let entry = Catalogue[callee],
      let wrong = error.position, arguments.indices.contains(wrong)
    else { return nil }
    let given = arguments.enumerated().filter { $0.offset != wrong }.map { _, argument in
      (label: argument.label.map { source[$0] }, text: source[argument.value])
    }
    return entry.advice(onInner: label, source[arguments[wrong].value], given: given)
  }
}

extension CallError.Reason {
  /// Whether what is wrong is the label of an argument rather than its value.
  fileprivate var isAboutLabel: Bool {
    switch self {
    case .unknownLabel, .repeated: true
    case .missing, .tooMany, .mismatch, .failed: false
    }
  }
}
