extension Correlation {
  /// The most pairs, without ties, for which all orders are counted.
  public static let exactOrders = 33

  /// Kendall's τ_b = (C − D) / √((m − Tₐ) (m − T_b)), of m pairs of pairs C in the same order and D in the other, Tₐ
  /// with equal a and T_b with equal b.
  ///
  /// Without ties, up to `exactOrders` pairs or if at most one is out of order, p counts all n! orders. Otherwise C − D
  /// is taken as normal, with the variance for ties. Cost: n log n. Errors: fewer than two pairs, numbers not finite,
  /// or all of a kind the same. Sources: Kendall 1945; Knight 1966.
  public static func kendall(
    _ a: [Double], _ b: [Double], side: Side = .twoSided
  ) throws(StatisticsError) -> Correlation {
    try check(a, b, least: 2)
    let orders = Orders(a, b)
    let tau = orders.tau
    if !orders.hasTies, a.count <= exactOrders || min(orders.discordant, orders.concordant) <= 1 {
      let atLeast = mostInversions(orders.discordant, of: a.count)
      let atMost = mostInversions(orders.concordant, of: a.count)
      return Correlation(
        method: .kendall, coefficient: tau, p: side.p(atLeast: atLeast, atMost: atMost), n: a.count,
        side: side, isExact: true)
    }
    let z = (orders.concordant - orders.discordant) / orders.variance.squareRoot()
    return Correlation(
      method: .kendall, coefficient: tau, p: side.p(of: z, tail: Tails.normal), n: a.count, side: side,
      isExact: false)
  }

  /// The share of the orders of [n] things with at most [count] pairs out of order.
  private static func mostInversions(_ count: Double, of n: Int) -> Double {
    let pairs = n * (n - 1) / 2
    let most = Int(count)
    // The orders with more than half of the pairs turned are those with less than half, turned round.
    guard 2 * most <= pairs else { return 1 - mostInversions(Double(pairs - most - 1), of: n) }
    guard most >= 0 else { return 0 }
    // shares[k]: of the orders of so many things as were put in, those with k pairs out of order. The next one, put
    // behind 0, 1, … of those there, adds as many.
    var shares = [Double](repeating: 0, count: most + 1)
    shares[0] = 1
    for things in 2...max(2, n) {
      var (next, window) = (shares, 0.0)
      for k in 0...most {
        window += shares[k] - (k >= things ? shares[k - things] : 0)
        next[k] = window / Double(things)
      }
      shares = next
    }
    return shares.reduce(0, +)
  }
}

/// The pairs of pairs of two samples: how many are in the same order, in the other, or tied.
struct Orders {
  private let a: Ranked, b: Ranked
  private let pairs: Double, bothTied: Double
  /// Pairs of pairs in the same order, and in opposite order.
  let concordant: Double, discordant: Double

  /// Those of equally long samples.
  init(_ a: [Double], _ b: [Double]) { self.init(Ranked(a), Ranked(b)) }

  init(_ a: Ranked, _ b: Ranked) {
    let n = a.ranks.count
    (self.a, self.b, pairs) = (a, b, Double(n) * Double(n - 1) / 2)
    // By a, and by b where a is tied: what is out of order in b then is discordant.
    let keys = (0..<n).map { a.ranks[$0] * b.limit + b.ranks[$0] }.sorted()
    bothTied = Ranked.tied(keys)
    discordant = Self.inversions(keys.map { $0 % b.limit })
    concordant = pairs - a.tied - b.tied + bothTied - discordant
  }

  var hasTies: Bool { a.tied + b.tied > 0 }

  /// Kendall's coefficient; not a number if all of a or all of b are equal.
  var tau: Double {
    let (untiedA, untiedB, excess) = (pairs - a.tied, pairs - b.tied, concordant - discordant)
    guard untiedA != untiedB else { return excess / untiedA }
    return min(1, max(-1, excess / untiedA.squareRoot() / untiedB.squareRoot()))
  }

  /// The variance of `concordant` − `discordant` if all orders of b are equally likely (Kendall 1970).
  var variance: Double {
    let n = Double(a.ranks.count)
    let m = n * (n - 1)
    let first = (m * (2 * n + 5) - a.term5 - b.term5) / 18 + 2 * a.tied * b.tied / m
    return n > 2 ? first + a.term2 * b.term2 / (9 * m * (n - 2)) : first
  }

  /// How many pairs of [numbers] are out of order, found while they are sorted by merging.
  private static func inversions(_ numbers: [Int]) -> Double {
    var (from, to) = (numbers, numbers)
    var count = 0
    var width = 1
    while width < numbers.count {
      for start in stride(from: 0, to: numbers.count, by: 2 * width) {
        let (middle, end) = (min(start + width, numbers.count), min(start + 2 * width, numbers.count))
        var (left, right) = (start, middle)
        for place in start..<end {
          if left < middle, right == end || from[left] <= from[right] {
            to[place] = from[left]
            left += 1
          } else {
            to[place] = from[right]
            right += 1
            count += middle - left
          }
        }
      }
      (from, to) = (to, from)
      width *= 2
    }
    return Double(count)
  }
}

/// A sample as ranks from 0, with what its ties amount to.
struct Ranked {
  let ranks: [Int]
  /// One more than the largest rank.
  let limit: Int
  /// Σ t (t − 1) / 2, Σ t (t − 1) (t − 2) and Σ t (t − 1) (2t + 5) over the ranks, t things sharing each.
  let tied: Double, term2: Double, term5: Double

  init(_ sample: [Double]) {
    let order = sample.indices.sorted { sample[$0] < sample[$1] }
    var (ranks, rank) = (sample.map { _ in 0 }, 0)
    for (last, place) in zip(order, order.dropFirst()) {
      if sample[place] != sample[last] { rank += 1 }
      ranks[place] = rank
    }
    self.init(ranks: ranks)
  }

  /// A part of a sample by its [ranks] in the whole, some of which may be missing.
  init(ranks: [Int]) {
    self.ranks = ranks
    limit = (ranks.max() ?? -1) + 1
    var counts = [Int](repeating: 0, count: limit)
    for rank in ranks { counts[rank] += 1 }
    var (tied, term2, term5) = (0.0, 0.0, 0.0)
    for count in counts where count > 1 {
      let t = Double(count)
      tied += t * (t - 1) / 2
      term2 += t * (t - 1) * (t - 2)
      term5 += t * (t - 1) * (2 * t + 5)
    }
    (self.tied, self.term2, self.term5) = (tied, term2, term5)
  }

  /// The pairs of equal numbers among [sorted] ones.
  static func tied(_ sorted: [Int]) -> Double {
    var (count, run) = (0, 0)
    for (last, next) in zip(sorted, sorted.dropFirst()) {
      run = last == next ? run + 1 : 0
      count += run
    }
    return Double(count)
  }
}
