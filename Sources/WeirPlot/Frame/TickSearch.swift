/// Where an axis is labelled: evenly spaced round numbers that fit the data.
///
/// Talbot, Lin and Hanrahan, "An extension of Wilkinson's algorithm for positioning tick labels on
/// axes" (2010). A labelling is k numbers, j × q × 10^z apart, where q is one of a list of nice
/// numbers and j skips some. Its score is
///
///     0.25 simplicity + 0.2 coverage + 0.5 density + 0.05 legibility
///
/// and the best one wins. For each part the search knows the most it could still be, so it stops
/// long before the candidates do: some hundred are looked at.
struct TickSearch {
  /// The data's smallest and largest number; finite, the first below the second.
  var low, high: Double
  /// How many labels there should be, at least 2.
  var wanted: Int
  /// Whether only whole numbers will do.
  var isWhole = false
  /// Whether the labels must enclose the data.
  var isLoose = false
  /// Whether labels at these numbers can be read: apart from each other, and short enough.
  var isLegible: ([Tick]) -> Bool = { _ in true }

  /// The nice numbers, nicest first.
  private static let nice: [Double] = [1, 5, 2, 2.5, 4, 3]

  private struct Candidate {
    var score = -Double.infinity
    var ticks: [Tick] = []
    var refusals = 0
  }

  /// After so many labellings that cannot be read the best until then will do: where there is room
  /// for any, it is found among the first, for the search begins with few labels.
  private static let patience = 500

  /// The best labels; fewer than two where none can be read.
  func ticks() -> [Tick] {
    // More digits than a Double has cannot be told apart, and rounding would make the search endless.
    guard high - low > 1e-12 * max(abs(low), abs(high)), high - low > 1e-290 else { return [] }
    var best = Candidate()
    for skip in 1...12 {
      for (rank, q) in Self.nice.enumerated() {
        let simplest = simplicity(rank: rank, skip: skip, hasZero: true)
        if 0.25 * simplest + 0.75 <= best.score || best.refusals >= Self.patience { return best.ticks }
        search(q: q, rank: rank, skip: skip, simplest: simplest, &best)
      }
    }
    return best.ticks
  }

  private func search(q: Double, rank: Int, skip: Int, simplest: Double, _ best: inout Candidate) {
    for count in 2...(4 * wanted + 8) {
      let densest = count >= wanted ? 2 - Double(count - 1) / Double(wanted - 1) : 1
      if 0.25 * simplest + 0.25 + 0.5 * densest <= best.score { return }
      let spacing = (high - low) / Double(count + 1) / (Double(skip) * q)
      for power in Int(decimalLogarithm(spacing).rounded(.up))... {
        let unit = shifted(q, power)
        let step = Double(skip) * unit
        let widest = coverage(atMost: step * Double(count - 1))
        if 0.25 * simplest + 0.2 * widest + 0.5 * densest + 0.05 <= best.score { break }
        // A step far wider than the data covers nothing, and wider ones cover less.
        if widest < -100 || !step.isFinite { break }
        if isWhole, unit < 1 || unit != unit.rounded() { continue }
        let first = ((high / step).rounded(.down) - Double(count - 1)) * Double(skip)
        let last = (low / step).rounded(.up) * Double(skip)
        guard first <= last else { continue }
        for start in stride(from: first, through: last, by: 1) {
          consider(q, power, rank, skip, start: start, count: count, &best)
        }
      }
    }
  }

  private func consider(
    _ q: Double, _ power: Int, _ rank: Int, _ skip: Int, start: Double, count: Int, _ best: inout Candidate
  ) {
    // Whole multiples of q, shifted once: 0.3, not 0.30000000000000004.
    let values = (0..<count).map { shifted((start + Double($0 * skip)) * q, power) }
    let (least, most) = (values[0], values[count - 1])
    if isLoose, least > low || most < high { return }
    let hasZero = least <= 0 && most >= 0 && start.truncatingRemainder(dividingBy: Double(skip)) == 0
    let score =
      0.25 * simplicity(rank: rank, skip: skip, hasZero: hasZero) + 0.2 * coverage(least, most)
      + 0.5 * density(count, least, most) + 0.05
    guard score > best.score, best.refusals < Self.patience else { return }
    let ticks = Tick.labelled(values)
    if isLegible(ticks) { (best.score, best.ticks) = (score, ticks) } else { best.refusals += 1 }
  }

  /// 1 for the nicest step, without skips, that meets zero; less for each of these it lacks.
  private func simplicity(rank: Int, skip: Int, hasZero: Bool) -> Double {
    1 - Double(rank) / Double(Self.nice.count - 1) - Double(skip) + (hasZero ? 1 : 0)
  }

  /// 1 where the ends of labels and data agree; less by the square of each gap, in tenths of the data.
  private func coverage(_ least: Double, _ most: Double) -> Double {
    let tenth = 0.1 * (high - low)
    let (below, above) = ((low - least) / tenth, (high - most) / tenth)
    return 1 - 0.5 * (below * below + above * above)
  }

  /// The most that labels spanning [span] could cover.
  private func coverage(atMost span: Double) -> Double {
    guard span > high - low else { return 1 }
    let gap = (span / (high - low) - 1) / 0.2
    return 1 - gap * gap
  }

  /// 1 where labels are as dense as wanted; less by the factor between the two.
  private func density(_ count: Int, _ least: Double, _ most: Double) -> Double {
    let found = Double(count - 1) / (most - least)
    let asked = Double(wanted - 1) / (max(most, high) - min(least, low))
    return 2 - max(found / asked, asked / found)
  }
}
