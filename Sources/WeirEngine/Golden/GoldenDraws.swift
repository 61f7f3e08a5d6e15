extension GoldenSection {
  /// What is drawn, and what is read.
  static let draws = GoldenSection(
    "random numbers",
    [
      GoldenCheck(
        "words of Philox 4x32-10", source: "Random123, known answers",
        [
          0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8, 0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6,
          0x6d54_51fd, 0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1,
        ]
      ) {
        let inputs: [(SIMD4<UInt32>, SIMD2<UInt32>)] = [
          (SIMD4(repeating: 0), SIMD2(repeating: 0)), (SIMD4(repeating: .max), SIMD2(repeating: .max)),
          (SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0)),
        ]
        return inputs.flatMap { counter, key in
          let block = Philox.block(counter, key: key)
          return (0..<4).map { Double(block[$0]) }
        }
      },
      // A port drew with deviation 2 / fan-in in place of its root, which is 0.25.
      GoldenCheck(
        "deviation of weights, 8 inputs", source: "Evci et al. 2020, formula", [0.5],
        within: .absolute(0.005, since: "four standard errors of 80,000 draws are 0.005")
      ) {
        var kaiming = Kaiming()
        kaiming.fan = .unit
        let network = try Network([Dense(units: 10_000)], inputShape: [64]).sparsified(
          to: 1.0 / 8, pattern: ConstantFanIn(), initializer: kaiming, seed: 1)
        let weights = network.drawn.parameters[0].activeValues
        let squares = weights.reduce(0.0) { $0 + Double($1) * Double($1) }
        return [(squares / Double(weights.count)).squareRoot()]
      },
    ])
}
