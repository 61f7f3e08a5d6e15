import WeirCatalog
import WeirEngine

/// `trace`: the sum of all eigenvalues of the Hessian.
struct MeasureTrace: MeasuresCurvature {
  var choices = CurvatureChoices()
  var probes = 10
  var method = TraceMethod.hutchinson
  var seed: Int?

  static let result: Kind? = TraceEstimate.kind
  static let entry = Entry<MeasureTrace>(
    "trace", "Estimates the trace of the Hessian of the mean loss, with its standard error.",
    details: """
      Each probe is a random sign for every coordinate; the mean of their products with the Hessian is `value`, and \
      `error` its standard error. With `method: hutch_plus` two thirds of the products find the directions of the largest \
      eigenvalues and the trace there, and only the rest is left to chance. `layers` has the same for the block of each layer. Cost: a product a probe, each \
      about three gradients. \(aboutHessian)
      """,
    source: "Hutchinson 1990; Meyer et al. 2021; Yao et al. 2020",
    settings: curvatureSettings + [
      Setting("probes", \.probes, .integer(in: 2...100_000), "How many products to take."),
      Setting("method", \.method, .choice, "How: hutchinson or hutch_plus."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the directions; none: that of the session."),
    ],
    examples: [
      Example(
        """
        net = network([dense(1, weights: [[1, 1]], bias: [0])], input: [2])
        data = dataset(inputs: [[2, 0], [-2, 0], [0, 4], [0, -4]], targets: [[0], [0], [0], [0]])
        trace(net, data)
        """, prints: "trace 11 +- 0 (10 probes)"),
      "[l.value for l in trace(mlp([2, 8, 2]), moons(samples: 50)).layers]",
    ], words: ["hutchinson", "hutch++", "hessian", "curvature", "eigenvalues"])

  func run(_ context: Context) throws -> Value {
    try measured(context) { .thing(try $0.trace(probes: probes, seed: seed ?? context.seed, method: method)) }
  }
}
