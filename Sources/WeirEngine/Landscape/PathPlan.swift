import WeirCatalog

/// Everything that decides what comes of a path: its ends, what its points are measured on, and how it is fitted.
public struct PathPlan: Sendable {
  /// Which masks the points between the ends have.
  public enum Space: String, Choice {
    /// What is active at an end: no other weight has a place.
    case sparse
    /// All weights.
    case dense
  }

  /// Which statistics batch norm uses on the path.
  public enum Statistics: String, Choice {
    /// Those of the training part under the weights of each point.
    case recomputed
    /// The running averages of the control points, mixed like their weights.
    case frozen
  }

  /// How control points are fitted.
  public struct Fit: Sendable {
    /// How they move. Its `l2` pulls on the weights of the curve, at the t of the step.
    public var optimizer: any Optimizer
    /// How the step size changes.
    public var schedule: any Schedule
    /// Samples a step.
    public var batch: Int
    /// How long.
    public var length: TrainingPlan.Length

    /// A fit by these choices.
    public init(
      optimizer: any Optimizer, schedule: any Schedule, batch: Int, length: TrainingPlan.Length
    ) {
      (self.optimizer, self.schedule, self.batch, self.length) = (optimizer, schedule, batch, length)
    }
  }

  /// What is to be measured along a path.
  public struct Measuring: Sendable {
    /// How many points, evenly spaced; both ends are added if they are not among them.
    public var points = 51
    /// Where the first and the last one lies.
    public var from = -0.2, to = 1.2
    /// What batch norm uses.
    public var statistics = Statistics.recomputed
    /// Whether losses on the training part are over images changed as in training, where the data say how.
    public var augments = true
    /// How far the loss may rise on a monotone path; nil for the noise of the difference.
    public var tolerance: Double?

    /// The defaults: those of a line.
    public init() {}

    /// Why nothing lies between [from] and [to]; nil if something does.
    public static func objection(from: Double, to: Double) -> String? {
      from < to
        ? nil
        : "`from` must be below `to`, but they are \(Notation.number(from)) and \(Notation.number(to))"
    }

    /// Where to measure, increasing.
    func places() -> [Double] {
      let all = (0..<points).map { from + (to - from) * Double($0) / Double(max(1, points - 1)) }
      // Places are written as decimals: 0.15, where the sum of the floats is a little less. And zero has no sign.
      let rounded = all.map { ($0 * 1e12).rounded() / 1e12 + 0 }
      return Set(rounded + [0, 1].filter { (from...to).contains($0) }).sorted()
    }
  }

  /// The ends.
  public let start: Network, end: Network
  /// What losses are over.
  public let data: Dataset
  /// Which loss.
  public let loss: any Loss
  /// How the path runs between its control points.
  public let family: CurveFamily
  /// How many control points there are, ends included.
  public let controls: Int
  /// Which masks there are between the ends.
  public let space: Space
  /// What is measured.
  public let measuring: Measuring
  /// How control points move; nil for a path that is not fitted.
  public var optimizer: (any Optimizer)?
  /// How their step size changes.
  public let schedule: any Schedule
  /// Samples a step.
  public let batch: Int
  /// Steps in all.
  public internal(set) var steps: Int
  /// The seed of order, places, dropout and changes to images.
  public let seed: Int
  /// Where to measure.
  let places: [Double]
  /// Where the points lie.
  let coordinates: ParameterSpace

  /// A path from [start] to [end] with [bends] control points between, all of which fits together.
  ///
  /// Errors: networks of different layers, or with numbers that are not finite; data that do not fit them or the loss; numbers that are too small or
  /// too large; a need for more memory than there is.
  public init(
    from start: Network, to end: Network, data: Dataset, loss: (any Loss)? = nil,
    family: CurveFamily = .bezier,
    bends: Int = 0, space: Space = .sparse, measuring: Measuring = Measuring(), fit: Fit? = nil,
    seed: Int = 0,
    execution: Execution
  ) throws(PlanError) {
    try start.check(hasLayersOf: end)
    for end in [start, end] { try end.checkFinite() }
    (self.data, self.family, self.space, self.measuring) = (data, family, space, measuring)
    (self.seed, controls) = (seed, bends + 2)
    self.loss = loss ?? data.train.standardLoss
    for part in [data.train, data.test] where part.count > 0 {
      try part.check(fits: start, self.loss, classes: data.classes)
    }
    if let objection = Measuring.objection(from: measuring.from, to: measuring.to) {
      throw PlanError(message: objection)
    }
    places = measuring.places()
    coordinates = try ParameterSpace([start, end], isDense: space == .dense, execution: execution)
    (optimizer, schedule) = (fit?.optimizer, fit?.schedule ?? Constant())
    batch = min(fit?.batch ?? data.train.count, data.train.count)
    steps = try fit?.length.steps(epoch: (data.train.count + batch - 1) / batch) ?? 0
    // Beside the point at hand and its gradient each point between the ends has numbers, a gradient and what the
    // optimizer remembers.
    let frame = coordinates.frame
    if let optimizer {
      try frame.check(
        memoryFor: .training(batch: batch, memories: 2 + bends * (optimizer.memories + 2)))
    } else {
      try frame.check(memoryFor: .evaluating(batch: min(data.train.count, frame.evaluationBatch)))
    }
    (self.start, self.end) = (start.drawn, end.drawn)
  }

  /// Steps in which every training sample is seen once.
  public var stepsPerEpoch: Int { (data.train.count + batch - 1) / batch }
  /// Whether the networks have batch norm, so that statistics are a choice.
  public var hasStatistics: Bool { start.hasStatistics }
  /// Whether losses on the training part are over changed images.
  public var isAugmented: Bool { measuring.augments && data.augmentation != nil }
  /// Whether the two ends have different masks.
  public var joinsMasks: Bool {
    zip(start.parameters, end.parameters).contains { $0.mask != $1.mask }
  }

  /// The training part as losses and statistics see it.
  var view: View { isAugmented ? View(training: data, seed: seed) : View(data.train) }
}
