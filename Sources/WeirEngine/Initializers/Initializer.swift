import WeirCatalog

/// How the initial weights of a layer are drawn: from which distribution, how wide.
public protocol Initializer: Catalogued, Thing {
  /// Whose inputs count as fan-in.
  var fan: Fan { get set }
  /// The shape of the distribution.
  var shape: InitialShape { get }
  /// The variance of a weight between [fanIn] inputs and [fanOut] outputs.
  func variance(fanIn: Double, fanOut: Double) -> Double
}

extension Initializer {
  /// The kind of all initializers.
  public static var kind: Kind { initializers.kind }
}

/// All initializers.
public let initializers = Registry<any Initializer>(Kind("initializer"), [Kaiming.self, Glorot.self])

/// What a sparse unit counts as its inputs when its weights are scaled (Evci et al. 2020; Liu et al. 2019).
public enum Fan: String, Choice {
  /// All inputs of the layer, as if it were dense.
  case dense
  /// The mean number of active inputs: those of the layer times its density.
  case layer
  /// The active inputs of the unit itself.
  case unit
}

/// The shape of the distribution of initial weights.
public enum InitialShape: String, Choice { case normal, uniform }
