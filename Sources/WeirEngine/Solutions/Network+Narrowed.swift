import WeirCatalog

extension Network {
  /// The dense network of the same layers, but narrower, so that it has as nearly [weights] weights as can be.
  ///
  /// All hidden widths shrink by one factor, but none below three where that leaves few enough weights: what a single
  /// filter lets pass says little of a network. Which of them are then rounded up and which down is tried out, of
  /// the first ten in all ways; of two that are equally near the earlier is taken, down before up. In a network with
  /// residual blocks equal widths stay equal, for what is added must have one shape. Cost: some hundred
  /// networks are laid out, none is drawn.
  ///
  /// Errors: convolutions in groups, or a network whose last layer with weights does not make its outputs.
  func narrowed(to weights: Int, seed: Int) throws(ShapeError) -> Network {
    let widths = try HiddenWidths(of: layers)
    let kept = try narrowed(widths, widths.all)
    guard kept.outputShape == outputShape else {
      throw ShapeError(message: "the last layer with weights does not make the outputs of the network")
    }
    var floor = 3
    while floor > 1, try narrowed(widths, widths.scaled(by: 0, atLeast: floor)).weightCount > weights {
      floor -= 1
    }
    // Weights grow with the factor: the largest one that does not give too many.
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if try narrowed(widths, widths.scaled(by: middle, atLeast: floor)).weightCount <= weights {
        low = middle
      } else {
        high = middle
      }
    }
    let least = widths.scaled(by: low, atLeast: floor)
    let choices = least.indices.filter { least[$0] < widths.all[$0] }.prefix(10)
    var (best, distance) = (least, Int.max)
    for choice in 0..<(1 << choices.count) {
      var tried = least
      for (bit, place) in choices.enumerated() where choice >> bit & 1 == 1 { tried[place] += 1 }
      let miss = abs(try narrowed(widths, tried).weightCount - weights)
      if miss < distance { (best, distance) = (tried, miss) }
    }
    return try narrowed(widths, best, seed: seed)
  }

  private func narrowed(
    _ widths: HiddenWidths, _ chosen: [Int], seed: Int = 0
  ) throws(ShapeError) -> Network {
    try Network(
      widths.applied(chosen, to: layers), inputShape: inputShape,
      initializer: initialization?.initializer ?? Kaiming(), seed: seed, memory: memory)
  }
}

/// The widths of the layers that carry weights, but for the last one's, which is that of the outputs.
private struct HiddenWidths {
  /// Those that may differ from one another.
  let all: [Int]
  /// The place of each layer's width among these, layer by layer, first to last; nil for the last layer.
  private let places: [Int?]

  init(of layers: [any Layer]) throws(ShapeError) {
    let found = Self.list(layers)
    if let grouped = found.first(where: { ($0 as? Conv)?.groups ?? 1 > 1 }) {
      throw ShapeError(
        message: "`\(grouped.identity)` is a convolution in groups, which cannot be made narrower")
    }
    let hidden = found.dropLast().map(\.width)
    let hasBlocks = layers.contains { $0 is Residual }
    var (all, places) = ([Int](), [Int?]())
    for width in hidden {
      if hasBlocks, let place = all.firstIndex(of: width) {
        places.append(place)
      } else {
        places.append(all.count)
        all.append(width)
      }
    }
    (self.all, self.places) = (all, places + [nil])
  }

  /// The widths times [factor], rounded down, but at least [floor], or what they were.
  func scaled(by factor: Double, atLeast floor: Int) -> [Int] {
    all.map { min($0, max(floor, Int(factor * Double($0)))) }
  }

  /// [layers] with the widths [chosen].
  func applied(_ chosen: [Int], to layers: [any Layer]) -> [any Layer] {
    var rest = places[...]
    return applied(chosen, to: layers, &rest)
  }

  private func applied(
    _ chosen: [Int], to layers: [any Layer], _ rest: inout ArraySlice<Int?>
  ) -> [any Layer] {
    layers.map { layer in
      if let block = layer as? Residual {
        let inner = applied(chosen, to: block.inner, &rest)
        return Residual(inner, shortcut: applied(chosen, to: block.shortcut, &rest))
      }
      guard var weighted = layer as? any WeightedLayer, let place = rest.popFirst() else { return layer }
      if let place { weighted.width = chosen[place] }
      return weighted
    }
  }

  /// The layers that carry weights, those inside others where they stand.
  private static func list(_ layers: [any Layer]) -> [any WeightedLayer] {
    layers.flatMap { layer in
      (layer as? any WeightedLayer).map { [$0] } ?? list(layer.inner) + list(layer.shortcut)
    }
  }
}
