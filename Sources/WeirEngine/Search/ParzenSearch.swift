import WeirCatalog

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Tree-structured Parzen estimators: what good trials have more often than the others.
public struct ParzenSearch: SearchStrategy {
  /// How many trials are by chance.
  public var start = 6
  /// The share of trials that counts as good.
  public var good = 0.25
  /// How many candidates are drawn for each trial.
  public var candidates = 24

  /// How it is named and set.
  public static let entry = Entry<ParzenSearch>(
    "tpe", "Tries what good trials have more often than the others: tree-structured Parzen estimators.",
    details: """
      Behind `start` trials by chance, those with the best scores are counted apart from the others: how often each \
      depth and each density of a layer occurs, with one of each added. Candidates are drawn as often as they occur \
      among the good; that with the largest ratio of the two frequencies is tried. Layers are counted from the input, \
      the output by itself.
      """,
    source: "Bergstra et al. 2011",
    settings: [
      Setting("start", \.start, .integer(in: 1...10_000), "How many trials are by chance."),
      Setting("good", \.good, .number(in: 0.01...0.9), "The share of trials that counts as good."),
      Setting("candidates", \.candidates, .integer(in: 1...10_000), "How many are drawn for a trial."),
    ],
    examples: ["snas(moons(), strategies: [tpe(start: 2)], trials: 3, epochs: 1, width: 4, seeds: [1])"],
    words: ["bayesian", "parzen", "optimization"])

  /// The defaults.
  public init() {}

  /// How often depths and levels occur, one of each added.
  private struct Counts {
    var depths: [Double]
    /// Of the layer at each place, the output last, by level.
    var levels: [[Double]]

    init(_ trials: some Sequence<Trial>, _ space: SearchSpace) {
      depths = Array(repeating: 1, count: space.maxDepth)
      levels = (0...space.maxDepth).map { _ in space.levels.map { _ in 1 } }
      for trial in trials {
        depths[trial.genotype.depth - 1] += 1
        for (layer, density) in trial.genotype.densities.enumerated() {
          guard let level = space.levels.firstIndex(of: density) else { continue }
          levels[layer < trial.genotype.depth ? layer : space.maxDepth][level] += 1
        }
      }
    }

    /// The logarithm of the frequency of a genotype with [depth] hidden layers and the levels at [chosen].
    func logFrequency(_ depth: Int, _ chosen: [Int]) -> Double {
      var sum = log(depths[depth - 1] / depths.reduce(0, +))
      for (layer, level) in chosen.enumerated() {
        let counts = levels[layer < depth ? layer : levels.count - 1]
        sum += log(counts[level] / counts.reduce(0, +))
      }
      return sum
    }

    /// A place of [counts], as often as these say; they are whole numbers.
    static func draw(_ counts: [Double], _ draws: inout Draws) -> Int {
      var rest = draws.below(Int(counts.reduce(0, +)))
      for (place, count) in counts.enumerated() {
        rest -= Int(count)
        if rest < 0 { return place }
      }
      return counts.count - 1
    }

    func draw(_ draws: inout Draws) -> (depth: Int, chosen: [Int]) {
      let depth = 1 + Self.draw(depths, &draws)
      return (depth, (0...depth).map { Self.draw(levels[$0 < depth ? $0 : levels.count - 1], &draws) })
    }
  }

  /// The candidate that is most of all like the good.
  public func next(behind done: [Trial], in search: Search) -> Proposal? {
    guard done.count < search.trials else { return nil }
    var draws = search.draws(done.count, of: self)
    guard done.count >= start else { return Proposal(search.anyGenotype(&draws), epochs: search.epochs) }
    let order = done.indices.sorted {
      done[$0].worth == done[$1].worth ? $0 < $1 : done[$0].worth > done[$1].worth
    }
    let count = max(1, Int((good * Double(done.count)).rounded(.up)))
    let best = Counts(order.prefix(count).map { done[$0] }, search.space)
    let others = Counts(order.dropFirst(count).map { done[$0] }, search.space)
    var chosen: (genotype: Genotype, ratio: Double)?
    for _ in 0..<candidates {
      let (depth, levels) = best.draw(&draws)
      let ratio = best.logFrequency(depth, levels) - others.logFrequency(depth, levels)
      if chosen.map({ ratio > $0.ratio }) ?? true {
        chosen = (Genotype(levels.map { search.space.levels[$0] }), ratio)
      }
    }
    return chosen.map { Proposal($0.genotype, epochs: search.epochs) }
  }
}
