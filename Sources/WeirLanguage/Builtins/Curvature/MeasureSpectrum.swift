import WeirCatalog
import WeirEngine

/// `spectrum`: how the eigenvalues of the Hessian are spread.
struct MeasureSpectrum: MeasuresCurvature {
  var choices = CurvatureChoices()
  var estimate = SpectrumEstimate()
  var seed: Int?

  static let result: Kind? = Spectrum.kind
  static let entry = Entry<MeasureSpectrum>(
    "spectrum", "Estimates how the eigenvalues of the Hessian of the mean loss are spread.",
    details: """
      Each probe is a random direction that Lanczos's method follows through exact products. `values` and `weights` \
      say which share of the eigenvalues lies where; the ends are very near to the least and the largest one. Plots as \
      a density. Cost: probes times steps products, each about three gradients. \(aboutHessian)
      """,
    source: "Ghorbani, Krishnan and Xiao 2019; Yao et al. 2020",
    settings: curvatureSettings + [
      Setting("probes", \.estimate.probes, .integer(in: 1...10_000), "How many random directions to follow."),
      Setting(
        "steps", \.estimate.steps, .integer(in: 1...1000), "How many products each of them takes, at most."),
      Setting(
        "width", \.estimate.width, .number(in: 0.0001...1),
        "Deviation of the bell around each value in the density, as a share of their range."),
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
    ], words: ["hessian", "eigenvalues", "curvature", "lanczos", "sharpness"])

  func run(_ context: Context) throws -> Value {
    var estimate = estimate
    estimate.seed = seed ?? context.seed
    return try measured(context) { .thing(try $0.spectrum(estimate)) }
  }
}
