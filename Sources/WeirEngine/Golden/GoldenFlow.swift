extension GoldenSection {
  /// Gradients and what is made of them.
  static let flow = GoldenSection(
    "gradient flow and scores",
    [
      GoldenCheck("loss and masked gradients", source: "by hand, 2-2-1 network", [0.5, 2, 4, -1, 0, 1, 1]) {
        let loss = try network().evaluate(
          on: samples, loss: SquaredError(), execution: .oneThread, cancellation: Cancellation())
        let gradients = try measured(network(), samples)
        return try [loss.mean] + gradients.tensor(0).values.doubles + gradients.tensor(2).values.doubles
      },
      GoldenCheck("gradients, masked ones too", source: "by hand, 2-2-1 network", [2, 4, -1, -2, 1, 1]) {
        let gradients = try measured(network(), samples, dense: true)
        return try gradients.tensor(0).values.doubles + gradients.tensor(2).values.doubles
      },
      GoldenCheck(
        "EGF1 and EGF2", source: "Tessera, Hooker and Rosman 2021, formula", [4.5, 2.99839463],
        within: .decimals(8)
      ) {
        let flow = try measured(network(), samples).flow
        return [GradientFlow.effective(flow, .one), GradientFlow.effective(flow, .two)]
      },
      GoldenCheck(
        "gradient norms, masked and all", source: "Tessera, Hooker and Rosman 2021, formula",
        [9, 4.79583152, 11, 5.19615242], within: .decimals(8)
      ) {
        let flows = try [false, true].map { try measured(network(), samples, dense: $0).flow }
        return flows.flatMap { [GradientFlow.concatenated($0, .one), GradientFlow.concatenated($0, .two)] }
      },
      GoldenCheck(
        "scores of SNIP", source: "Lee et al. 2019, formula", [1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 3, 1.0 / 6],
        within: .single
      ) { try scores(snip(samples), network()) },
      // With one unit, and a difference of one from the target, the gradient is the input.
      GoldenCheck(
        "saliency of four weights", source: "jaxpruner, pruners_test.py", [0.5, 0.9, 0.6, 0.25],
        within: .single
      ) {
        let network = try Network([Dense.byHand([[0.1, 0.9, 0.2, 0.5]])], inputShape: [4])
        return try scores(snip(.byHand([[5, 1, 3, 0.5]], targets: [[1.25]])), network).map { 2.25 * $0 }
      },
      GoldenCheck(
        "R and scores of SynFlow", source: "Tanaka et al. 2020, formula", [2.5, 1, 0.5, 1, 1.5, 1],
        within: .double
      ) {
        let flow = SynapticFlow(try network())
        let unit = Double(sign: .plus, exponent: flow.exponent, significand: 1)
        return ([flow.total] + flow.scores.joined()).map { $0 * unit }
      },
      GoldenCheck("gradient of a quadratic loss", source: "by hand, two weights", [0, -3], within: .single) {
        try measured(quadratic(), points).tensor(0).values.doubles
      },
      GoldenCheck(
        "Hessian of a quadratic loss", source: "by hand, two weights", [2, 1, 1, 3, 2], within: .single
      ) {
        let columns = try [[1, 0], [0, 1]].map { try product(with: $0, of: quadratic()) }
        return try columns.joined() + product(with: [1], of: quadratic(mask: [[1, 0]]))
      },
      GoldenCheck("Hessian times gradient", source: "by hand, two weights", [-3, -9], within: .single) {
        try product(with: [0, -3], of: quadratic())
      },
      GoldenCheck(
        "scores of GraSP", source: "Wang et al. 2020, formula", [3, -9],
        within: .absolute(1e-5, since: "it is computed in single precision")
      ) {
        var grasp = GraSP()
        (grasp.source.data, grasp.temperature) = (try .byHand(points), 1)
        // What stays is highest, what is published is removed from the top.
        return try scores(grasp, quadratic()).map { -$0 }
      },
      GoldenCheck(
        "|g|^2, and without each weight", source: "Wang et al. 2020, formula", [9, 20, 1],
        within: .absolute(2e-5, since: "it is computed in single precision")
      ) {
        try [[1, -1], [0, -1], [1, 0]].map {
          try measured(quadratic($0), points).flow.reduce(0) { $0 + $1.squares }
        }
      },
    ])

  /// x = (1, 2), y = 1, L = y^2 / 2.
  private static let samples = Samples.byHand([[1, 2]], targets: [[0]])
  private static func network() throws -> Network {
    try Network(
      [Dense.byHand([[0.5, 0.25], [1, 0]], mask: [[1, 1], [1, 0]]), Relu(), Dense.byHand([[2, -1]])],
      inputShape: [2])
  }

  /// L = w A w / 2 - b w with A = [[2, 1], [1, 3]], the mean of x x over these, and b = (1, 1), that of x t.
  private static let points = Samples.byHand([[1, 1], [1, -2], [2, 2]], targets: [[1], [0], [1]])
  private static func quadratic(_ weights: [Float] = [1, -1], mask: [[Float]]? = nil) throws -> Network {
    try Network([Dense.byHand([weights], mask: mask)], inputShape: [2])
  }

  private static func measured(
    _ network: Network, _ samples: Samples, dense: Bool = false
  ) throws -> Gradients {
    try network.gradients(
      on: samples, loss: SquaredError(), dense: dense, execution: .oneThread, cancellation: Cancellation())
  }

  /// The Hessian of the loss on `points` times [direction], by the active weights.
  private static func product(with direction: [Float], of network: Network) throws -> [Double] {
    let weight = network.parameters[0]
    let product = try network.hessianProduct(
      with: [weight.stored(direction), Buffer(count: 0)], on: points, loss: SquaredError(),
      execution: .oneThread, cancellation: Cancellation())
    return weight.listed(product[0]).doubles
  }

  private static func snip(_ samples: Samples) throws -> SNIP {
    var snip = SNIP()
    snip.source.data = try .byHand(samples)
    return snip
  }

  /// What [method] says of all active weights.
  private static func scores(_ method: some PruningMethod, _ network: Network) throws -> [Double] {
    guard case .scores(let scores) = try method.ranking(of: network, PruningRound(seed: 0)) else { return [] }
    return scores.flatMap { $0 }
  }
}
