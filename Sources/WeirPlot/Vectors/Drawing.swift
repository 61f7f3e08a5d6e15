/// A picture in vectors.
///
/// Its units are those of text: x counts columns to the right, y counts lines downwards. So one layout serves
/// text and vectors, and both have the same axes and the same labels. What comes next goes below [bottom].
struct Drawing {
  /// The display as which a sheet of vectors is laid out: the widest there is, on a screen of the usual height.
  static let display = Display(width: 72, height: 24, charset: .braille)
  /// How many units of a file a column is wide, and a line high.
  static let (across, down) = (10.0, 20.0)

  /// A place on the sheet.
  struct Point: Equatable {
    var x, y: Double
  }

  /// Which part of a text stands at the place it is given.
  enum Anchor: String { case start, middle, end }

  /// The lines that are taken.
  private(set) var bottom = 0.0
  private var elements: [String] = []

  /// Takes [lines] more lines. Returns where they begin.
  @discardableResult
  mutating func take(_ lines: Double) -> Double {
    bottom += lines
    return bottom - lines
  }

  /// [text] in the line that begins at [y]; with a halo it can be read over other things.
  mutating func text(
    _ text: String, x: Double, y: Double, _ anchor: Anchor = .start, _ ink: Ink? = nil, hasHalo: Bool = false
  ) {
    guard text.contains(where: { $0 != " " }) else { return }
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let fill = ink.map { " fill=\"\($0.forText.hexadecimal)\"" } ?? ""
    let halo = hasHalo ? " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\"" : ""
    elements.append(
      "<text x=\"\(Self.x(x))\" y=\"\(Self.y(y + 0.72))\"\(place)\(fill)\(halo)>\(Self.escaped(text))</text>")
  }

  /// A straight line from place to place.
  mutating func line(_ points: [Point], _ ink: Ink, width: Double = 1) {
    guard points.count > 1 else { return }
    let list = points.map { Self.x($0.x) + "," + Self.y($0.y) }.joined(separator: " ")
    elements.append(
      "<polyline points=\"\(list)\" fill=\"none\" stroke=\"\(ink.hexadecimal)\" stroke-width=\"\(Self.number(width))\""
        + " stroke-linejoin=\"round\"/>")
  }

  /// Many straight lines of one ink, each between two places.
  mutating func lines(_ pairs: [(Point, Point)], _ ink: Ink, width: Double = 1) {
    guard !pairs.isEmpty else { return }
    let path = pairs.map {
      "M\(Self.x($0.0.x)) \(Self.y($0.0.y))L\(Self.x($0.1.x)) \(Self.y($0.1.y))"
    }.joined()
    elements.append(
      "<path d=\"\(path)\" fill=\"none\" stroke=\"\(ink.hexadecimal)\" stroke-width=\"\(Self.number(width))\"/>"
    )
  }

  /// The area inside a line from place to place and back to the first.
  mutating func area(_ points: [Point], _ ink: Ink, opacity: Double) {
    guard points.count > 2 else { return }
    let list = points.map { Self.x($0.x) + "," + Self.y($0.y) }.joined(separator: " ")
    elements.append(
      "<polygon points=\"\(list)\" fill=\"\(ink.hexadecimal)\" fill-opacity=\"\(Self.number(opacity))\"/>")
  }

  /// A filled rectangle, [width] columns by [height] lines.
  mutating func rectangle(_ corner: Point, width: Double, height: Double, _ ink: Ink) {
    guard width > 0, height > 0 else { return }
    elements.append(
      "<rect x=\"\(Self.x(corner.x))\" y=\"\(Self.y(corner.y))\" width=\"\(Self.x(width))\""
        + " height=\"\(Self.y(height))\" fill=\"\(ink.hexadecimal)\" shape-rendering=\"crispEdges\"/>")
  }

  /// Equal rectangles of one ink with the given upper left corners.
  mutating func rectangles(_ corners: [Point], width: Double, height: Double, _ ink: Ink) {
    guard !corners.isEmpty else { return }
    let (across, down) = (Self.x(width), Self.y(height))
    let path = corners.map { "M\(Self.x($0.x)) \(Self.y($0.y))h\(across)v\(down)h-\(across)z" }.joined()
    elements.append("<path d=\"\(path)\" fill=\"\(ink.hexadecimal)\"/>")
  }

  /// The mark of the series at [index], as its alphabet has it: shapes tell series apart without colour.
  mutating func mark(_ index: Int, at point: Point, small: Bool = false) {
    let (x, y) = (point.x * Self.across, point.y * Self.down)
    let ink = Ink.series(index)
    let mark = Mark(index)
    let paint =
      mark.isFilled
      ? "fill=\"\(ink.hexadecimal)\"" : "fill=\"#ffffff\" stroke=\"\(ink.hexadecimal)\" stroke-width=\"1.5\""
    if small {
      elements.append(
        "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"1.5\" fill=\"\(ink.hexadecimal)\"/>")
    } else if let corners = mark.corners {
      let list = corners.map { Self.number(x + $0.0) + "," + Self.number(y + $0.1) }.joined(separator: " ")
      elements.append("<polygon points=\"\(list)\" \(paint)/>")
    } else {
      elements.append("<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"4\" \(paint)/>")
    }
  }

  /// The file: one element that needs no other, has no script, and says what it shows to those who cannot see it.
  func svg(title: String, sentence: String) -> String {
    let (width, height) = (
      Self.number(Double(Self.display.width) * Self.across + 20), Self.number(bottom * Self.down + 16)
    )
    let fonts = "system-ui,-apple-system,'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -8 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" style="max-width:100%;height:auto" font-family="\(fonts)" font-size="14" \
      font-variant-numeric="tabular-nums" fill="#222222">
      <title>\(Self.escaped(title))</title>
      <desc>\(Self.escaped(sentence))</desc>
      <rect x="-10" y="-8" width="\(width)" height="\(height)" fill="#ffffff"/>

      """ + elements.map { $0 + "\n" }.joined() + "</svg>\n"
  }

  private static func x(_ columns: Double) -> String { number(columns * across) }
  private static func y(_ lines: Double) -> String { number(lines * down) }

  /// [value] to a hundredth, which is finer than anybody sees.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let places = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return (hundredths < 0 ? "-" : "") + "\(whole)" + places
  }

  /// [text] with nothing in it that XML would take for its own.
  static func escaped(_ text: String) -> String {
    var out = ""
    for character in TextWidth.printable(text) {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(character)
      }
    }
    return out
  }
}

/// The shape of a series in vectors, in the order of the marks of the alphabet.
private struct Mark {
  /// Where it has its corners around the place it marks; nil for a circle.
  let corners: [(Double, Double)]?
  let isFilled: Bool

  private static let shapes: [[(Double, Double)]?] = [
    nil, [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)], [(0, -4.5), (4.5, 3.5), (-4.5, 3.5)],
    [(0, -5), (5, 0), (0, 5), (-5, 0)],
  ]

  init(_ index: Int) {
    let turn = index % (2 * Self.shapes.count)
    (corners, isFilled) = (Self.shapes[turn % Self.shapes.count], turn < Self.shapes.count)
  }
}

extension Ink {
  /// The ink for letters on white: those that must be read are dark.
  fileprivate var forText: Ink { self == .faint ? Ink(0x66_6666, basic: basic) : self }
}
