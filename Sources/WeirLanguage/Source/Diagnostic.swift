import WeirCatalog

/// Something to say about a program: facts, which `render` turns into lines.
public struct Diagnostic: Error, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable, CaseIterable { case error, warning }

  /// A piece of source, and what is to be said beside it.
  public struct Label: Sendable {
    /// Where the piece is from.
    public let source: SourceText
    /// The piece.
    public let span: Span
    /// What is said; empty for a mere underline.
    public let text: String

    /// The remark [text] beside a piece of [source].
    public init(_ source: SourceText, _ span: Span, _ text: String = "") {
      (self.source, self.span, self.text) = (source, span, text)
    }
  }

  /// A function of a person that was running when it happened.
  public struct Call: Sendable {
    /// Its name; nil for one without.
    public let name: String?
    /// Where it was called.
    public let place: Label
    /// How often in a row it was called from there.
    public fileprivate(set) var count = 1

    fileprivate func isSame(as other: Call) -> Bool {
      name == other.name && place.source === other.place.source && place.span == other.place.span
    }
  }

  /// How bad it is.
  public let severity: Severity
  /// What is wrong, in one sentence.
  public let message: String
  /// Where; the text says what was expected or found there.
  public var place: Label
  /// Further pieces of source that matter: the other side of a mismatch, the bracket left open.
  public var related: [Label]
  /// The one thing to try, if there is one.
  public var suggestion: String?
  /// The calls that led there, the most recent first; at most `Diagnostic.callLimit`.
  public private(set) var calls: [Call] = []
  /// How many calls there were besides.
  public private(set) var hiddenCalls = 0

  /// The most calls that are kept.
  static let callLimit = 8

  /// A diagnostic at [span] of [source].
  public init(
    _ message: String, in source: SourceText, at span: Span, label: String = "", related: [Label] = [],
    suggestion: String? = nil, severity: Severity = .error
  ) {
    (self.message, self.severity, self.related) = (message, severity, related)
    (self.place, self.suggestion) = (Label(source, span, label), suggestion)
  }

  /// Where it is.
  public var source: SourceText { place.source }
  /// Which piece of the source it is about.
  public var span: Span { place.span }

  /// Adds the call that the present ones were made from.
  mutating func add(_ call: Call) {
    if let last = calls.last, last.isSame(as: call), hiddenCalls == 0 {
      calls[calls.count - 1].count += 1
      return
    }
    if calls.count < Self.callLimit { calls.append(call) } else { hiddenCalls += 1 }
  }
}

extension Sequence<Diagnostic> {
  /// The diagnostics in the order of their places; those at one place stay in their order.
  func sortedByPlace() -> [Diagnostic] {
    enumerated().sorted { a, b in
      (a.element.span.start, a.offset) < (b.element.span.start, b.offset)
    }.map(\.element)
  }
}
