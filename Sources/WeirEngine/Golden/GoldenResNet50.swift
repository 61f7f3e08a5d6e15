extension GoldenSection {
  /// How ResNet-50 is sparsified.
  static let resnet50 = GoldenSection(
    "ResNet-50",
    [
      GoldenCheck(
        "arrays and weights", source: "STR, SparsityDistributions_90_ResNet50.csv",
        [54, 25_502_912]
      ) { [Double(arrays.count), Double(arrays.reduce(0) { $0 + $1.shape.count })] },
      GoldenCheck(
        "ERK at 90%, whole percent", source: "STR, SparsityDistributions_90_ResNet50.csv",
        arrays.map { $0.percent.rounded() },
        within: .absolute(0.5, since: "the source prints whole percents")
      ) { try sparsities(ErdosRenyiKernel(), arrays.map(\.shape), 0.9).map { 100 * $0 } },
      GoldenCheck(
        "ERK at 90%, percent", source: "Evci et al. 2020, rule", arrays.map(\.percent),
        within: .decimals(3)
      ) { try sparsities(ErdosRenyiKernel(), arrays.map(\.shape), 0.9).map { 100 * $0 } },
      // Four bytes an active weight, and a bit for each weight of a layer that is not full; 27,560 numbers of batch
      // norm and biases are dense.
      GoldenCheck(
        "ERK, megabytes", source: "rigl, README.md", [102.122, 23.683, 13.499, 8.399],
        within: .absolute(0.001, since: "the source prints 3 decimals, not all of them rounded")
      ) {
        let shapes = arrays.map(\.shape)
        return try [0, 0.8, 0.9, 0.95].map { sparsity in
          let active = try counts(ErdosRenyiKernel(), shapes, sparsity)
          let masked = zip(shapes.map { Double($0.count) }, active).filter { $0 > $1 }.map(\.0)
          return (4 * active.reduce(27_560, +) + masked.reduce(0, +) / 8) / 1e6
        }
      },
    ])

  /// The weight arrays of ResNet-50, and the percentage of zeros of each under ERK at 90 %.
  private static let arrays: [(shape: WeightShape, percent: Double)] = {
    var arrays = [(WeightShape(3, 64, kernel: [7, 7]), 57.996)]
    let stages: [(width: Int, blocks: Int, into: Double, shortcut: Double, again: Double, inner: Double)] = [
      // Percent of: 1x1 into the first block, its shortcut, 1x1 into later blocks and out of each, 3x3.
      (64, 3, 0, 4.118, 4.118, 82.266), (128, 4, 42.530, 71.340, 52.208, 91.332),
      (256, 6, 71.340, 85.688, 76.141, 95.715), (512, 3, 85.688, 92.849, 88.080, 97.870),
    ]
    var inputs = 64
    for stage in stages {
      let (width, wide) = (stage.width, 4 * stage.width)
      for block in 0..<stage.blocks {
        let into = block == 0 ? stage.into : stage.again
        arrays += [
          (WeightShape(inputs, width, kernel: [1, 1]), into),
          (WeightShape(width, width, kernel: [3, 3]), stage.inner),
          (WeightShape(width, wide, kernel: [1, 1]), stage.again),
        ]
        if block == 0 { arrays.append((WeightShape(inputs, wide, kernel: [1, 1]), stage.shortcut)) }
        inputs = wide
      }
    }
    return arrays + [(WeightShape(2048, 1000), 92.739)]
  }()
}
