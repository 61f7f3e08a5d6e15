/// How neighbouring points of a series are joined.
enum Joining: Sendable {
  case none
  case straight
  /// A value holds until the next.
  case stairs
}
