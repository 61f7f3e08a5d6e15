/// What is left of evidence that was looked for in several places at once.
public enum Holm {
  /// The p of each test, adjusted so that of all that are at most α, with probability 1 − α none is a mistake.
  ///
  /// In increasing order p₍ᵢ₎ becomes the largest of (m − j + 1) p₍ⱼ₎ for j ≤ i, and at most one. Source: Holm 1979.
  /// Errors: a p that is not in 0...1 is refused by its place.
  public static func adjusted(_ p: [Double]) -> [Double] {
    precondition(p.allSatisfy { (0...1).contains($0) }, "a p is in 0...1")
    var adjusted = p
    var most = 0.0
    for (rank, place) in p.indices.sorted(by: { p[$0] == p[$1] ? $0 < $1 : p[$0] < p[$1] }).enumerated() {
      most = max(most, min(1, Double(p.count - rank) * p[place]))
      adjusted[place] = most
    }
    return adjusted
  }
}
