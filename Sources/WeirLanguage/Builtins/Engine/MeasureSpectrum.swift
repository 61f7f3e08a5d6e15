import WeirCatalog
import WeirEngine

/// `spectrum`: how the eigenvalues of the Hessian are spread.
struct MeasureSpectrum: MeasuresNetwork {
  var subject = Subject()
  var estimate = SpectrumEstimate()
  var loss: (any Loss)?
  var seed: Int?

  static let result: Kind? = Spectrum.kind
  static let entry = Entry<MeasureSpectrum>(
    "spectrum", "Estimates how the eigenvalues of the Hessian of the mean loss are spread.",
    details: """
      The Hessian is that by all numbers training changes, `net.parameters` of them: active weights, biases, \
      batch-norm and learned-activation parameters. Each probe is a random direction that Lanczos's method \
      follows through exact products. `values` and `weights` say which share of the eigenvalues lies where; \
      the ends are very near to the least and the largest one. Plots as a density. Cost: probes times steps \
      products, each about three gradients. Batch norm normalizes by each batch, as in training.
      """,
    source: "Ghorbani, Krishnan and Xiao 2019; Yao et al. 2020",
    settings: subjectSettings + [
      Setting("probes", \.estimate.probes, .integer(in: 1...10_000), "How many random directions to follow."),
      Setting(
        "steps", \.estimate.steps, .integer(in: 1...1000), "How many products each of them takes, at most."),
      Setting(
        "width", \.estimate.width, .number(in: 0.0001...1),
        "Deviation of the bell around each value in the density, as a share of their range."),
      Setting("loss", \.loss, .optional(.made(by: losses)), "Which loss; none: what suits the data."),
      Setting(
        "batch", \.estimate.batch, .integer(in: 1...1_000_000), "Samples that batch norm sees together."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the directions; none: that of the session."),
    ],
    examples: [
      Example(
        """
        net = network([dense(1, weights: [[1, 1]], bias: [0])], input: [2])
        data = dataset(inputs: [[2, 0], [-2, 0], [0, 4], [0, -4]], targets: [[0], [0], [0], [0]])
        [round(v, digits: 3) for v in spectrum(net, data, probes: 1).values]
        """, prints: "[1.0, 2.0, 8.0]"),
      "plot(spectrum(mlp([2, 4, 2]), moons(samples: 50), probes: 1, steps: 10))",
    ], words: ["hessian", "eigenvalues", "curvature", "lanczos", "sharpness", "trace"])

  func run(_ context: Context) throws -> Value {
    let (network, data) = (subject.network, subject.data)
    var estimate = estimate
    estimate.seed = seed ?? context.seed
    let host = context.host
    defer { host.progress(nil) }
    return try asCall {
      let loss = loss ?? data.train.standardLoss
      try data.train.check(fits: network, loss, classes: data.classes)
      return .thing(
        try network.spectrum(
          on: data.train, loss: loss, estimate, execution: context.execution,
          cancellation: context.cancellation
        ) { done, all in host.progress(Progress(step: done, steps: all, samples: done * data.train.count)) })
    }
  }
}
