extension GoldenSection {
  /// How densities are shared among layers.
  static let distributions = GoldenSection(
    "distributions",
    [
      GoldenCheck(
        "784-300-100-10, ER sparsities", source: "Evci et al. 2020, code",
        lenet300.flatMap(\.sparsities), within: .decimals(6)
      ) {
        try lenet300.flatMap { try sparsities(ErdosRenyi(), .chain(784, 300, 100, 10), $0.sparsity) }
      },
      GoldenCheck(
        "784-300-100-10, ER weights", source: "Evci et al. 2020, code",
        lenet300.flatMap(\.active)
      ) {
        try lenet300.flatMap { try counts(ErdosRenyi(), .chain(784, 300, 100, 10), $0.sparsity) }
      },
      GoldenCheck(
        "784-300-100-10, ERK weights", source: "Evci et al. 2020, code",
        lenet300.flatMap(\.active)
      ) {
        let network = try Network.plain(784, 300, 100, 10)
        return try lenet300.flatMap { row in
          try network.sparsified(to: 1 - row.sparsity, distribution: ErdosRenyiKernel(), seed: 1).weightLayers
            .map { Double($0.mask.count) }
        }
      },
      GoldenCheck(
        "LeNet-5, ERK sparsities", source: "Evci et al. 2020, rule",
        [
          0.307303, 0.918506, 0.925191, 0.876304, 0.316034, 0.653573, 0.959244, 0.962587, 0.938138, 0.657940,
        ],
        within: .decimals(6)
      ) { try [0.9, 0.95].flatMap { try sparsities(ErdosRenyiKernel(), lenet5(), $0) } },
      GoldenCheck(
        "LeNet-5, ER sparsities", source: "Evci et al. 2020, rule",
        [0, 0.200725, 0.957311, 0.929415, 0.609705], within: .decimals(6)
      ) { try sparsities(ErdosRenyi(), lenet5(), 0.9) },
      // Its last two dimensions are inputs and outputs.
      GoldenCheck(
        "two and three arrays, ERK", source: "jaxpruner, sparsity_distributions_test.py",
        [0, 9.0 / 14, 0, 0, 0.531746], within: .decimals(6)
      ) {
        let (a, bc, bd) = (WeightShape(2, 4), WeightShape(6, 7, kernel: [3]), WeightShape(7, 4))
        return try sparsities(ErdosRenyiKernel(), [a, bc, bd], 0.5)
          + sparsities(ErdosRenyiKernel(), [a, bc], 0.5)
      },
      GoldenCheck(
        "2x4, 3x6, 2x4x6, ERK", source: "jaxpruner, sparsity_distributions_test.py",
        [0, 0.309524, 0.654762, 0.555556, 0.703704, 0.851852], within: .decimals(6)
      ) { try [0.5, 0.8].flatMap { try sparsities(ErdosRenyiKernel(), jaxpruner, $0) } },
      GoldenCheck(
        "2x4, 3x6, 2x4x6, ERK squared", source: "jaxpruner, sparsity_distributions_test.py",
        [0, 0.033333, 0.758333], within: .decimals(6)
      ) {
        var erk = ErdosRenyiKernel()
        erk.power = 2
        return try sparsities(erk, jaxpruner, 0.5)
      },
      GoldenCheck(
        "2x4, 3x6, 2x4x6, ER", source: "jaxpruner, sparsity_distributions_test.py",
        [0.207143, 0.471429, 0.559524], within: .decimals(6)
      ) { try sparsities(ErdosRenyi(), jaxpruner, 0.5) },
      GoldenCheck(
        "pairs of arrays, ER", source: "rigl, sparse_utils_test.py",
        [0.5, 0.5, 0.736111, 0.472222, 0.695161, 0.883871], within: .decimals(6)
      ) {
        try sparsities(ErdosRenyi(), [WeightShape(2, 3), WeightShape(2, 3)], 0.5)
          + sparsities(ErdosRenyi(), [WeightShape(8, 6), WeightShape(4, 3)], 0.7)
          + sparsities(ErdosRenyi(), [WeightShape(80, 4), WeightShape(20, 20)], 0.8)
      },
      GoldenCheck(
        "pairs of arrays, ER zeros", source: "rigl, sparse_utils_test.py", [6, 41, 576],
        within: .absolute(2, since: "the source allows as much")
      ) {
        let pairs: [([WeightShape], Double)] = [
          ([WeightShape(2, 3), WeightShape(2, 3)], 0.5), ([WeightShape(8, 6), WeightShape(4, 3)], 0.7),
          ([WeightShape(80, 4), WeightShape(20, 20)], 0.8),
        ]
        return try pairs.map { shapes, sparsity in
          try shapes.reduce(0) { $0 + Double($1.count) } - counts(ErdosRenyi(), shapes, sparsity).reduce(0, +)
        }
      },
      GoldenCheck(
        "3072-1024-512-10, ER densities", source: "nerva, densities_test.cpp",
        [0.0412997159, 0.0929243608, 1],
        within: .absolute(1e-6, since: "whole zeros are shared here, fractions of weights there")
      ) { try sparsities(ErdosRenyi(), .chain(3072, 1024, 512, 10), 0.95).map { 1 - $0 } },
      GoldenCheck(
        "3072-1024-1024-10, ER weights", source: "nerva, README.md",
        [133_325, 66_662, 10_240],
        within: .absolute(1, since: "zeros are rounded down here, what stays to the nearest there")
      ) { try counts(ErdosRenyi(), .chain(3072, 1024, 1024, 10), 0.95) },
    ])

  /// ER on the layers of 784-300-100-10: sparsities and active weights at a sparsity of all.
  private static let lenet300: [(sparsity: Double, sparsities: [Double], active: [Double])] = [
    (0.5, [0.565901, 0, 0], [102_101, 30_000, 1000]),
    (0.8, [0.837759, 0.530638, 0], [38_160, 14_081, 1000]),
    (0.9, [0.920432, 0.769811, 0], [18_715, 6906, 1000]),
    (0.95, [0.961516, 0.888666, 0.081493], [9052, 3341, 919]),
    (0.98, [0.984606, 0.955466, 0.632597], [3621, 1337, 368]),
    (0.99, [0.992303, 0.977733, 0.816299], [1811, 669, 184]),
  ]

  /// The weight arrays of LeNet-5.
  private static func lenet5() throws -> [WeightShape] {
    try Network(Network.leNet5(classes: 10), inputShape: [1, 28, 28]).weightShapes
  }

  private static let jaxpruner = [WeightShape(2, 4), WeightShape(3, 6), WeightShape(4, 6, kernel: [2])]

  /// The share of zeros in each array.
  static func sparsities(
    _ distribution: some ShapeDistribution, _ shapes: [WeightShape], _ sparsity: Double
  ) throws -> [Double] { try distribution.sparsities(of: shapes, total: sparsity) }

  /// The active weights of each array.
  static func counts(
    _ distribution: some ShapeDistribution, _ shapes: [WeightShape], _ sparsity: Double
  ) throws -> [Double] {
    try distribution.counts(of: shapes, sparsity: sparsity, ranked: { _ in [] }).map(Double.init)
  }
}

extension WeightShape {
  /// A shape with the inputs first, as people name layers.
  init(_ columns: Int, _ rows: Int, kernel: [Int] = []) {
    self.init(rows: rows, columns: columns, kernel: kernel)
  }
}

extension [WeightShape] {
  /// The matrices of a perceptron of the given sizes, input first.
  static func chain(_ sizes: Int...) -> [WeightShape] {
    zip(sizes, sizes.dropFirst()).map { WeightShape($0, $1) }
  }
}
