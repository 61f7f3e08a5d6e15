import WeirEngine

/// What the products of a layer must come to.
extension Goal {
  static let kernels = [
    Goal(
      number: 4, title: "the longest that a sparse product takes, over the same product dense",
      bound: .atMost(1, "x"), run: ["kernels"]
    ) { readings in
      let rates = Rates(readings)
      return rates.longest.map { Reading($0) }
    },
    share(atLeast: 55, "density 0.1 and more") { $0 >= 0.1 && $0 < Crossover.rule },
    share(atLeast: 40, "density 0.01") { $0 == 0.01 },
  ]

  private static func share(
    atLeast bound: Double, _ densities: String, _ condition: @escaping @Sendable (Double) -> Bool
  ) -> Goal {
    Goal(
      number: 5, title: "the least share of the peak of a sparse product of a step, \(densities)",
      bound: .atLeast(bound, " %"), run: ["kernels"]
    ) { readings in
      // Steps take the gradient of the input with that of the weights, which is measured; by itself only at densities
      // from 0.3 on, where both take as long as it and the other do, and where other weights are trained than take part.
      let shares = readings.values("share_of_peak") {
        condition($0.number("density") ?? 0) && $0.text("product") != "input gradient"
      }
      return shares.min().map { Reading(100 * $0) }
    }
  }
}

/// How fast each product is at each density.
private struct Rates {
  /// The longest time of a sparse product over that of the same product dense.
  let longest: Double?

  init(_ readings: Readings) {
    var ratios: [Double] = []
    readings.forEach { sparse in
      guard let density = sparse.number("density"), density < Crossover.rule,
        let rate = sparse.number("gigaflops")
      else {
        return
      }
      let dense = readings.values("gigaflops") {
        $0.number("density") == 1 && $0.text("layer") == sparse.text("layer")
          && $0.text("product") == sparse.text("product")
      }
      // A rate counts useful operations, of which there are as many as the density says.
      if let dense = dense.first { ratios.append(density * dense / rate) }
    }
    longest = ratios.max()
  }
}
