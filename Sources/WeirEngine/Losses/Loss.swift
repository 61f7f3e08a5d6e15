import WeirCatalog

/// What a network is trained to make small.
public protocol Loss: Catalogued, Thing {
  /// The loss of [outputs], and in [gradient] its derivative by them, [factor] times the sum over the
  /// samples; zero in idle lanes.
  func evaluate(
    _ outputs: TiledBatch, _ answers: BatchAnswers, factor: Float, into gradient: inout TiledBatch
  ) -> LossReading
  /// In [gradientTangent] how the gradient of `evaluate` changes where the outputs change by [change]; zero
  /// in idle lanes.
  func tangent(
    _ outputs: TiledBatch, _ change: TiledBatch, _ answers: BatchAnswers, factor: Float,
    into gradientTangent: inout TiledBatch)
  /// Why the loss does not fit outputs of [width] features and these answers; nil if it does.
  func objection(width: Int, answers: Samples.Answers, classes: Int?) -> String?
}

extension Loss {
  /// The kind of all losses.
  public static var kind: Kind { losses.kind }
}

/// All losses.
public let losses = Registry<any Loss>(Kind("loss"), [CrossEntropy.self, SquaredError.self])

extension TiledBatch {
  /// Becomes zeros of the size of [other].
  mutating func clear(like other: TiledBatch) {
    reshape(features: other.features, count: other.count)
    buffer.withMutableSpan { for index in 0..<$0.count { $0[index] = 0 } }
  }
}

/// The right answers for the samples of a batch.
public enum BatchAnswers: Sendable {
  /// The class of each sample.
  case labels([Int32])
  /// The wanted outputs, sample after sample.
  case targets([Float])
}

/// What a loss says of a batch.
public struct LossReading: Sendable, Equatable {
  /// The sum over the samples.
  public var sum = 0.0
  /// The sum of the squares of the samples' losses.
  public var squares = 0.0
  /// How many samples there were.
  public var count = 0
  /// How many were put into the right class; nil where there are no classes.
  public var correct: Int?
  /// The losses of the samples of one batch, in their order; none where several were put together.
  private(set) var each: [Double] = []

  /// So many samples, of which as many were put into the right class, with this sum of losses and of their squares.
  init(sum: Double = 0, squares: Double = 0, count: Int = 0, correct: Int? = nil) {
    (self.sum, self.squares, self.count, self.correct) = (sum, squares, count, correct)
  }

  /// The mean over the samples.
  public var mean: Double { count == 0 ? .nan : sum / Double(count) }
  /// The share put into the right class.
  public var accuracy: Double? { correct.map { count == 0 ? .nan : Double($0) / Double(count) } }

  /// How far the mean may be from that over all samples there could be: s / √n, s the deviation of the samples' losses
  /// (over n - 1); zero for a single sample.
  public var standardError: Double {
    guard count > 1 else { return 0 }
    let variance = max(0, squares - sum * sum / Double(count)) / Double(count - 1)
    return (variance / Double(count)).squareRoot()
  }

  /// Takes in the loss of one more sample, of which `count` knows already.
  mutating func add(_ loss: Double) {
    if each.isEmpty { each.reserveCapacity(count) }
    each.append(loss)
    sum += loss
    squares += loss * loss
  }

  /// Adds what was said of another batch.
  public static func += (a: inout LossReading, b: LossReading) {
    a.each = []
    a.sum += b.sum
    a.squares += b.squares
    a.count += b.count
    if let correct = b.correct { a.correct = (a.correct ?? 0) + correct }
  }
}
