import WeirCatalog
import WeirEngine

/// A network and the data that something is measured on.
struct Subject {
  @Required var network: Network
  @Required var data: Dataset
}

/// A builtin that measures a network on data.
protocol MeasuresNetwork: Builtin {
  var subject: Subject { get set }
}

extension MeasuresNetwork {
  /// The two settings of all measures of a network.
  static var subjectSettings: [Setting<Self>] {
    [
      .required(
        "network", \.subject.$network, .solution, "The network, or a run, which stands for its network."),
      .required("data", \.subject.$data, .thing(Dataset.self), "The data: their training part."),
    ]
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkSolution("network")
    try call.checkFit(network: "network", data: "data")
    return result.map { .kind($0) } ?? .unknown
  }
}

/// `loss`: the mean loss of a network on data.
struct MeasureLoss: MeasuresNetwork {
  var subject = Subject()
  var loss: (any Loss)?

  static let result: Kind? = .number
  static let entry = Entry<MeasureLoss>(
    "loss", "Measures the mean loss of a network over the training part of data.",
    details: "Batch norm uses its running averages, and nothing is dropped. For the test part: `data.test`.",
    settings: subjectSettings + [
      Setting("loss", \.loss, .optional(.made(by: losses)), "Which loss; none: what suits the data.")
    ],
    examples: ["loss(mlp([2, 8, 2]), moons())"])

  func run(_ context: Context) throws -> Value {
    let (network, data) = (subject.network, subject.data)
    return try asCall {
      let loss = try data.loss(loss, fitting: network)
      let reading = try network.evaluate(
        on: data.train, loss: loss, execution: context.execution, cancellation: context.cancellation)
      return .number(reading.mean)
    }
  }
}

/// `accuracy`: the share of samples put into the right class.
struct MeasureAccuracy: MeasuresNetwork {
  var subject = Subject()

  static let result: Kind? = .number
  static let entry = Entry<MeasureAccuracy>(
    "accuracy", "Measures the share of samples that a network puts into the right class.",
    details: "Over the training part of the data; for the test part: `data.test`.",
    settings: subjectSettings,
    examples: ["data = moons()\naccuracy(mlp([2, 8, 2]), data.test)"])

  func run(_ context: Context) throws -> Value {
    let (network, data) = (subject.network, subject.data)
    return try asCall {
      try data.train.check(fits: network, data.train.standardLoss, classes: data.classes)
      let reading = try network.evaluate(
        on: data.train, loss: data.train.standardLoss, execution: context.execution,
        cancellation: context.cancellation)
      guard let accuracy = reading.accuracy else {
        throw CallError.failed(
          "`accuracy` needs data with labels, but these have targets", suggestion: "use `loss`")
      }
      return .number(accuracy)
    }
  }
}

/// `predict`: what a network says of each sample.
struct Predict: MeasuresNetwork {
  var subject = Subject()

  static let entry = Entry<Predict>(
    "predict", "Lists what a network says of each sample of the training part of data.",
    details: "For data with labels the class of the largest output; else the outputs, a row a sample.",
    settings: subjectSettings,
    examples: [
      Example(
        "net = network([dense(2, weights: [[1, 0], [0, 1]])], input: [2])\npredict(net, dataset(inputs: [[3, 1], [1, 3]], labels: [0, 1]))",
        prints: "[0, 1]")
    ])

  func run(_ context: Context) throws -> Value {
    let (network, data) = (subject.network, subject.data)
    return try asCall {
      try data.train.check(fits: network, data.train.standardLoss, classes: data.classes)
      guard data.classes != nil else {
        return .thing(
          try network.outputs(
            on: data.train, execution: context.execution, cancellation: context.cancellation))
      }
      let classes = try network.predictions(
        on: data.train, execution: context.execution, cancellation: context.cancellation)
      return .list(of: classes.map { .integer($0) })
    }
  }
}
