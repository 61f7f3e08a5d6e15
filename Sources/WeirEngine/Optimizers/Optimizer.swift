import WeirCatalog

/// How a parameter moves along its gradient.
///
/// Its memory of a parameter has one number for each *stored* number of it, so what is outside the mask
/// has none. `l2` and `weightDecay` pull on weights only, never on biases or batch-norm parameters.
public protocol Optimizer: Catalogued, Thing {
  /// The step size before the schedule.
  var learningRate: Float { get }
  /// How many arrays of memory a parameter needs.
  var memories: Int { get }
  /// Moves [values] by one step, number [step] counted from 1, with step size [rate].
  func update(
    _ values: inout Buffer, along gradient: Buffer, _ memory: inout [Buffer], rate: Float, step: Int,
    decays: Bool)
}

extension Optimizer {
  /// The kind of all optimizers.
  public static var kind: Kind { optimizers.kind }
}

/// All optimizers.
public let optimizers = Registry<any Optimizer>(Kind("optimizer"), [SGD.self, Adam.self])
