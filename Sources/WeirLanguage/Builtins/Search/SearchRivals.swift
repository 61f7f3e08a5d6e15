import WeirEngine

/// Something that is trained for every seed when a search ends.
struct SearchEntrant: Sendable {
  let name: String
  let role: SearchOutcome.Final.Role
  /// Active weights of each layer.
  let counts: [Int]
  /// Units of its hidden layers, all of whose weights are active; nil for a sparse network as wide as the space.
  var denseWidth: Int?
  /// Whether the weights of a seed have the masks of another.
  var isReshuffled = false
  var sparsity: any TopologyRule = FixedMasks()

  func network(in space: SearchSpace, seed: Int) throws -> Network {
    if let denseWidth { return try space.dense(depth: counts.count - 1, width: denseWidth, seed: seed) }
    return try space.network(counts, seed: seed, maskSeed: isReshuffled ? ~seed : nil)
  }
}

/// What the winner of a search is compared with beside other strategies: networks that nobody searched for, with as
/// many weights, and the winner with something about it changed.
struct SearchRivals {
  /// How many there are if nobody is left out.
  static let most = 6

  private(set) var entrants: [SearchEntrant] = []
  /// Who cannot be compared with this winner.
  private(set) var omitted: [SearchOutcome.Omitted] = []

  /// The rivals of a winner whose layers have so many weights, trained for so many [steps].
  init(of winner: [Int], in space: SearchSpace, steps: Int) throws {
    let depth = winner.count - 1
    let total = winner.reduce(0, +)
    let densities = zip(winner, space.weights(depth: depth)).map { Double($0) / Double($1) }
    let moved = Array(densities.dropFirst()) + [densities[0]]
    let erk = try space.counts(sharing: total, depth: depth, by: ErdosRenyiKernel())
    let isDense = densities.allSatisfy { $0 == 1 }

    if isDense {
      omit("small_dense", "every weight of the winner is active, so it is that network itself")
    } else if let width = space.denseWidth(depth: depth, weights: total) {
      let sizes = space.sizes(depth: depth, width: width)
      let counts = zip(sizes, sizes.dropFirst()).map { $0 * $1 }
      entrants.append(SearchEntrant(name: "small_dense", role: .baseline, counts: counts, denseWidth: width))
    } else {
      omit("small_dense", "a dense network has more weights than the winner with one unit in each layer")
    }
    let even = space.counts(sharing: total, as: winner.map { _ in 1 })
    let layouts: [(name: String, role: SearchOutcome.Final.Role, counts: [Int])] = [
      ("uniform", .baseline, even), ("erk", .baseline, erk),
      ("permuted", .control, space.counts(sharing: total, as: moved)),
    ]
    for (name, role, counts) in layouts {
      if counts == winner {
        omit(name, "the winner's layers have those densities, so it is that network itself")
      } else {
        entrants.append(SearchEntrant(name: name, role: role, counts: counts))
      }
    }
    if isDense {
      omit("reshuffled", "every weight of the winner is active, so there are no other masks")
      omit("rigl", "every weight of the winner is active, so none can move")
    } else {
      entrants.append(
        SearchEntrant(name: "reshuffled", role: .control, counts: winner, isReshuffled: true))
      let rule = RigL()
      if (1...steps).contains(where: { rule.isDue(at: $0, of: steps) }) {
        entrants.append(SearchEntrant(name: "rigl", role: .baseline, counts: erk, sparsity: rule))
      } else {
        omit("rigl", "a training of \(steps) \(steps == 1 ? "step" : "steps") has no update of its masks")
      }
    }
  }

  private mutating func omit(_ name: String, _ reason: String) {
    omitted.append(SearchOutcome.Omitted(name: name, reason: reason))
  }
}
