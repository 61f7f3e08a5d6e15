#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How long the cells of a study will take, by what those that are done took.
///
/// The time of a cell is taken for a product of a factor for each of its settings, log t = μ + Σ aᵢ(level); the factors
/// are fitted to the cells that are done, one setting after the other (backfitting; Hastie and Tibshirani 1990), each
/// drawn towards one as if by half a cell that says so. A width that nobody has run yet counts like the average.
struct TimeEstimate {
  private var mean = 0.0
  private var effects: [[Double]]
  private var done: [(levels: [Int], time: Double)] = []

  /// Nothing is known yet of settings with so many values each.
  init(levels: [Int]) { effects = levels.map { [Double](repeating: 0, count: $0) } }

  /// Takes note that a cell took so many [seconds].
  mutating func add(_ levels: [Int], seconds: Double) { done.append((levels, log(max(seconds, 1e-4)))) }

  /// Fits the factors. Cost: ten passes over the cells that are done.
  mutating func fit() {
    guard !done.isEmpty else { return }
    mean = done.reduce(0) { $0 + $1.time } / Double(done.count)
    for factor in effects.indices { effects[factor] = effects[factor].map { _ in 0 } }
    for _ in 0..<10 {
      for factor in effects.indices {
        var sums = effects[factor].map { _ in (total: 0.0, count: 0.5) }
        for cell in done {
          let rest = cell.time - logarithm(of: cell.levels) + effects[factor][cell.levels[factor]]
          sums[cell.levels[factor]].total += rest
          sums[cell.levels[factor]].count += 1
        }
        effects[factor] = sums.map { $0.total / $0.count }
      }
    }
  }

  private func logarithm(of levels: [Int]) -> Double {
    zip(effects, levels).reduce(mean) { $0 + $1.0[$1.1] }
  }

  /// The seconds of a cell; nil before any is done.
  func seconds(of levels: [Int]) -> Double? { done.isEmpty ? nil : exp(logarithm(of: levels)) }

  /// The seconds until all of [cells] are done by so many [workers], those that are [running] since so many seconds
  /// among them: the work shared out, but no less than the longest cell. Nil before any is done.
  func left(_ cells: [[Int]], running: [(levels: [Int], since: Double)], workers: Int) -> Double? {
    guard !done.isEmpty else { return nil }
    let begun = running.map { max(0, (seconds(of: $0.levels) ?? 0) - $0.since) }
    let waiting = cells.map { seconds(of: $0) ?? 0 }
    let all = begun + waiting
    return max(all.reduce(0, +) / Double(max(1, workers)), all.max() ?? 0)
  }
}
