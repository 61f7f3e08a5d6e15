/// Where text will be shown: how wide it may be, with which characters, in how many colours.
public struct Display: Sendable, Equatable {
  /// The characters a plot may draw with. Each is complete by itself; none is a lesser mode.
  public enum Charset: String, Sendable, CaseIterable { case ascii, block, braille }

  /// The colours that text may have. They carry no meaning that its characters do not.
  public enum Colours: Sendable, CaseIterable {
    case none
    /// The sixteen that every terminal has, as whoever sits there has set them.
    case sixteen
    /// The 256 of most terminals.
    case palette
    /// Any, in 24 bits.
    case full
  }

  /// Columns; no line is longer.
  public var width: Int
  /// Rows that fit without scrolling.
  public var height: Int
  /// The characters to draw with.
  public var charset: Charset
  /// The colours to draw with.
  public var colours: Colours

  /// Whether colour codes may be used.
  public var isColoured: Bool { colours != .none }

  /// A display of the given size and abilities.
  public init(width: Int = 80, height: Int = 24, charset: Charset = .braille, colours: Colours = .none) {
    (self.width, self.height, self.charset, self.colours) = (width, height, charset, colours)
  }
}
