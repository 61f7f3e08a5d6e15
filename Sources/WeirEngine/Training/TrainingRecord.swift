/// What came of a training so far: everything that was read along the way.
public struct TrainingRecord: Sendable, Equatable {
  /// The mean loss of each step's batch, before the update.
  public var losses: [Double] = []
  /// The steps at which gradient flow was read, counted in updates done before.
  public var flowSteps: [Int] = []
  /// The norms of each weight matrix at those steps.
  public var flows: [[LayerFlow]] = []
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
  }

  /// Nothing yet.
  public init() {}
}
