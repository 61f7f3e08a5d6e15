extension GoldenSection {
  /// How many numbers there are.
  static let sizes = GoldenSection(
    "sizes",
    [
      GoldenCheck("784-300-100-10, parameters", source: "open_lth, test_mnist_lenet.py", [266_610]) {
        [Double(try Network.plain(784, 300, 100, 10).trainedCount)]
      },
      GoldenCheck("784-500-500-500-10, parameters", source: "open_lth, test_mnist_lenet.py", [898_510]) {
        [Double(try Network.plain(784, 500, 500, 500, 10).trainedCount)]
      },
      GoldenCheck("784-8-8-10, parameters", source: "rigl, mlp_configs/small_dense.gin", [6442]) {
        [Double(try Network.plain(784, 8, 8, 10).trainedCount)]
      },
      GoldenCheck("784-300-100-10 at 98%, all", source: "rigl, mlp_configs/small_dense.gin", [5734]) {
        [Double(try Network.plain(784, 300, 100, 10).sparsified(to: 0.02, seed: 1).trainedCount)]
      },
      GoldenCheck("3-3-27-20 as LeNet-5", source: "rigl, small_dense.gin of LeNet-5", [2399]) {
        let convolutions = [3, 3].flatMap { filters -> [any Layer] in
          [Conv(filters, kernel: 5, padding: .by(0)), MaxPool(size: 2)]
        }
        let layers = convolutions + [27, 20, 10].map { Dense(units: $0) }
        return [Double(try Network(layers, inputShape: [1, 28, 28]).trainedCount)]
      },
      GoldenCheck("WRN-16-2, parameters", source: "Zagoruyko and Komodakis 2016, rule", [691_674]) {
        let layers = Network.wideResNet(16, 2, classes: 10)
        return [Double(try Network(layers, inputShape: [3, 32, 32]).trainedCount)]
      },
      GoldenCheck(
        "WRN-28-10, millions", source: "Zagoruyko and Komodakis 2016, table 1", [36.5], within: .decimals(1)
      ) {
        let layers = Network.wideResNet(28, 10, classes: 10)
        return [Double(try Network(layers, inputShape: [3, 32, 32]).trainedCount) / 1e6]
      },
      GoldenCheck("3x3 3-32, fan-in and fan-out", source: "condensed-sparsity, test_utils.py", [27, 288]) {
        let shape = try Network([Conv(32)], inputShape: [3, 8, 8]).weightShapes[0]
        return [Double(shape.inputs), Double(shape.count / shape.columns)]
      },
      GoldenCheck("fan-in and fan-out of 9216-128", source: "condensed-sparsity, test_utils.py", [9216, 128])
      {
        let mask = try Network.plain(9216, 128).weightLayers[0].mask
        return [Double(mask.fanIn(ofRow: 0)), Double(mask.rows)]
      },
      GoldenCheck("inputs of a unit under a mask", source: "condensed-sparsity, test_utils.py", [3]) {
        [Double(Mask(rows: 1, columns: 6, positions: [0, 1, 2]).fanIn(ofRow: 0))]
      },
    ] + capacities.map(sameCapacity) + images.map(parameters))

  /// Networks for images of 32 x 32 in ten classes, of which others say how many parameters they have.
  private static let images: [(name: String, layers: [any Layer], count: Double)] = [
    ("ResNet-20", Network.resNet(20, classes: 10), 272_474),
    ("ResNet-110", Network.resNet(110, classes: 10), 1_730_714),
    ("ResNet-14 x 128", Network.resNet(14, width: 128, classes: 10), 11_093_130),
    ("VGG-11", Network.vgg(11, classes: 10), 9_231_114), ("VGG-13", Network.vgg(13, classes: 10), 9_416_010),
    ("VGG-16", Network.vgg(16, classes: 10), 14_728_266),
    ("VGG-19", Network.vgg(19, classes: 10), 20_040_522),
  ]

  private static func parameters(_ name: String, _ layers: [any Layer], _ count: Double) -> GoldenCheck {
    GoldenCheck("\(name), parameters", source: "open_lth, models/test", [count]) {
      [Double(try Network(layers, inputShape: [3, 32, 32]).trainedCount)]
    }
  }

  /// Of the networks that Tessera, Hooker and Rosman (2021) compare, 3072 inputs, four hidden layers, 100 classes: the width of the
  /// dense one, the active weights of input, hidden and output layer of the sparse one, and of all.
  private static let capacities: [[Double]] = [
    [308, 946_176, 94_864, 30_800, 1_261_568], [923, 2_835_456, 851_929, 92_300, 5_483_543],
    [1538, 4_724_736, 2_365_444, 153_800, 11_974_868], [2153, 6_614_016, 4_635_409, 215_300, 20_735_543],
    [2768, 8_503_296, 7_661_824, 276_800, 31_765_568],
  ]

  /// A check that the sparse network of width 3076 has as many active weights as the dense one of [row].
  private static func sameCapacity(_ row: [Double]) -> GoldenCheck {
    GoldenCheck(
      "3076 wide as \(Int(row[0])) wide dense", source: "Tessera, Hooker and Rosman 2021, rule",
      Array(row.dropFirst())
    ) {
      let share = row[0] / 3076
      var distribution = PerLayer()
      distribution.densities = [share, share * share, share * share, share * share, share]
      let shapes: [WeightShape] = .chain(3072, 3076, 3076, 3076, 3076, 100)
      let counts = try distribution.counts(of: shapes, sparsity: 0, ranked: { _ in [] })
      return [counts[0], counts[1], counts[4], counts.reduce(0, +)].map(Double.init)
    }
  }
}
