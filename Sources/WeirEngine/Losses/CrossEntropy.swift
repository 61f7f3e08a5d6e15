import Foundation
import WeirCatalog

/// Cross-entropy of the softmax of the outputs: -log p of the right class, averaged over the samples.
public struct CrossEntropy: Loss {
  /// How it is named.
  public static let entry = Entry<CrossEntropy>(
    "cross_entropy", "Softmax cross-entropy: -log of the probability of the right class.",
    details: "p = exp z / sum exp z over the outputs z; the mean over the samples, in nats.",
    examples: ["train(mlp([2, 16, 2]), spirals(), loss: cross_entropy, epochs: 1)"],
    words: ["softmax", "classification"])

  /// The loss.
  public init() {}

  /// -log p of the right class.
  public func evaluate(
    _ outputs: TiledBatch, _ answers: BatchAnswers, factor: Float, into gradient: inout TiledBatch
  ) -> LossReading {
    guard case .labels(let labels) = answers else { return LossReading(sum: .nan, count: outputs.count) }
    return Losses.crossEntropy(outputs, labels, factor: factor, into: &gradient)
  }

  /// p (ż - sum p ż), for the change ż of the outputs.
  public func tangent(
    _ outputs: TiledBatch, _ change: TiledBatch, _ answers: BatchAnswers, factor: Float,
    into gradientTangent: inout TiledBatch
  ) {
    gradientTangent.clear(like: outputs)
    for sample in 0..<outputs.count {
      let z = (0..<outputs.features).map { Double(outputs[sample, $0]) }
      let largest = z.max() ?? 0
      let weights = z.map { exp($0 - largest) }
      let total = weights.reduce(0, +)
      let mean = weights.indices.reduce(0) { $0 + weights[$1] * Double(change[sample, $1]) } / total
      for output in 0..<outputs.features {
        let p = weights[output] / total
        gradientTangent[sample, output] = factor * Float(p * (Double(change[sample, output]) - mean))
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
