import WeirCatalog

/// What a method that looks at gradients measures them on.
public struct GradientSource: Sendable {
  /// The data: some samples of their training part.
  @Required public var data: Dataset
  /// Samples that batch norm sees together.
  public var batch = TrainingPlan.standardBatch
  /// The loss; what suits the data if nil.
  public var loss: (any Loss)?

  /// The loss in use.
  var chosenLoss: any Loss { loss ?? data.train.standardLoss }

  /// Refuses data or a loss that do not fit [network], and more work than there is memory for.
  func check(_ network: Network) throws(PlanError) {
    try data.train.check(fits: network, chosenLoss, classes: data.classes)
    try network.check(memoryFor: .measuring(batch: min(batch, data.train.count), dense: false))
  }

  /// [count] samples of the training part, or all if there are fewer, in their order.
  func samples(_ count: Int?, seed: Int) -> Samples {
    let all = data.train.count
    guard let count, count < all else { return data.train }
    return data.train.picking(RandomStream(seed: seed, purpose: .sampling).choose(count, of: all))
  }

  /// [count] samples of each class, or all of a class with fewer, in their order; of data without classes
  /// [count] in all.
  func samples(perClass count: Int, seed: Int) -> Samples {
    guard let classes = data.classes else { return samples(count, seed: seed) }
    var members = [[Int]](repeating: [], count: classes)
    for sample in 0..<data.train.count {
      if let label = data.train.label(sample) { members[label].append(sample) }
    }
    let chosen = members.enumerated().flatMap { label, members in
      RandomStream(seed: seed, purpose: .sampling, part: label)
        .choose(min(count, members.count), of: members.count).map { members[$0] }
    }
    return data.train.picking(chosen.sorted())
  }
}

/// A method with the settings of a `GradientSource`.
protocol RanksByGradients: PruningMethod {
  var source: GradientSource { get set }
  /// In how many rounds to prune.
  var rounds: Int { get set }
}

extension RanksByGradients {
  /// The data, which every call must name.
  static var dataSetting: Setting<Self> {
    .required(
      "data", \.source.$data, .thing(Dataset.self), "What gradients are measured on: the training part.")
  }

  /// How gradients are measured, and how often.
  static var gradientSettings: [Setting<Self>] {
    [
      Setting(
        "batch", \.source.batch, .integer(in: 1...1_000_000), "Samples that batch norm sees together."),
      Setting("loss", \.source.loss, .optional(.made(by: losses)), "Which loss; none: what suits the data."),
      Setting(
        "rounds", \.rounds, .integer(in: 1...100_000), "Rounds to the density, with scores anew in each."),
    ]
  }
}
