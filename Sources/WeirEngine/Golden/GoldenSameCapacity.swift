extension GoldenSection {
  /// Sparse networks with as many weights in each layer as a dense one.
  static let sameCapacity = GoldenSection(
    "same capacity",
    [
      GoldenCheck(
        "SC-SDC, densities of layers", source: "Tessera et al. 2021, rule",
        published.flatMap(\.densities), within: .decimals(6)
      ) { published.flatMap { row in [pair(row.width).densities[0], pair(row.width).densities[1]] } },
      GoldenCheck(
        "SC-SDC, weights of layers", source: "Tessera et al. 2021, rule", published.flatMap(\.counts)
      ) {
        try published.flatMap { row in
          let counts = try pair(row.width).keptCounts().map(Double.init)
          return [counts[0], counts[1], counts[4], counts.reduce(0, +)]
        }
      },
      GoldenCheck("SC-SDC, weights of a twin", source: "Tessera et al. 2021, rule", [79 * 784, 79 * 79, 790])
      {
        var pair = SameCapacity()
        (pair.inputs, pair.classes, pair.depth) = (784, 10, 2)
        (pair.denseWidth, pair.maxWidth) = (79, 788)
        let (sparse, dense) = try pair.networks()
        let counts = [sparse, dense].map { $0.weightLayers.map { Double($0.mask.count) } }
        return counts[0] == counts[1] ? counts[0] : []
      },
    ])

  /// 3072 inputs, 100 classes and four hidden layers at a width of 3076: densities of the first layer and of hidden
  /// ones; weights of the first, of a hidden one, of the last, and of all.
  private static let published: [(width: Int, densities: [Double], counts: [Double])] = [
    (308, [0.100130, 0.010026], [946_176, 94_864, 30_800, 1_261_568]),
    (923, [0.300065, 0.090039], [2_835_456, 851_929, 92_300, 5_483_543]),
    (1538, [0.5, 0.25], [4_724_736, 2_365_444, 153_800, 11_974_868]),
    (2153, [0.699935, 0.489909], [6_614_016, 4_635_409, 215_300, 20_735_543]),
    (2768, [0.899870, 0.809766], [8_503_296, 7_661_824, 276_800, 31_765_568]),
  ]

  private static func pair(_ width: Int) -> SameCapacity {
    var pair = SameCapacity()
    (pair.inputs, pair.classes, pair.depth) = (3072, 100, 4)
    (pair.denseWidth, pair.maxWidth) = (width, 3076)
    return pair
  }
}
