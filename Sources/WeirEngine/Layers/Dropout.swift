import WeirCatalog

/// Drops each feature of each sample with the same probability in training, and scales up the others.
public struct Dropout: Layer {
  /// The probability of being dropped.
  @Required public var rate: Float

  /// How it is named and set.
  public static let entry = Entry<Dropout>(
    "dropout", "Drops features at random while training.",
    details: "y = x / (1 - rate) with probability 1 - rate, else 0; in evaluation y = x.",
    source: "Srivastava et al. 2014",
    settings: [.required("rate", \.$rate, .number(in: 0...0.99), "Probability that a feature is dropped.")],
    examples: ["network([dense(8), relu, dropout(0.5), dense(2)], input: [2])"], words: ["regularization"])

  /// Without a rate yet.
  public init() {}

  /// Drops with probability [rate].
  public init(rate: Float) { self.rate = rate }

  /// What is kept of each feature of each sample.
  public var keepsBatch: Bool { true }

  /// Drops, by draws of this step and layer.
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    switch pass.mode {
    case .evaluating, .measuring:
      pass.execution.copy(input, into: &output)
    case .training:
      memory.reserve(0, input.extent)
      let stream = RandomStream(seed: pass.seed, purpose: .dropout, step: pass.step, part: own.place.part)
      pass.execution.dropoutMask(&memory.buffers[0], count: input.extent, keep: 1 - rate, stream: stream)
      pass.execution.multiply(input, by: memory.buffers[0], into: &output)
    }
  }

  /// The gradient of what was kept.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    guard pass.mode == .training else { return }
    pass.execution.multiply(&flow.gradient, by: memory.buffers[0])
  }
}
