extension GoldenSection {
  /// How ResNet-50 is sparsified.
  static let resnet50 = GoldenSection(
    "ResNet-50",
    [
      GoldenCheck(
        "arrays and weights", source: "STR, SparsityDistributions_90_ResNet50.csv",
        [54, 25_502_912]
      ) {
        let shapes = try arrays()
        return [Double(shapes.count), Double(shapes.reduce(0) { $0 + $1.count })]
      },
      GoldenCheck("ResNet-50, parameters", source: "torchvision, resnet50", [25_557_032]) {
        [Double(try Network(Network.resNet50(classes: 1000), inputShape: [3, 224, 224]).trainedCount)]
      },
      GoldenCheck("parameters, twice as wide", source: "torchvision, wide_resnet50_2", [68_883_240]) {
        let layers = Network.resNet50(widening: 2, classes: 1000)
        return [Double(try Network(layers, inputShape: [3, 224, 224]).trainedCount)]
      },
      GoldenCheck(
        "ERK at 90%, whole percent", source: "STR, SparsityDistributions_90_ResNet50.csv",
        resnet50Arrays.map { $0.percent.rounded() },
        within: .absolute(0.5, since: "the source prints whole percents")
      ) { try table.get() },
      // Four bytes an active weight, and a bit for each weight of a layer that is not full; 27,560 numbers of batch
      // norm and biases are dense.
      GoldenCheck(
        "ERK, megabytes", source: "rigl, README.md", [102.122, 23.683, 13.499, 8.399],
        within: .absolute(0.001, since: "the source prints 3 decimals, not all of them rounded")
      ) {
        let shapes = try arrays()
        return try [0, 0.8, 0.9, 0.95].map { sparsity in
          let active = try counts(ErdosRenyiKernel(), shapes, sparsity)
          let masked = zip(shapes.map { Double($0.count) }, active).filter { $0 > $1 }.map(\.0)
          return (4 * active.reduce(27_560, +) + masked.reduce(0, +) / 8) / 1e6
        }
      },
    ]
      + resnet50Arrays.enumerated().map { index, array in
        GoldenCheck(
          "ERK at 90%, \(array.name)", source: "Evci et al. 2020, rule", [array.percent], within: .decimals(3)
        ) { [try table.get()[index]] }
      })

  /// The percentages of zeros that ERK at 90 % gives, computed once for all the checks.
  private static let table = Result {
    try sparsities(ErdosRenyiKernel(), arrays(), 0.9).map { 100 * $0 }
  }

  /// The weight arrays of the network.
  private static func arrays() throws -> [WeightShape] {
    try Network(Network.resNet50(classes: 1000), inputShape: [3, 224, 224]).weightShapes
  }

  /// What each array is, and its percentage of zeros under ERK at 90 %.
  private static let resnet50Arrays: [(name: String, percent: Double)] = {
    let stages: [(blocks: Int, into: Double, shortcut: Double, again: Double, inner: Double)] = [
      // Percent of: 1x1 into the first block, its shortcut, 1x1 into later blocks and out of each, 3x3.
      (3, 0, 4.118, 4.118, 82.266), (4, 42.530, 71.340, 52.208, 91.332),
      (6, 71.340, 85.688, 76.141, 95.715), (3, 85.688, 92.849, 88.080, 97.870),
    ]
    let blocks = stages.enumerated().flatMap { number, stage in
      (0..<stage.blocks).flatMap { block -> [(String, Double)] in
        let path = [
          ("1x1", block == 0 ? stage.into : stage.again), ("3x3", stage.inner), ("1x1 out", stage.again),
        ]
        return (block == 0 ? path + [("shortcut", stage.shortcut)] : path).map { name, percent in
          ("stage \(number + 1).\(block + 1) \(name)", percent)
        }
      }
    }
    return [("7x7", 57.996)] + blocks + [("dense", 92.739)]
  }()
}
