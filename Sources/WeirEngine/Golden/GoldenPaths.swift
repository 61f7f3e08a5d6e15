extension GoldenSection {
  /// Paths between networks.
  static let paths = GoldenSection(
    "paths",
    [
      GoldenCheck(
        "weights of a quadratic", source: "dnn-mode-connectivity, test_curve.py",
        [0.25, 0.5, 0.25, 0.49, 0.42, 0.09], within: .double
      ) { [0.5, 0.3].flatMap { CurveFamily.bezier.weights(of: 3, at: $0) } },
      GoldenCheck(
        "weights at 1/4 and 1/2", source: "Garipov et al. 2018, formula",
        [
          0.5625, 0.375, 0.0625, 0.25, 0.5, 0.25, 0.421875, 0.421875, 0.140625, 0.015625, 0.125, 0.375, 0.375,
          0.125,
        ]
      ) {
        [3, 4].flatMap { count in [0.25, 0.5].flatMap { CurveFamily.bezier.weights(of: count, at: $0) } }
      },
      GoldenCheck(
        "weights of a chain", source: "dnn-mode-connectivity, test_curve.py", [0, 1, 0]
      ) { CurveFamily.polyChain.weights(of: 3, at: 0.5) },
      GoldenCheck(
        "step size of a fit", source: "Garipov et al. 2018, formula",
        [1, 1, 0.7525, 0.505, 0.01, 0.01, 0.01], within: .double
      ) { [0, 50, 60, 70, 90, 95, 100].map { HoldAndFall().factor(step: $0, of: 100) } },
    ])
}
