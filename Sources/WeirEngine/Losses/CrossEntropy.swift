import WeirCatalog

/// Cross-entropy of the softmax of the outputs and the right class, averaged over the samples.
///
/// Of C outputs the right one should have the probability 1 - smoothing + smoothing / C, each other
/// smoothing / C, as PyTorch has it (Szegedy et al. 2016); without smoothing the loss is -log p of the right
/// class.
public struct CrossEntropy: Loss {
  /// The share of each target that all outputs have alike.
  public var smoothing: Float = 0

  /// How it is named and set.
  public static let entry = Entry<CrossEntropy>(
    "cross_entropy", "Softmax cross-entropy: -log of the probability of the right class.",
    details: """
      p = exp z / sum exp z over the outputs z; the mean over the samples, in nats. With smoothing s the loss is \
      (1 - s) times that, and s times the mean of -log p over all C outputs. What is measured on the test part \
      while training is this loss too, smoothing included.
      """,
    source: "Szegedy et al. 2016 (smoothing)",
    settings: [
      Setting(
        "smoothing", \.smoothing, .number(in: 0...1), "Share of the target that all outputs have alike.")
    ],
    examples: [
      "train(mlp([2, 16, 2]), spirals(), loss: cross_entropy(smoothing: 0.1), epochs: 1)"
    ],
    words: ["softmax", "classification", "label smoothing", "regularization"])

  /// The loss without smoothing.
  public init() {}

  /// With [smoothing].
  public init(smoothing: Float) { self.smoothing = smoothing }

  /// -Σ t log p over the outputs, t the targets.
  public func evaluate(
    _ outputs: TiledBatch, _ answers: BatchAnswers, factor: Float, into gradient: inout TiledBatch
  ) -> LossReading {
    guard case .labels(let labels) = answers else { return LossReading(sum: .nan, count: outputs.count) }
    return Losses.crossEntropy(outputs, labels, smoothing: smoothing, factor: factor, into: &gradient)
  }

  /// p (ż - sum p ż), for the change ż of the outputs.
  public func tangent(
    _ outputs: TiledBatch, _ change: TiledBatch, _ answers: BatchAnswers, factor: Float,
    into gradientTangent: inout TiledBatch
  ) {
    gradientTangent.clear(like: outputs)
    for sample in 0..<outputs.count {
      let p = Losses.softmax(outputs, sample)
      let mean = p.indices.reduce(0) { $0 + p[$1] * Double(change[sample, $1]) }
      for output in 0..<outputs.features {
        gradientTangent[sample, output] = factor * Float(p[output] * (Double(change[sample, output]) - mean))
      }
    }
  }

  /// Needs a class for each sample, and an output for each class.
  public func objection(width: Int, answers: Samples.Answers, classes: Int?) -> String? {
    guard case .labels = answers, let classes else {
      return "`cross_entropy` needs data with labels, but these have targets; use `loss: squared_error`"
    }
    return classes <= width
      ? nil : "the network has \(width) outputs, but the data have \(classes) classes"
  }
}
