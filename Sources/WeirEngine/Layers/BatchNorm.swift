import WeirCatalog

/// Batch normalization: y = gain (x - mean) / √(variance + ε) + shift, over the samples of a batch and the
/// positions of a channel.
///
/// A sample of shape `[channels, height, width]` has a gain, a shift, a mean and a variance for each channel;
/// each feature of a vector is a channel of one position. In training mean and (biased) variance are those of the
/// batch; in evaluation they are running averages, r ← (1 - momentum) r + momentum b, with the unbiased variance,
/// as PyTorch keeps them.
public struct BatchNorm: Layer {
  /// Share of the newest batch in the running averages.
  public var momentum: Float = 0.1
  /// Added to the variance, so that a constant feature does no harm.
  public var epsilon: Float = 1e-5

  /// How it is named and set.
  public static let entry = Entry<BatchNorm>(
    "batch_norm", "Normalizes each feature or channel over the batch, then scales and shifts it.",
    details: """
      y = gain (x - mean) / sqrt(variance + epsilon) + shift. Gain and shift are trained. In samples of shape \
      [channels, height, width] mean and variance are those of a channel, over all its positions.
      """,
    source: "Ioffe and Szegedy 2015",
    settings: [
      Setting(
        "momentum", \.momentum, .number(in: 0...1), "Share of the newest batch in the running averages."),
      Setting("epsilon", \.epsilon, .positive, "Added to the variance."),
    ],
    examples: [
      "network([dense(8), batch_norm, relu, dense(2)], input: [2])",
      Example("network([batch_norm], input: [3, 8, 8]).parameters", prints: "6"),
    ], words: ["normalization"])

  /// The defaults.
  public init() {}

  /// Gain, shift and the running mean and variance.
  public func parameters(for input: [Int], _ drawing: Drawing) throws(ShapeError) -> [Parameter] {
    let channels = input.first ?? 1
    let (ones, zeros) = ([Float](repeating: 1, count: channels), [Float](repeating: 0, count: channels))
    return [
      Parameter(.gain, ones), Parameter(.shift, zeros), Parameter(.runningMean, zeros),
      Parameter(.runningVariance, ones),
    ]
  }

  /// While it writes. On which side a number was is known again from the input on the way back.
  public var canRectify: Bool { true }

  /// Normalizes by the batch, or in evaluation by the running averages.
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    let (gain, shift) = (own[0].values, own[1].values)
    switch pass.mode {
    case .evaluating:
      let (mean, variance) = (own[2].values, own[3].values)
      let factor = Buffer((0..<gain.count).map { gain[$0] / (variance[$0] + epsilon).squareRoot() })
      let term = Buffer((0..<gain.count).map { shift[$0] - mean[$0] * factor[$0] })
      pass.execution.scaleRows(of: input, by: factor, plus: term, into: &output)
    case .training, .measuring:
      memory.reserve(0, gain.count)
      memory.reserve(1, gain.count)
      // The two are lent out of the array, for it would be copied if both were held inside it.
      var (mean, variance) = (Buffer(count: 0), Buffer(count: 0))
      swap(&mean, &memory.buffers[0])
      swap(&variance, &memory.buffers[1])
      pass.execution.normalizeRows(
        of: input, gain: gain, shift: shift, epsilon: epsilon, slope: pass.leak, mean: &mean,
        variance: &variance, into: &output)
      swap(&mean, &memory.buffers[0])
      swap(&variance, &memory.buffers[1])
    }
  }

  /// ∂x = gain / √(variance + ε) (∂y - mean ∂y - n mean(∂y n)), n the normalized input.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    let leak = flow.remaining(pass.leak)
    var (gain, shift) = (Buffer(count: 0), Buffer(count: 0))
    swap(&gain, &gradients[own.base])
    swap(&shift, &gradients[own.base + 1])
    pass.execution.normalizeRowsGradient(
      of: input, gain: own[0].values, shift: own[1].values, epsilon: epsilon, slope: leak,
      mean: memory.buffers[0], variance: memory.buffers[1], &flow.gradient, gainGradient: &gain,
      shiftGradient: &shift)
    swap(&gain, &gradients[own.base])
    swap(&shift, &gradients[own.base + 1])
  }

  /// Moves the running averages towards the batch.
  public func settle(_ memory: LayerMemory, samples: Int, _ parameters: inout [Parameter], _ place: Place) {
    guard memory.buffers.count >= 2 else { return }
    let count = samples * place.positions
    let unbiased = count > 1 ? Float(count) / Float(count - 1) : 1
    let factors: [Float] = [1, unbiased]
    for index in 0..<2 {
      memory.buffers[index].withSpan { batch in
        parameters[place.parameters.lowerBound + 2 + index].values.withMutableSpan { running in
          for channel in 0..<running.count {
            running[channel] += momentum * (batch[channel] * factors[index] - running[channel])
          }
        }
      }
    }
  }

  /// |gain| / √(variance + ε) for each channel, by the running average.
  public func stage(_ own: Own) -> FlowStage {
    let (gain, variance) = (own[0].values.array, own[3].values.array)
    return .factors(zip(gain, variance).map { Double(abs($0)) / Double($1 + epsilon).squareRoot() })
  }
}
