/// What decides which weights of a network stay: chance, or a score for each.
public enum Ranking: Sendable {
  /// All are equally good; nothing is drawn but what stays.
  case chance(seed: Int)
  /// A number for each active weight, matrix after matrix, row after row as the masks count them. The highest
  /// stay.
  case scores([[Double]])

  /// Whether all scores are finite.
  var isFinite: Bool {
    switch self {
    case .chance: true
    case .scores(let scores): scores.allSatisfy { $0.allSatisfy(\.isFinite) }
    }
  }

  /// The ranking in which the last is first.
  var inverted: Ranking {
    switch self {
    case .chance: self
    case .scores(let scores): .scores(scores.map { $0.map { -$0 } })
    }
  }

  /// How many of the [k] best weights lie in each of the matrices with so many [active] ones; all if there
  /// are no more.
  func counts(ofBest k: Int, active: [Int]) -> [Int] {
    let all = active.reduce(0, +)
    guard k < all else { return active }
    switch self {
    case .scores(let scores): return Selection.counts(ofLargest: k, of: scores)
    case .chance(let seed):
      var counts = active.map { _ in 0 }
      var (layer, end) = (0, active[0])
      let stream = RandomStream(seed: seed, purpose: .mask, step: 1)
      for position in stream.choose(k, of: all) {
        while position >= end { (layer, end) = (layer + 1, end + active[layer + 1]) }
        counts[layer] += 1
      }
      return counts
    }
  }

  /// The part of the ranking that concerns matrix [layer].
  func layer(_ layer: Int) -> LayerRanking {
    switch self {
    case .chance(let seed): .chance(Chance(seed: seed, layer: layer))
    case .scores(let scores): .scores(scores[layer])
    }
  }
}
