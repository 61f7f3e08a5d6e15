/// What came of a training so far: everything that was read along the way.
public struct TrainingRecord: Sendable, Equatable {
  /// The mean loss of each step's batch, before the update.
  public var losses: [Double] = []
  /// The steps at which gradient flow was read, counted in updates done before.
  public var flowSteps: [Int] = []
  /// The norms of each weight matrix at those steps.
  public var flows: [[LayerFlow]] = []
  /// What updates have done to the masks.
  public var changes: [TopologyChange] = []
  /// What the test part said, at the end of each epoch.
  public var evaluations: [Evaluation] = []

  /// Loss and accuracy on the test part after some steps.
  public struct Evaluation: Sendable, Equatable {
    /// Updates done before.
    public let step: Int
    /// The mean loss.
    public let loss: Double
    /// The share put into the right class; nil where there are no classes.
    public let accuracy: Double?

    /// Whether both hold the same bits, so that a loss that is not a number equals itself.
    public static func == (a: Evaluation, b: Evaluation) -> Bool {
      a.step == b.step && a.loss.bitPattern == b.loss.bitPattern
        && a.accuracy?.bitPattern == b.accuracy?.bitPattern
    }
  }

  /// Nothing yet.
  public init() {}
}
