import Foundation

extension GoldenSection {
  /// Losses and their gradients.
  static let losses = GoldenSection(
    "losses",
    [
      GoldenCheck(
        "squared error, total", source: "nerva, loss_function_test.cpp", [2.6550281475767563],
        within: .single
      ) { [2 * evaluate(SquaredError(), shares, .labels(classes)).reading.sum] },
      GoldenCheck(
        "softmax cross-entropy, total", source: "nerva, loss_function_test.cpp", [5.106889686512423],
        within: .single
      ) { [evaluate(CrossEntropy(), shares, .labels(classes)).reading.sum] },
      GoldenCheck(
        "cross-entropy of shares, total", source: "nerva, loss_function_test.cpp", [4.548777728936653],
        within: .single
      ) { [evaluate(CrossEntropy(), shares.map { $0.map { log($0) } }, .labels(classes)).reading.sum] },
      GoldenCheck(
        "smoothed cross-entropy, total", source: "PyTorch 2.13, cross_entropy", [5.147863843923084],
        within: .single
      ) { [evaluate(CrossEntropy(smoothing: 0.1), shares, .labels(classes)).reading.sum] },
      GoldenCheck(
        "smoothed gradient of a sample", source: "PyTorch 2.13, cross_entropy", [-0.6313, 0.3301, 0.3012],
        within: .decimals(4)
      ) { evaluate(CrossEntropy(smoothing: 0.1), [shares[0]], .labels([classes[0]])).gradient },
      GoldenCheck(
        "mean squared error", source: "swift-apis, LossTests.swift", [23.324999],
        within: .relative(1e-6, since: "it is computed in single precision")
      ) { [2 * evaluate(SquaredError(), ramp, .targets(hill)).reading.sum / 8] },
      GoldenCheck(
        "gradient of the squared error", source: "swift-apis, LossTests.swift",
        [1.8, 3.6, 5.4, 7.2, 9.2, 11.4, 13.6, 15.8],
        within: .relative(1e-6, since: "it is computed in single precision")
      ) { evaluate(SquaredError(), ramp, .targets(hill), factor: 2).gradient },
      GoldenCheck("mean squared error of four", source: "Flux, test/losses.jl", [0.41], within: .single) {
        let reading = evaluate(SquaredError(), [[0.9, 0.1, 0.1, 0.9]], .targets([1, 1, 0, 0])).reading
        return [2 * reading.sum / 4]
      },
      GoldenCheck(
        "mean cross-entropy of four", source: "Flux, test/losses.jl", [1.203972804325936], within: .single
      ) {
        [evaluate(CrossEntropy(), odds, .labels([1, 1, 0, 0])).reading.mean]
      },
      GoldenCheck(
        "cross-entropy, smoothed by 0.1", source: "Flux, test/losses.jl", [1.2039728043259348],
        within: .single
      ) {
        [evaluate(CrossEntropy(smoothing: 0.1), odds, .labels([1, 1, 0, 0])).reading.mean]
      },
    ])

  private static let shares: [[Float]] = [
    [0.23759169, 0.42272727, 0.33968104], [0.43770149, 0.28115265, 0.28114586],
    [0.20141643, 0.45190243, 0.34668113], [0.35686849, 0.17944701, 0.46368450],
    [0.48552814, 0.26116029, 0.25331157],
  ]
  private static let classes: [Int32] = [0, 0, 1, 2, 0]
  /// Logits of 0.1 and 0.9, of 0.9 and 0.1, twice.
  private static let odds: [[Float]] = {
    let v = Float(log(0.1 / 0.9))
    return [[v, 0], [0, v], [0, v], [v, 0]]
  }()
  private static let ramp: [[Float]] = [[1, 2, 3, 4], [5, 6, 7, 8]]
  private static let hill: [Float] = [0.1, 0.2, 0.3, 0.4, 0.4, 0.3, 0.2, 0.1]

  /// What [loss] says of [outputs], and [factor] times the gradient of its sum.
  private static func evaluate(
    _ loss: some Loss, _ outputs: [[Float]], _ answers: BatchAnswers, factor: Float = 1
  ) -> (reading: LossReading, gradient: [Double]) {
    var gradient = TiledBatch(features: 0, count: 0)
    let reading = loss.evaluate(TiledBatch(outputs), answers, factor: factor, into: &gradient)
    return (reading, gradient.samples.flatMap { $0 }.doubles)
  }
}
