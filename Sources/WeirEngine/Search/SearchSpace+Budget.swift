/// How genotypes fit a budget.
extension SearchSpace {
  /// [genotype] within the budget: all densities are times one factor, the largest with which it costs no more, and no
  /// density is above one. If budgets need not be full, no factor is above one either. Errors: a budget too small for a
  /// weight in each layer.
  public func fitted(_ genotype: Genotype) throws(ShapeError) -> Genotype {
    guard let budget else { return genotype }
    func scaled(_ factor: Double) -> Genotype { Genotype(genotype.densities.map { min(1, $0 * factor) }) }
    let most = fillsBudget ? 1 / (genotype.densities.filter { $0 > 0 }.min() ?? 1) : 1
    guard cost(scaled(most)) > budget else { return scaled(most) }
    let least = leastCost(depth: genotype.depth)
    guard least <= budget else { throw Self.tooSmall(budget, unit, depth: genotype.depth, least: least) }
    var (low, high) = (0.0, most)
    // To less than a weight of a layer of a thousand million.
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if cost(scaled(middle)) <= budget { low = middle } else { high = middle }
    }
    return scaled(low)
  }

  /// Errors: the budget is too small for some depth of the space.
  public func check() throws(ShapeError) {
    guard let budget else { return }
    let least = leastCost(depth: maxDepth)
    guard least <= budget else { throw Self.tooSmall(budget, unit, depth: maxDepth, least: least) }
  }

  /// What the network of [depth] costs that has one weight in each layer.
  private func leastCost(depth: Int) -> Int {
    cost(Genotype(Array(repeating: 0, count: depth + 1)))
  }

  private static func tooSmall(_ budget: Int, _ unit: Unit, depth: Int, least: Int) -> ShapeError {
    let layers = depth == 1 ? "hidden layer" : "hidden layers"
    return ShapeError(
      message:
        "a budget of \(budget) is too small for \(depth) \(layers): one weight in each of \(depth + 1) layers comes to "
        + "\(least), in \(unit.words); \(least) is the smallest budget at this depth")
  }

  /// What the network of [genotype] costs, in the unit of the budget.
  public func cost(_ genotype: Genotype) -> Int {
    let counts = counts(genotype.densities)
    let sizes = sizes(depth: genotype.depth, width: width)
    switch unit {
    case .weights: return counts.reduce(0, +)
    case .multiplyAdds: return ledger(counts, sizes).reduce(0) { $0 + $1.multiplyAdds }
    case .bytes: return ledger(counts, sizes).reduce(0) { $0 + $1.restBytes }
    }
  }

  private func ledger(_ counts: [Int], _ sizes: [Int]) -> [MemoryLedger] {
    counts.indices.map {
      MemoryLedger(name: "", rows: sizes[$0 + 1], columns: sizes[$0], active: counts[$0])
    }
  }
}
