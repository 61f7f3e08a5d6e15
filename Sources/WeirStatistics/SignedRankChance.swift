/// How Wilcoxon's W⁺ is distributed if each rank is above zero with probability one half.
struct SignedRankChance {
  /// The most ranks for which all 2ⁿ cases are counted.
  static let exactPairs = 25

  private let count: Double
  /// The variance of W⁺.
  private let variance: Double
  /// How many cases have each sum of doubled ranks; nil where these are taken as normal.
  private let cases: [Double]?

  init(_ ranks: Ranks) {
    count = Double(ranks.doubled.count)
    variance = count * (count + 1) * (2 * count + 1) / 24 - ranks.tieTerm / 48
    cases = ranks.doubled.count <= Self.exactPairs ? Self.subsets(ranks.doubled) : nil
  }

  /// Of so many differences that all differ.
  init(distinct pairs: Int) {
    count = Double(pairs)
    variance = count * (count + 1) * (2 * count + 1) / 24
    cases = pairs <= Self.exactPairs ? Self.subsets((0..<pairs).map { 2 * ($0 + 1) }) : nil
  }

  /// Of so many differences of one size: among all with this number of ranks, where these are taken as normal, that of the
  /// least variance, 1 / 16 n (n + 1)², so that the largest W⁺ lies √n standard deviations above its mean.
  init(equal pairs: Int) { self.init(Ranks([Double](repeating: 1, count: pairs))) }

  /// The probability of a W⁺ at least as far on [side] as [doubled] / 2.
  func p(_ doubled: Int, _ side: Side) -> Double {
    guard let cases else {
      let z = (Double(doubled) / 2 - count * (count + 1) / 4) / variance.squareRoot()
      return side.p(of: z, tail: Tails.normal)
    }
    // At most 2²⁵, so all sums are exact.
    let all = cases.reduce(0, +)
    return side.p(
      atLeast: cases[doubled...].reduce(0, +) / all, atMost: cases[...doubled].reduce(0, +) / all)
  }

  /// How many of the subsets of [numbers] have the sum 0, 1, 2, ….
  private static func subsets(_ numbers: [Int]) -> [Double] {
    var counts = [Double](repeating: 0, count: numbers.reduce(0, +) + 1)
    counts[0] = 1
    var most = 0
    for number in numbers {
      most += number
      for sum in stride(from: most, through: number, by: -1) { counts[sum] += counts[sum - number] }
    }
    return counts
  }
}
