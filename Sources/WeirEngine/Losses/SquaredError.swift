import WeirCatalog

/// Half the squared distance of the outputs from the targets, averaged over the samples.
public struct SquaredError: Loss {
  /// How it is named.
  public static let entry = Entry<SquaredError>(
    "squared_error", "Half the squared distance from the target: sum of (y - t)² / 2 over the outputs.",
    details: "The mean over the samples. For labels the target is one at the right class, else zero.",
    examples: [
      "train(mlp([1, 8, 1]), dataset(inputs: [[0.0], [1.0]], targets: [[1.0], [3.0]]), loss: squared_error, epochs: 1)"
    ],
    words: ["regression", "mse"])

  /// The loss.
  public init() {}

  /// Σ (y - t)² / 2 over the outputs; ∂y = y - t.
  public func evaluate(
    _ outputs: TiledBatch, _ answers: BatchAnswers, factor: Float, into gradient: inout TiledBatch
  ) -> LossReading {
    let width = outputs.features
    gradient.clear(like: outputs)
    var reading = LossReading(count: outputs.count)
    var correct = 0
    for sample in 0..<outputs.count {
      var half = 0.0
      var best = 0
      for output in 0..<width {
        let y = outputs[sample, output]
        let target: Float
        switch answers {
        case .labels(let labels): target = Int(labels[sample]) == output ? 1 : 0
        case .targets(let targets): target = targets[sample * width + output]
        }
        let difference = y - target
        gradient[sample, output] = factor * difference
        half += Double(difference) * Double(difference) / 2
        if y > outputs[sample, best] { best = output }
      }
      reading.add(half)
      if case .labels(let labels) = answers, Int(labels[sample]) == best { correct += 1 }
    }
    if case .labels = answers { reading.correct = correct }
    return reading
  }

  /// The change of the outputs itself.
  public func tangent(
    _ outputs: TiledBatch, _ change: TiledBatch, _ answers: BatchAnswers, factor: Float,
    into gradientTangent: inout TiledBatch
  ) {
    gradientTangent.clear(like: outputs)
    for sample in 0..<outputs.count {
      for output in 0..<outputs.features {
        gradientTangent[sample, output] = factor * change[sample, output]
      }
    }
  }

  /// Needs as many outputs as there are targets, or classes.
  public func objection(width: Int, answers: Samples.Answers, classes: Int?) -> String? {
    switch answers {
    case .labels:
      guard let classes, classes > width else { return nil }
      return "the network has \(width) outputs, but the data have \(classes) classes"
    case .targets(_, let targets):
      return targets == width
        ? nil : "the network has \(width) outputs, but the data have \(targets) targets a sample"
    }
  }
}
