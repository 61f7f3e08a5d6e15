import WeirCatalog
import WeirEngine

/// `distance`: how far two networks are from each other.
struct MeasureDistance: Builtin {
  @Required var first: Network
  @Required var second: Network
  var byLayer = false

  static let entry = Entry<MeasureDistance>(
    "distance",
    "Measures how far two networks of the same layers are from each other: L2, over all that is trained.",
    details: """
      A weight that is inactive in one of them counts there as zero. With `by_layer: true` a record of the distances \
      of each layer's weights, and of biases and other parameters together as `others`; the squares add up to that \
      of the whole. A run stands for its network: `distance(run.at(0), run)` is how far it has come.
      """,
    settings: [
      .required("a", \.$first, .solution, "A network."),
      .required("b", \.$second, .solution, "Another of the same layers."),
      Setting("by_layer", \.byLayer, .truth, "Whether to tell layers apart."),
    ],
    examples: [
      Example(
        """
        a = network([dense(1, weights: [[3, 0]], bias: [1])], input: [2])
        b = network([dense(1, weights: [[0, 4]], bias: [1])], input: [2])
        distance(a, b)
        """, prints: "5.0")
    ], words: ["norm", "euclidean", "l2", "far"])

  func run(_ context: Context) throws -> Value {
    try asCall {
      let distance = try Distance(first, second, execution: context.execution)
      guard byLayer else { return .number(distance.whole) }
      return .record(Record(distance.layers.map { Record.Field($0.name, .number($0.distance)) }))
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkAlike("a", "b")
    return .unknown
  }
}

/// `disagreement`: how often two networks see different classes.
struct MeasureDisagreement: Builtin {
  @Required var first: Network
  @Required var second: Network
  @Required var data: Dataset

  static let result: Kind? = .number
  static let entry = Entry<MeasureDisagreement>(
    "disagreement", "Measures the share of samples that two networks put into different classes.",
    details:
      "Over the training part of the data; for the test part: `data.test`. The networks may have any layers.",
    source: "Fort, Hu and Lakshminarayanan 2019; Evci et al. 2022",
    settings: [
      .required("a", \.$first, .solution, "A network."),
      .required("b", \.$second, .solution, "Another."),
      .required("data", \.$data, .thing(Dataset.self), "The data, with classes: their training part."),
    ],
    examples: ["disagreement(mlp([2, 8, 2], seed: 1), mlp([2, 8, 2], seed: 2), moons())"],
    words: ["diversity", "predictions", "churn"])

  func run(_ context: Context) throws -> Value {
    try asCall {
      try data.checkClasses(for: Self.entry.name, [("a", first), ("b", second)], context)
      return .number(
        try first.disagreement(
          with: second, on: data.train, execution: context.execution, cancellation: context.cancellation))
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    for setting in ["a", "b"] { try call.checkSolution(setting) }
    try call.checkFit(network: "a", data: "data")
    try call.checkFit(network: "b", data: "data")
    return .kind(.number)
  }
}

/// `ensemble`: what networks say together.
struct MakeEnsemble: Builtin {
  @Required var networks: [Network]
  @Required var data: Dataset

  static let result: Kind? = Ensemble.kind
  static let entry = Entry<MakeEnsemble>(
    "ensemble", "Measures how well networks do together, by the mean of their probabilities.",
    details: """
      `e.accuracy` is that of the class with the largest mean probability, `e.accuracies` what each network reaches \
      by itself, `e.loss` the cross-entropy of the mean. Over the training part of the data; for the test part: \
      `data.test`. The networks may have any layers, and as many outputs each.
      """,
    source: "Lakshminarayanan, Pritzel and Blundell 2017",
    settings: [
      .required("networks", \.$networks, .list(of: .solution, count: 1...), "The networks."),
      .required("data", \.$data, .thing(Dataset.self), "The data, with classes: their training part."),
    ],
    examples: [
      """
      data = moons(samples: 200)
      ensemble([train(mlp([2, 8, 2], seed: s), data, epochs: 3, seed: s) for s in 1...3], data.test).accuracy
      """
    ], words: ["vote", "average", "committee"])

  func run(_ context: Context) throws -> Value {
    let host = context.host
    defer { host.progress(nil) }
    return try asCall {
      let named = networks.enumerated().map { ("networks[\($0.offset)]", $0.element) }
      try data.checkClasses(for: Self.entry.name, named, context)
      if let other = networks.first(where: { $0.outputs != networks[0].outputs }) {
        throw CallError.failed(
          "`ensemble` needs networks of as many outputs, but one has \(networks[0].outputs) and another "
            + "\(other.outputs)")
      }
      return .thing(
        try Ensemble(
          networks, on: data.train, execution: context.execution, cancellation: context.cancellation
        ) { done, all in host.progress(Progress(step: done, steps: all, samples: done * data.train.count)) })
    }
  }
}

extension Dataset {
  /// Refuses data without classes for the builtin called [name], and networks that cannot take them, or whose weights
  /// or outputs are not finite.
  fileprivate func checkClasses(
    for name: String, _ networks: [(name: String, network: Network)], _ context: Context
  ) throws {
    guard classes != nil else {
      throw CallError.failed("`\(name)` needs data with labels, but these have targets")
    }
    for (name, network) in networks {
      try train.check(fits: network, CrossEntropy(), classes: classes)
      try network.checkFinite()
      try network.check(
        hasFinite: CrossEntropy(), on: train, called: name, execution: context.execution,
        cancellation: context.cancellation)
    }
  }
}
