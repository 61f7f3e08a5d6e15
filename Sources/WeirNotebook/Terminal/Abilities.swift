import WeirLanguage
import WeirPlot

/// What may be shown where text goes to, and why: decided once, from what a person asked for and from
/// what was found, by nothing else.
public struct Abilities: Sendable, Equatable {
  /// What a person asked for on the command line.
  public struct Wishes: Sendable, Equatable {
    /// When to use colour.
    public enum Colour: String, Sendable, CaseIterable { case auto, always, never }

    /// When to use colour.
    public var colour: Colour
    /// The characters to draw with; nil leaves it to what is found.
    public var charset: Display.Charset?
    /// Columns; nil leaves it to what is found.
    public var width: Int?
    /// How errors are told; nil leaves it to what is found.
    public var errors: DiagnosticForm?

    /// These wishes; none without arguments.
    public init(
      colour: Colour = .auto, charset: Display.Charset? = nil, width: Int? = nil,
      errors: DiagnosticForm? = nil
    ) {
      (self.colour, self.charset, self.width, self.errors) = (colour, charset, width, errors)
    }
  }

  /// What was found.
  public struct Surroundings: Sendable, Equatable {
    /// The variables of the environment.
    public var environment: [String: String]
    /// Whether the text goes to a terminal.
    public var isTerminal: Bool
    /// Whether the system knows what a terminal called `TERM` can do.
    public var isKnown: Bool
    /// What that says of its size; zeros if it does not know.
    public var rows: Int
    /// As `rows`.
    public var columns: Int

    /// Surroundings with these facts.
    public init(
      environment: [String: String] = [:], isTerminal: Bool = true, isKnown: Bool = true, rows: Int = 0,
      columns: Int = 0
    ) {
      (self.environment, self.isTerminal, self.isKnown) = (environment, isTerminal, isKnown)
      (self.rows, self.columns) = (rows, columns)
    }
  }

  /// What may be shown.
  public let display: Display
  /// Whether the terminal moves its cursor when told to: without, there is no editing and no progress.
  public let canMoveCursor: Bool
  /// What the terminal calls itself, if nothing is known of such.
  public let unknownTerminal: String?
  /// Whether the size is that of a terminal, and may change with it.
  public let followsTerminal: Bool
  /// Columns, if anybody has said how many there are: else it is guessed.
  public let statedWidth: Int?
  /// How errors are told.
  public let errorForm: DiagnosticForm
  /// Why there is colour, or none.
  public let colourReason: String
  /// Why these characters.
  public let charsetReason: String
  /// Why this width.
  public let widthReason: String
  /// Why errors are told so.
  public let errorReason: String

  /// Decides.
  public init(_ wishes: Wishes, in found: Surroundings) {
    let variable = { (name: String) in found.environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let isDumb = [nil, "dumb"].contains(variable("TERM")) || !found.isKnown
    unknownTerminal = found.isKnown ? nil : variable("TERM")
    canMoveCursor = found.isTerminal && !isDumb
    followsTerminal = found.isTerminal && wishes.width == nil
    let isColoured: Bool
    let charset: Display.Charset
    let width: Int
    (isColoured, colourReason) = Self.colour(wishes, found, isDumb: isDumb, variable)
    (charset, charsetReason) = Self.charset(wishes, variable)
    (width, widthReason) = Self.width(wishes, found, variable)
    let isGuessed =
      width == Self.usualWidth && wishes.width == nil && found.columns == 0 && variable("COLUMNS") == nil
    statedWidth = isGuessed ? nil : width
    (errorForm, errorReason) = Self.errorForm(wishes, charset, variable)
    display = Display(
      width: width, height: found.rows > 0 ? found.rows : 24, charset: charset,
      colours: isColoured ? Self.colours(variable) : .none)
  }

  private static func colour(
    _ wishes: Wishes, _ found: Surroundings, isDumb: Bool, _ variable: (String) -> String?
  ) -> (Bool, String) {
    switch wishes.colour {
    case .always: return (true, "--color always")
    case .never: return (false, "--color never")
    case .auto: break
    }
    if variable("NO_COLOR") != nil { return (false, "NO_COLOR is set") }
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
      if let value = variable(name), value != "0" { return (true, "\(name) is set") }
    }
    if !found.isTerminal { return (false, "no terminal") }
    if isDumb {
      let name = variable("TERM") ?? "not set"
      return (false, "TERM is " + name + (found.isKnown ? "" : ", of which nothing is known here"))
    }
    return (true, "a terminal")
  }

  /// How many colours there are where there is colour.
  private static func colours(_ variable: (String) -> String?) -> Display.Colours {
    if ["truecolor", "24bit"].contains(variable("COLORTERM")) { return .full }
    return variable("TERM")?.contains("256color") == true ? .palette : .sixteen
  }

  private static func charset(
    _ wishes: Wishes, _ variable: (String) -> String?
  ) -> (Display.Charset, String) {
    if let charset = wishes.charset { return (charset, "--charset \(charset.rawValue)") }
    // The first that is set decides, as in the C library.
    guard let name = ["LC_ALL", "LC_CTYPE", "LANG"].first(where: { variable($0) != nil }) else {
      return (.ascii, "no locale is set")
    }
    let locale = variable(name) ?? ""
    let codeset = locale.split(separator: ".").dropFirst().first?.prefix { $0 != "@" } ?? ""
    let isUTF8 = ["utf8", "utf-8"].contains(codeset.lowercased())
    return (isUTF8 ? .braille : .ascii, "\(name) is \(locale)")
  }

  /// Drawn where there are signs for it; told in sentences where a person has said once for all that they do not look.
  private static func errorForm(
    _ wishes: Wishes, _ charset: Display.Charset, _ variable: (String) -> String?
  ) -> (DiagnosticForm, String) {
    if let form = wishes.errors { return (form, "--errors \(form.rawValue)") }
    if let value = variable("NO_GRAPHICS"), value != "0" { return (.narrated, "NO_GRAPHICS is set") }
    return charset == .ascii ? (.ascii, "the characters are ASCII") : (.graphical, "the characters allow it")
  }

  private static let usualWidth = 80

  private static func width(
    _ wishes: Wishes, _ found: Surroundings, _ variable: (String) -> String?
  ) -> (Int, String) {
    if let width = wishes.width { return (width, "--width") }
    if !found.isTerminal, let columns = variable("COLUMNS").flatMap(Int.init), columns > 0 {
      return (columns, "COLUMNS")
    }
    if found.columns > 0 { return (found.columns, "the terminal") }
    return (usualWidth, found.isTerminal ? "the terminal does not say" : "no terminal")
  }
}
