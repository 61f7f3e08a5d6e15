import WeirCatalog

/// How the weights of a network were drawn before anybody trained them.
public struct Initialization: Sendable, Equatable {
  /// The distribution, and whose inputs count.
  public let initializer: any Initializer
  /// The share of the network's weights that was active then. A fan-in of active inputs was counted among
  /// those, though more may have been pruned since.
  public let density: Double

  /// Whether both say the same.
  public static func == (a: Initialization, b: Initialization) -> Bool {
    a.initializer.identity == b.initializer.identity && a.density == b.density
  }

  /// One line: `kaiming(fan: unit) at density 0.1, by the active inputs of each unit`.
  public var summary: String {
    let share = Notation.plain((density * 1e4).rounded() / 1e4)
    return "\(initializer.identity) at density \(share), by \(initializer.fan.meaning)"
  }
}

extension Fan {
  /// What counts as the fan-in, for sentences.
  public var meaning: String {
    switch self {
    case .dense: "all inputs of a layer, as if it were dense"
    case .layer: "the mean number of active inputs of a layer's units"
    case .unit: "the active inputs of each unit"
    }
  }
}
