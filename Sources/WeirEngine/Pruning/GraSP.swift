import WeirCatalog

/// What the removal of each weight does to the gradient's norm, to first order: -w (H g).
public struct GraSP: RanksByGradients {
  /// What gradient and Hessian are measured on.
  public var source = GradientSource()
  /// How many samples of each class.
  public var samples = 25
  /// What the outputs are divided by.
  public var temperature: Float = 200
  /// In how many rounds to prune.
  public var rounds = 1

  /// How it is named and set.
  public static let entry = Entry<GraSP>(
    "grasp", "Removes the weights whose absence harms the flow of gradients least, by -w (H g).",
    details: """
      Those with the largest -w (H g) go. g is the gradient and H the Hessian of the mean loss by the active \
      weights, over some samples of each class, drawn by the seed, with the outputs divided by a temperature; \
      the product is exact. Of data without classes so many samples are taken in all. Unless told otherwise, \
      the weights of all layers are ranked together. Biases have no part.
      """,
    source: "Wang, Zhang and Grosse 2020",
    settings: [
      dataSetting,
      Setting("samples", \.samples, .integer(in: 1...), "How many samples of each class."),
      Setting("temperature", \.temperature, .positive, "What the outputs are divided by."),
    ] + gradientSettings,
    examples: [
      Example(
        "mlp([2, 16, 16, 2]).sparsify(density: 25%, method: grasp(moons()), seed: 1).nonzeros", prints: "80")
    ], words: ["hessian", "gradient flow"])

  /// Without data yet.
  public init() {}

  /// The threshold of the paper is one for all layers.
  public var distribution: any Distribution { GlobalRanking() }

  /// w (H g): what stays is highest.
  public func ranking(of network: Network, _ round: PruningRound) throws -> Ranking {
    try source.check(network)
    let network = try network.drawn(for: "ranking")
    let samples = source.samples(perClass: samples, seed: round.seed)
    let gradients = try network.gradients(
      on: samples, loss: source.chosenLoss, temperature: temperature, batch: source.batch,
      execution: round.execution, cancellation: round.cancellation)
    let direction = network.parameters.indices.map { index in
      network.parameters[index].role == .weight ? gradients.buffers[index] : Buffer(count: 0)
    }
    let product = try network.hessianProduct(
      with: direction, on: samples, loss: source.chosenLoss, temperature: temperature, batch: source.batch,
      execution: round.execution, cancellation: round.cancellation)
    return .scores(
      network.weightIndices.map { index in
        let weight = network.parameters[index]
        return zip(weight.listed(weight.values), weight.listed(product[index])).map {
          Double($0) * Double($1)
        }
      })
  }
}
