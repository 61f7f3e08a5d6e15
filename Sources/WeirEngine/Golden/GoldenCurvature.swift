extension GoldenSection {
  /// Hessians whose entries follow on paper. That of a squared error is by half the square: H = (1 / N) XᵀX where
  /// others have twice as much.
  static let curvature = GoldenSection(
    "curvature",
    [
      GoldenCheck(
        "linear regression, Hessian", source: "hessian-eigenthings, test_analytic_hessian.py",
        [7, 1.5, 1.5, 5], within: .absolute(1e-5, since: "products are in single precision")
      ) {
        let network = try Network([Dense.byHand([[1, -1]])], inputShape: [2])
        let samples = Samples.byHand(rows, targets: [[0], [1], [0], [1]])
        return try block(of: network, samples, SquaredError(), 2).map { 2 * $0 }
      },
      // Under its mask one output is always zero, so the other is the argument of the logistic function.
      GoldenCheck(
        "logistic regression, Hessian", source: "hessian-eigenthings, test_analytic_hessian.py",
        [0.58129447, 0.26540679, 0.26540679, 0.57806954], within: .single
      ) {
        let weights: [[Float]] = [[0, 0], [0.5, -0.25]]
        let network = try Network([Dense.byHand(weights, mask: [[0, 0], [1, 1]])], inputShape: [2])
        return try block(of: network, .byHand(rows, labels: [0, 1, 1, 0]), CrossEntropy(), 2)
      },
      GoldenCheck(
        "softmax, Hessian, rows 0 and 3",
        source: "hessian-eigenthings, test_analytic_hessian.py",
        [
          0.4999457847, 0.2262576327, -0.39560211, -0.1809335157, -0.1043436747, -0.045324117,
          -0.1809335157, -0.3470190855, 0.3067866144, 0.5748112377, -0.1258530987, -0.2277921522,
        ], within: .single
      ) {
        let network = try Network(
          [Dense.byHand([[0.5, -0.25], [0, 0.5], [-0.5, 0.25]])], inputShape: [2])
        let first = try block(of: network, .byHand(rows, labels: [0, 1, 2, 0]), CrossEntropy(), 6)
        return Array(first[0..<6] + first[18..<24])
      },
      GoldenCheck(
        "quadratic loss, eigenvalues", source: "by hand, two weights",
        [3.61803399, 1.38196601, 2], within: .single
      ) {
        let masks: [[[Float]]?] = [nil, [[1, 0]]]
        return try masks.flatMap { mask in
          let network = try Network([Dense.byHand([[1, mask == nil ? -1 : 0]], mask: mask)], inputShape: [2])
          let hessian = try Curvature(of: network, on: points, loss: SquaredError()).hessian()
          // The bias is coupled to nothing, and its eigenvalue is 1.
          return hessian.eigenvalues.dropLast()
        }
      },
    ])

  private static let rows: [[Float]] = [[1, 2], [3, -1], [0, 1], [2, 2]]

  /// Those of which A = [[2, 1], [1, 3]] is the mean of x x, and their opposites, so that the mean of x is zero.
  private static let points: Samples = {
    let half: [[Float]] = [[1, 1], [1, -2], [2, 2]]
    let all = half + half.map { $0.map { -$0 } }
    return .byHand(all, targets: all.map { _ in [0] })
  }()

  /// The first [count] rows and columns of the Hessian, which are those of weights.
  private static func block(
    of network: Network, _ samples: Samples, _ loss: any Loss, _ count: Int
  ) throws -> [Double] {
    let hessian = try Curvature(of: network, on: samples, loss: loss).hessian()
    return (0..<count).flatMap { row in (0..<count).map { hessian[row, $0] } }
  }
}
