import ArgumentParser
import WeirEngine

/// The three products of a 3 x 3 convolution whose planes keep their size: forward, the gradient of the input and
/// that of the active weights.
struct ConvolutionProducts {
  private let map: Convolution
  private let weights: Parameter
  private let execution: Execution
  private var inputs: TiledBatch, outputs: TiledBatch, back: TiledBatch
  private var gradient = Buffer(count: 0), scratch = Buffer(count: 0), sums = Buffer(count: 0)

  /// Those of [step], which must name one.
  init(_ step: StepCase) throws {
    let sizes = (step.convolution ?? "").split(separator: ",").compactMap { Int($0) }
    guard sizes.count == 3, sizes.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("--convolution must be three counts, but is `\(step.convolution ?? "")`.")
    }
    let shape = [sizes[0], sizes[2], sizes[2]]
    guard let map = Convolution(filters: sizes[1], kernel: 3, padding: 1, for: shape) else {
      throw ValidationError("--convolution must have planes of at least 1 by 1.")
    }
    var network = try Network([Conv(sizes[1], kernel: 3)], inputShape: shape)
    if step.density < 1 { network = try network.sparsified(to: step.density, seed: 1) }
    let drawn = network.drawn
    (self.map, weights) = (map, drawn.parameters[drawn.weightIndices[0]])
    execution = Execution(threads: step.threads)
    inputs = TiledBatch(features: shape.reduce(1, *), count: step.batch)
    outputs = TiledBatch(features: map.output.reduce(1, *), count: step.batch)
    back = inputs
    // Zeros would do for time, were it not for numbers so small that processors slow down on them.
    for sample in 0..<step.batch {
      for feature in 0..<inputs.features { inputs[sample, feature] = Float((sample + feature) % 7) - 3 }
    }
  }

  /// Computes all three.
  mutating func run() {
    execution.product(weights, map, bias: nil, inputs, into: &outputs)
    execution.gradient(of: weights, map, inputs, outputs, &gradient, &sums)
    execution.transposedProduct(weights, map, outputs, into: &back, &scratch)
  }
}
