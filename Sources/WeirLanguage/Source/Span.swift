/// A piece of a source text, in UTF-8 bytes from its beginning.
public struct Span: Sendable, Hashable {
  /// The first byte.
  public var start: Int
  /// The byte behind the last one.
  public var end: Int

  /// The bytes from [start] up to, not including, [end].
  public init(_ start: Int, _ end: Int) { (self.start, self.end) = (start, end) }

  /// How many bytes it holds.
  public var length: Int { end - start }

  /// The least span that holds both.
  func joined(with other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}
