import WeirCatalog

/// Sparse momentum: growth by the running average of the gradient, in the layers where that is largest.
public struct SparseMomentum: RewiringRule {
  var rewiring: Rewiring
  /// How slowly the average forgets: β.
  public var beta: Float = 0.9
  var growth: Growth { .average }

  /// How it is named and set.
  public static let entry = Entry<SparseMomentum>(
    "sparse_momentum",
    "Drops the smallest weights, and grows by average gradient, where layers need it most.",
    details: """
      Each layer drops its share of smallest |w|. The places are dealt out in proportion to the mean |m| of the \
      active weights of a layer, m = beta m + (1 - beta) g, and in a layer the largest |m| grow. What does not \
      fit into a layer goes to the others. As in `snfs` the average costs a dense gradient in every step.
      """,
    source: "Dettmers and Zettlemoyer 2019",
    settings: rewiringSettings + [
      Setting("beta", \.beta, .number(in: 0...0.999999), "How slowly the average of the gradient forgets.")
    ],
    examples: [
      Example(
        "net = mlp([2, 32, 2]).sparsify(density: 50%)\nrun = train(net, spirals(), sparsity: sparse_momentum(every: 10), steps: 60)\nrun.net.nonzeros",
        prints: "64")
    ], words: ["redistribution", "dynamic", "grow"])

  /// The defaults.
  public init() {
    rewiring = Rewiring()
    (rewiring.drop, rewiring.until) = (0.5, .share(1))
  }

  /// The average over gradients.
  public var averaging: Float? { beta }

  /// Without the smallest |w|; the places go to layers by their mean |m|.
  public func change(_ view: TopologyView) -> TopologyWish {
    var wish = rewired(view)
    let room = wish.masks.map { $0.rows * $0.columns - $0.count }
    wish.grown = Self.dealt(wish.grown.reduce(0, +), by: view.masks.indices.map(view.meanAverage), room: room)
    return wish
  }

  /// [total] places in proportion to [shares], no more than there is [room] for; what is left over goes to the
  /// others in the same proportion. Parts of places go by the largest remainder.
  static func dealt(_ total: Int, by shares: [Double], room: [Int]) -> [Int] {
    var places = shares.map { _ in 0 }
    while true {
      let left = total - places.reduce(0, +)
      let open = shares.indices.filter { places[$0] < room[$0] }
      guard left > 0, !open.isEmpty else { return places }
      let sum = open.reduce(0) { $0 + shares[$1] }
      let parts = open.map { sum > 0 ? Double(left) * shares[$0] / sum : Double(left) / Double(open.count) }
      var extra = left - parts.reduce(0) { $0 + Int($1) }
      let order = parts.indices.sorted {
        parts[$0] - parts[$0].rounded(.down) > parts[$1] - parts[$1].rounded(.down)
      }
      for place in order {
        let part = Int(parts[place]) + (extra > 0 ? 1 : 0)
        extra -= 1
        places[open[place]] = min(room[open[place]], places[open[place]] + part)
      }
    }
  }
}

extension TopologyView {
  /// The mean size of the average gradient of [layer]'s active weights.
  fileprivate func meanAverage(_ layer: Int) -> Double {
    let mask = masks[layer]
    var sum = 0.0
    averages[layer].withSpan { average in
      mask.forEach { row, column in sum += Double(abs(average[row * mask.columns + column])) }
    }
    // An average that is not finite says nothing of the layer.
    return mask.count == 0 || !sum.isFinite ? 0 : sum / Double(mask.count)
  }
}
