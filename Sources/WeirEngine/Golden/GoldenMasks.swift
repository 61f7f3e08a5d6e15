extension GoldenSection {
  /// How many weights stay, and which.
  static let masks = GoldenSection(
    "masks",
    [
      GoldenCheck("ones at 50%, 80% and 10%", source: "rigl, sparse_utils_test.py", [60, 2, 27]) {
        [Counting.kept(0.5, of: 30 * 4), Counting.kept(0.8, of: 1 * 2 * 1 * 4), Counting.kept(0.1, of: 30)]
          .map(Double.init)
      },
      GoldenCheck(
        "half of equal scores", source: "jaxpruner, mask_calculator_test.py", [1, 1, 1, 1, 0, 0, 0, 0]
      ) {
        kept(4, of: [Double](repeating: 1, count: 8))
      },
      GoldenCheck(
        "half of ten scores", source: "jaxpruner, mask_calculator_test.py", [1, 0, 0, 0, 1, 1, 1, 1, 0, 0]
      ) { kept(5, of: tenScores) },
      GoldenCheck(
        "half of ten scores twice", source: "jaxpruner, mask_calculator_test.py",
        [1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0]
      ) { kept(10, of: tenScores + tenScores) },
      GoldenCheck(
        "2:4 of eight runs", source: "jaxpruner, mask_calculator_test.py",
        [
          0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1,
        ]
      ) { try kept(16, rows: 8, of: scores, NOfM(2, 4)) },
      GoldenCheck(
        "blocks of 1x3, mean", source: "jaxpruner, mask_calculator_test.py", [0, 0, 0, 1, 1, 1, 1, 1]
      ) { try kept(Counting.kept(0.2, of: 8), rows: 1, of: Array(scores[..<8]), Block(1, 3)) },
      GoldenCheck(
        "blocks of 1x3, largest", source: "jaxpruner, mask_calculator_test.py", [1, 1, 1, 0, 0, 0, 1, 1]
      ) {
        var block = Block(1, 3)
        block.score = .max
        return try kept(Counting.kept(0.2, of: 8), rows: 1, of: Array(scores[..<8]), block)
      },
      GoldenCheck(
        "blocks of 2x3, mean", source: "jaxpruner, mask_calculator_test.py",
        [
          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1,
        ]
      ) { try kept(Counting.kept(0.2, of: 32), rows: 4, of: scores, Block(2, 3)) },
      GoldenCheck(
        "smallest of two rows, twice", source: "torch, test_pruning.py",
        [0, 2, 3, 4, -4, -3, -2, 0, 0, 0, 3, 4, -4, -3, 0, 0]
      ) {
        let network = try Network([Dense.byHand([[1, 2, 3, 4], [-4, -3, -2, -1]])], inputShape: [4])
        let once = try pruned(network, to: 6.0 / 8)
        return try [once, pruned(once, to: 4.0 / 8)].flatMap { $0.weightLayers[0].dense.doubles }
      },
      GoldenCheck(
        "smallest of two arrays", source: "torch, test_pruning.py", [0, 2, 3, 4, -4, -3, -2, 0, 0, 0, -2]
      ) {
        let network = try Network(
          [Dense.byHand([[1, 2, 3, 4, -4, -3, -2, -1]]), Dense.byHand([[0], [0.1], [-2]])], inputShape: [8])
        return try pruned(network, to: 7.0 / 11).weightLayers.flatMap { $0.dense.doubles }
      },
      GoldenCheck(
        "smallest, then a row", source: "torch, test_pruning.py",
        [0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1]
      ) {
        let network = try Network(
          [
            Dense.byHand([[1, 2, 3, 4], [5, 6, 7, 8]], mask: [[1, 1, 1, 0], [1, 1, 0, 1]]),
            Dense.byHand([[9, 9]]),
          ], inputShape: [4])
        let once = try pruned(network, to: 6.0 / 10)
        let rows = try once.sparsified(
          to: 3.0 / 8, distribution: Uniform(), method: MagnitudePruning(), pattern: Neuron(), seed: 0)
        return [once, rows].flatMap { $0.weightLayers[0].mask.ones.doubles }
      },
      GoldenCheck("largest of two arrays", source: "jaxpruner, global_pruners_test.py", [0, 1, 0, 0, 1, 1]) {
        let network = try Network(
          [Dense.byHand([[0.1, 0.9, -0.2, 0.5]]), Dense.byHand([[0.7], [0.8]])], inputShape: [4])
        return try pruned(network, to: 0.5).weightLayers.flatMap { $0.mask.ones.doubles }
      },
      GoldenCheck(
        "smallest of a sparse matrix", source: "nerva, regrow_test.cpp",
        [0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 4, 6, 4, -4, 0, 0, 7, 0, 0, 8, 0, 0, -5]
      ) {
        let rows: [[Float]] = [
          [1, -1, 0, -2, 0], [-2, 5, 0, 0, 0], [0, 0, 4, 6, 4], [-4, 0, 3, 7, 0], [0, 8, 0, 0, -5],
        ]
        let mask = rows.map { $0.map { $0 == 0 ? 0 : 1 as Float } }
        let network = try Network([Dense.byHand(rows, mask: mask)], inputShape: [5])
        return try pruned(network, to: 8.0 / 25).weightLayers[0].dense.doubles
      },
      GoldenCheck(
        "sparsity of three arrays", source: "jaxpruner, utils_test.py", [0.3, 10, 7], within: .double
      ) {
        let network = try Network(
          [
            Dense.byHand(Mask(fullRows: 2, columns: 2)),
            Dense.byHand(Mask(rows: 2, columns: 2, positions: [0, 2, 3])),
            Dense.byHand(Mask(rows: 1, columns: 2, positions: [])),
          ], inputShape: [2])
        return [1 - network.density, Double(network.weightCount), Double(network.nonzeros)]
      },
      GoldenCheck("intersection of three arrays", source: "jaxpruner, utils_test.py", [0.5, 0.5, 1, 0]) {
        let pairs = [([2, 3], [1, 3], 4), ([0], [0], 2), ([0], [1], 2)].map { one, other, count in
          (Mask(rows: 1, columns: count, positions: one), Mask(rows: 1, columns: count, positions: other))
        }
        func share(_ pairs: [(Mask, Mask)]) -> Double {
          Double(pairs.reduce(0) { $0 + $1.0.shared(with: $1.1) })
            / Double(pairs.reduce(0) { $0 + $1.0.count })
        }
        return [share(pairs)] + pairs.map { share([$0]) }
      },
      // What is left must also be larger than what went, and nothing may return.
      GoldenCheck(
        "sparsity of two rounds of 20%", source: "open_lth, test_sparse_global.py", [0.36, 0, 0],
        within: .absolute(1e-4, since: "the source allows as much")
      ) {
        let network = try Network.plain(784, 300, 100, 10).drawn
        let once = try pruned(network, to: 0.8)
        let twice = try pruned(once, to: 0.64)
        return [1 - twice.density, Double(returned(once, twice)), Double(outranked(once, twice))]
      },
    ])

  private static let tenScores = [1, 0.5, 0.3, 0.2, 1, 1.5, 1.8, 2, 1, 1]

  /// Of jaxpruner's tests: eight runs of four, or four rows of eight.
  private static let scores = [
    0.69, 0.37, 0.96, 0.81, 0.79, 0.55, 0.88, 0.53, 0.66, 0.88, 0.4, 0.83, 0.13, 0.8, 0.91, 0.96,
    0.34, 0.17, 0.07, 0.74, 0.13, 0.13, 0.83, 0.76, 0.13, 0.92, 0.25, 0.75, 0.37, 0.42, 0.65, 0.46,
  ]

  /// A one for each of the [count] largest scores.
  private static func kept(_ count: Int, of scores: [Double]) -> [Double] {
    let kept = Set(Selection.largest(count, of: scores))
    return scores.indices.map { kept.contains($0) ? 1 : 0 }
  }

  /// A one for each weight of a matrix of so many rows that stays under [pattern].
  private static func kept(
    _ count: Int, rows: Int, of scores: [Double], _ pattern: some Pattern
  ) throws -> [Double] {
    let mask = Mask(fullRows: rows, columns: scores.count / rows)
    let shape = WeightShape(rows: mask.rows, columns: mask.columns)
    let division = try pattern.division(of: shape, keeping: count, isLast: false)
    return mask.keeping(division.kept(count, of: mask, by: .scores(scores))).ones.doubles
  }

  /// The largest weights of all layers.
  private static func pruned(_ network: Network, to density: Double) throws -> Network {
    try network.sparsified(to: density, distribution: GlobalRanking(), method: MagnitudePruning(), seed: 0)
  }

  /// How many weights are active in [late] that were not in [early].
  private static func returned(_ early: Network, _ late: Network) -> Int {
    zip(early.weightLayers, late.weightLayers).reduce(0) {
      $0 + $1.1.mask.count - $1.1.mask.shared(with: $1.0.mask)
    }
  }

  /// How many weights went between [early] and [late] that are larger than the smallest that stayed.
  private static func outranked(_ early: Network, _ late: Network) -> Int {
    let pairs = zip(early.weightLayers, late.weightLayers).flatMap { one, other in
      zip(zip(one.mask.ones, other.mask.ones), one.dense).map { (was: $0.0, stayed: $0.1, size: abs($1)) }
    }
    let least = pairs.filter { $0.stayed == 1 }.map(\.size).min() ?? 0
    return pairs.count { $0.was == 1 && $0.stayed == 0 && $0.size > least }
  }
}
