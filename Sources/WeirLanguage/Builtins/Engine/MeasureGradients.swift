import WeirCatalog
import WeirEngine

/// `gradients`: the gradient of the loss, layer by layer.
struct MeasureGradients: MeasuresNetwork {
  var subject = Subject()
  var dense = false
  var loss: (any Loss)?
  var batch = TrainingPlan.standardBatch

  static let result: Kind? = .list
  static let entry = Entry<MeasureGradients>(
    "gradients", "Computes the gradient of the mean loss over data, layer by layer.",
    details: """
      A list with a record `{weights, bias}` for each layer that carries weights. Gradients of inactive \
      weights are zeros, unless `dense: true` asks for them: those of the effective weights W m. \
      Batch norm normalizes by each batch, as in training.
      """,
    settings: subjectSettings + [
      Setting("dense", \.dense, .truth, "Whether to include inactive weights."),
      Setting("loss", \.loss, .optional(.made(by: losses)), "Which loss; none: what suits the data."),
      Setting("batch", \.batch, .integer(in: 1...1_000_000), "Samples that batch norm sees together."),
    ],
    examples: ["gradients(mlp([2, 8, 2]), moons())[0].weights"])

  func run(_ context: Context) throws -> Value {
    let network = subject.network
    let gradients = try network.measured(on: subject.data, loss, dense: dense, batch: batch, context)
    let parameters = network.parameters
    return try asCall {
      .list(
        of: try network.weightIndices.map { index in
          let next = index + 1
          let hasBias = next < parameters.count && parameters[next].role == .bias
          return .record([
            "weights": .thing(try gradients.tensor(index)),
            "bias": hasBias ? .thing(try gradients.tensor(next)) : .none,
          ])
        })
    }
  }
}

extension Network {
  /// The gradients over the training part of [data], everything checked first.
  func measured(
    on data: Dataset, _ loss: (any Loss)?, dense: Bool, batch: Int, _ context: Context
  ) throws -> Gradients {
    try asCall {
      let loss = try data.loss(loss, fitting: self)
      try check(memoryFor: .measuring(batch: min(batch, data.train.count), dense: dense))
      return try gradients(
        on: data.train, loss: loss, dense: dense, batch: batch, execution: context.execution,
        cancellation: context.cancellation)
    }
  }
}
