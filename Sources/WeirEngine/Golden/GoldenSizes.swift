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
      GoldenCheck("LeNet-5, parameters", source: "LeCun et al. 1998, rule", [44_426]) {
        [Double(try Network(Network.leNet5(classes: 10), inputShape: [1, 28, 28]).trainedCount)]
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
    ] + searched.map(weights) + images.map(parameters))

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

  /// Dense perceptrons of the search that Tessera and Rosman (2019) show: depth, width, and their active weights, which do
  /// not count biases.
  private static let searched: [(depth: Int, width: Int, count: Double)] = [
    (1, 5, 3970), (1, 95, 75_430), (2, 100, 89_400),
  ]

  private static func weights(_ depth: Int, _ width: Int, _ count: Double) -> GoldenCheck {
    GoldenCheck(
      "search, \(width) wide and \(depth) deep", source: "Tessera and Rosman 2019, poster", [count, count]
    ) {
      var space = SearchSpace()
      (space.inputs, space.classes, space.width) = (784, 10, width)
      let genotype = Genotype(Array(repeating: 1, count: depth + 1))
      return [
        Double(space.cost(genotype)), Double(try space.network(genotype, seed: 1).nonzeros),
      ]
    }
  }
}
