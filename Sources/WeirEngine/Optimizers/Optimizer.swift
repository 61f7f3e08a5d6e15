import WeirCatalog

/// How a parameter moves along its gradient.
///
/// Its memory of a parameter has one number for each *stored* number of it, so what is outside the mask
/// has none; it starts at zero, and so does that of a weight that grows. `l2` and `weightDecay` pull on
/// weights only, never on biases or batch-norm parameters.
public protocol Optimizer: Catalogued, Thing {
  /// The step size before the schedule.
  var learningRate: Float { get set }
  /// Pull towards zero that is added to the gradient.
  var l2: Float { get set }
  /// Pull towards zero beside the gradient, as a share of the weight per step size.
  var weightDecay: Float { get set }
  /// How many numbers it remembers for each that is stored.
  var memories: Int { get }
  /// The memory of a parameter with [count] stored numbers before the first step: `memories` arrays of
  /// [count] zeros. Arrays of another length may follow; they belong to the parameter as a whole, and
  /// stay as they are when weights are dropped and grown.
  func memory(of count: Int) -> [Buffer]
  /// Moves [values] by one step. They and [gradient] change places on the way, so that it ends with what they were:
  /// a step that is not to count is taken back by a swap. Whether all new values are finite.
  func update(
    _ values: inout Buffer, along gradient: inout Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool
}

extension Optimizer {
  /// The kind of all optimizers.
  public static var kind: Kind { optimizers.kind }

  /// One array for each number remembered.
  public func memory(of count: Int) -> [Buffer] { (0..<memories).map { _ in Buffer(count: count) } }

  /// Moves [values] by one step along a gradient that stays. Cost: a copy of it.
  @discardableResult func update(
    _ values: inout Buffer, along gradient: Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool {
    var gradient = gradient
    return update(&values, along: &gradient, &memory, at: step)
  }

  /// The settings of an optimizer: the step size, its own, and the pulls.
  static func settings(with own: [Setting<Self>]) -> [Setting<Self>] {
    [Setting("lr", \.learningRate, .number(in: 0...1000), "Step size, the learning rate.")] + own + [
      Setting("l2", \.l2, .number(in: 0...), "Pull on weights, added to the gradient."),
      Setting("weight_decay", \.weightDecay, .number(in: 0...), "Pull on weights, beside the gradient."),
    ]
  }
}

/// One step, as far as it is the same for all numbers of a parameter.
public struct OptimizerStep: Sendable {
  /// Which one it is, counted from 1.
  public var number: Int
  /// The step size, behind the schedule.
  public var rate: Float
  /// How large the gradient may be.
  public var bounds = GradientBounds()
  /// Whether `l2` and `weightDecay` pull: on weights.
  public var decays = true
  /// Who does it.
  public var execution = Execution(threads: 1)

  /// Step [number] with step size [rate].
  public init(number: Int, rate: Float) { (self.number, self.rate) = (number, rate) }
}

/// All optimizers.
public let optimizers = Registry<any Optimizer>(
  Kind("optimizer"),
  [SGD.self, Adagrad.self, RMSprop.self, Adam.self, AdamW.self, NAdam.self, AdaMax.self])
