import WeirCatalog
import WeirPlot

/// A thing that says how it prints. One that does not prints as its settings, if it is of the
/// catalogue, else as the name of its kind.
public protocol Shown: Thing {
  /// One short line, as inside a list: `network(784-300-10, density 0.1)`.
  var brief: String { get }
  /// Everything worth seeing at the prompt, perhaps of several lines, none wider than [display].
  func full(on display: Display) -> String
}

extension Shown {
  /// The short line.
  public func full(on display: Display) -> String { brief }
}

/// A thing that one would rather look at than read: it shows as a line and a chart, which can be saved.
public protocol Charted: Shown {
  /// The chart.
  var chart: any Chart { get }
}

extension Charted {
  /// The short line, and the chart below.
  public func full(on display: Display) -> String { brief + "\n" + chart.render(on: display) }
}

/// A thing that shows as charts, tables and sentences, one below the other.
public protocol Composed: Shown {
  /// What it shows, in order. Of tables columns may be left out that do not fit [display].
  func exhibits(on display: Display) -> [Exhibit]
}

/// A part of what a thing shows.
public enum Exhibit: Sendable {
  case chart(any Chart)
  case sentence(String)
}

extension Composed {
  /// All of it in characters.
  public func full(on display: Display) -> String {
    exhibits(on: display).flatMap { exhibit in
      switch exhibit {
      case .chart(let chart): [chart.render(on: display)]
      case .sentence(let sentence): AnyEntry.wrap(sentence, width: display.width)
      }
    }.joined(separator: "\n")
  }
}

extension Value {
  /// What the thing that the value is shows, if that is more than a line.
  public var composed: (any Composed)? {
    guard case .thing(let thing) = self else { return nil }
    return thing as? any Composed
  }

  /// The chart that the value is, or that it shows as; nil for most.
  public var chart: (any Chart)? {
    guard case .thing(let thing) = self else { return nil }
    return thing as? any Chart ?? (thing as? any Charted)?.chart
  }

  /// The value on one line, as inside lists; numbers and texts as one would type them.
  public var brief: String {
    switch self {
    case .none: "none"
    case .truth(let value): value ? "true" : "false"
    case .integer(let value): Notation.integer(value)
    case .number(let value): Notation.number(value)
    case .text(let value): Notation.text(value)
    case .list(let items): "[" + items.map(\.brief).joined(separator: ", ") + "]"
    case .record(let record): "{" + record.fields.map(\.brief).joined(separator: ", ") + "}"
    case .range(let range): range.brief
    case .function(let closure): closure.signature
    case .word(let word): word.name
    case .entry(let entry): entry.name
    case .thing(let thing): thing.shownBrief
    }
  }

  /// What `print` and `\( )` write: a text without its quotation marks, all else briefly.
  public var plain: String {
    if case .text(let text) = self { return text }
    return brief
  }
}

extension Record.Field {
  /// `label: value`; a label that is no name stands in quotation marks.
  var brief: String { (Record.isName(label) ? label : Notation.text(label)) + ": " + value.brief }
}

extension Record {
  /// Whether [label] can be written without quotation marks.
  static func isName(_ label: String) -> Bool {
    guard let first = label.unicodeScalars.first, first.properties.isXIDStart || first == "_" else {
      return false
    }
    return label.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
  }
}

extension IntegerRange {
  var brief: String { "\(lower)" + (isClosed ? "..." : "..<") + "\(upper)" }
}

extension Thing {
  /// The short line of any thing.
  fileprivate var shownBrief: String {
    if let shown = self as? any Shown { return shown.brief }
    if let catalogued = self as? any Catalogued { return catalogued.identity }
    return "<" + Self.kind.name + ">"
  }
}
