import WeirCatalog

/// Which axes of a chart are logarithmic.
public enum LogAxes: String, Choice {
  case none, x, y, both

  /// Whether the horizontal axis is.
  var hasX: Bool {
    switch self {
    case .x, .both: true
    case .none, .y: false
    }
  }

  /// Whether the vertical axis is.
  var hasY: Bool {
    switch self {
    case .y, .both: true
    case .none, .x: false
    }
  }
}
