/// Where text will be shown: how wide it may be, with which characters, in colour or not.
public struct Display: Sendable, Equatable {
  /// The characters a plot may draw with. Each is complete by itself; none is a lesser mode.
  public enum Charset: String, Sendable, CaseIterable { case ascii, block, braille }

  /// Columns; no line is longer.
  public var width: Int
  /// Rows that fit without scrolling.
  public var height: Int
  /// The characters to draw with.
  public var charset: Charset
  /// Whether colour codes may be used.
  public var isColoured: Bool

  /// A display of the given size and abilities.
  public init(width: Int = 80, height: Int = 24, charset: Charset = .braille, isColoured: Bool = false) {
    (self.width, self.height, self.charset, self.isColoured) = (width, height, charset, isColoured)
  }
}
