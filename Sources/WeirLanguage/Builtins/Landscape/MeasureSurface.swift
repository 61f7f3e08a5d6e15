import WeirCatalog
import WeirEngine

/// `surface`: the loss around a network.
struct MeasureSurface: Builtin {
  @Required var network: Network
  @Required var data: Dataset
  var choices = Surface.Choices()
  var loss: (any Loss)?
  var seed: Int?

  static let result: Kind? = Surface.kind
  static let entry = Entry<MeasureSurface>(
    "surface", "Measures the loss on a plane around a network, along two random directions.",
    details: """
      A direction has a normal number for each active weight; in each unit or filter it is brought to the length of \
      the weights there, so that networks whose weights differ in scale can be compared. Biases and the parameters \
      of batch norm and activations stay. Shown as contours, the network in the middle; `plot` shows the losses along \
      the two directions alone. Cost: points x points \
      passes over the training part; `data.take(1000)` makes that less.
      """,
    source: "Li et al. 2018",
    settings: [
      .required("network", \.$network, .solution, "The network in the middle."),
      .required("data", \.$data, .thing(Dataset.self), "The data: their training part."),
      Setting(
        "points", \.choices.points, .integer(in: 2...1001),
        "Places along each direction; of an odd number one is the network itself."),
      Setting(
        "extent", \.choices.extent, .positive, "How far they reach to each side, in lengths of the weights."),
      Setting(
        "statistics", \.choices.statistics, .choice,
        "What batch norm uses: recomputed for each place, or frozen, the averages of the network."
      ),
      Setting(
        "augment", \.choices.augments, .truth,
        "Whether the loss is over changed images, where the data have been augmented."),
      Setting("loss", \.loss, .optional(.made(by: losses)), "Which loss; none: what suits the data."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the directions; none: that of the session."),
    ],
    examples: [
      "surface(train(mlp([2, 8, 2]), moons(samples: 100), epochs: 5), moons(samples: 100), points: 7)"
    ],
    words: ["landscape", "contour", "filter normalization", "sharpness", "plane"])

  func run(_ context: Context) throws -> Value {
    let host = context.host
    var choices = choices
    choices.seed = seed ?? context.seed
    defer { host.progress(nil) }
    return try asCall {
      let loss = try data.loss(loss, fitting: network)
      try network.checkFinite()
      if choices.statistics == .frozen || !network.hasStatistics {
        try network.check(
          hasFinite: loss, on: data.train, called: "network", execution: context.execution,
          cancellation: context.cancellation)
      }
      return .thing(
        try Surface(
          network, on: data, loss: loss, choices, execution: context.execution,
          cancellation: context.cancellation
        ) { done, all in host.progress(Progress(step: done, steps: all, samples: done * data.train.count)) })
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkSolution("network")
    try call.checkFit(network: "network", data: "data")
    return .kind(Surface.kind)
  }
}
