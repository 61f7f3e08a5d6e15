import WeirCatalog
import WeirEngine

/// `line`: the straight path between two networks.
struct JoinByLine: MakesPath {
  var path = PathChoices()

  static let entry = Entry<JoinByLine>(
    "line", "Measures loss and accuracy along the straight line from one network to another.",
    details: """
      At t all numbers are (1 - t) a + t b. Networks of different masks are joined on the union of these: what \
      only one has active is zero in the other. `path.barrier` says how far the loss rises above the higher end, \
      `path.monotone` whether it goes from the higher to the lower end without rising.

      At 0 and 1 stand the weights and masks of the networks themselves. With batch norm statistics are computed anew \
      for each place, these two included, unless `statistics: frozen`; and where the data are augmented, training losses \
      are over changed images, unless `augment: false`. Else the losses there are those of `loss(a, data)` and \
      `loss(b, data)`, to the last bit. Ctrl-C pauses, and `resume` goes on.
      """,
    source: "Goodfellow, Vinyals and Saxe 2015; Evci et al. 2019",
    settings: endSettings + measuringSettings,
    examples: [
      Example(
        """
        a = network([dense(1, weights: [[0]], bias: [0])], input: [1])
        b = network([dense(1, weights: [[2]], bias: [0])], input: [1])
        line(a, b, dataset(inputs: [[1]], targets: [[1]]), points: 3, from: 0, to: 1).loss.values
        """, prints: "[0.5, 0.0, 0.5]"),
      """
      data = moons(samples: 100)
      runs = [train(mlp([2, 8, 2], seed: s), data, epochs: 5, seed: s) for s in 1...2]
      plot(line(runs[0], runs[1], data, points: 15))
      """,
    ], words: ["interpolate", "interpolation", "path", "barrier", "landscape", "mode connectivity"])

  func run(_ context: Context) throws -> Value {
    try asCall {
      let plan = try PathPlan(
        from: path.start, to: path.end, data: path.data, loss: path.loss, measuring: path.measuring,
        seed: path.seed ?? context.seed, execution: context.execution)
      return .thing(try begin(try Path(plan, execution: context.execution), context))
    }
  }
}
