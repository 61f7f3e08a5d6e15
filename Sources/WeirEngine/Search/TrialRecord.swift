import WeirCatalog

/// The trials of a search, and its trainings in the end, in a file: each is written at once, so that a search that was
/// stopped goes on.
public struct TrialRecord: Sendable {
  private let path: String?
  private let identity: String
  private var trials: [Key: Trial] = [:]
  private var finals: [FinalTraining: Double?] = [:]
  /// Where the file lies now that stood here, if its trials are of an earlier rule, so that all is made anew.
  public private(set) var setAside: String?

  /// Which trial one is: of whom, and its number.
  private struct Key: Hashable {
    let strategy: String
    let number: Int
  }

  /// The most bytes of a file that is read.
  private static let most = 1 << 28

  /// The record at [path] of the search called [identity], whose networks have at most [maxDepth] hidden layers; of
  /// nothing if nil. One whose trials an earlier build trained by another rule is set aside. Errors: a file that holds something else, or the trials of another search; numbers that no trial
  /// can have.
  public init(_ path: String?, of identity: String, maxDepth: Int) throws(DataError) {
    self.identity = identity
    guard let path else {
      self.path = nil
      return
    }
    self.path = path
    AtomicFile.removeRemains(of: path)
    guard FileBytes.exists(path) else { return }
    let file = try JSON(file: path, most: Self.most)
    guard case .list(let items)? = file["trials"], case .list(let ends)? = file["finals"],
      case .text(let text)? = file["search"]
    else {
      throw DataError(.refused("`\(path)` is no record of a search; give another name to `record`"))
    }
    guard text == identity else {
      throw DataError(
        .refused(
          "`\(path)` is the record of another search: of other data, with other settings, or by another version of "
            + "Weir; give another name to `record`"))
    }
    guard file["rule"] == .integer(Search.rule) else {
      let aside = Folder.unused(path + ".earlier")
      Folder.rename(path, to: aside)
      setAside = aside
      return
    }
    for item in items {
      guard let (key, trial) = Self.read(item) else {
        throw DataError(.refused("`\(path)` is damaged: one of its trials is not whole"))
      }
      if let fault = Self.fault(of: trial, maxDepth: maxDepth) {
        throw DataError(.refused("`\(path)` is damaged: trial \(key.number) of \(key.strategy) has \(fault)"))
      }
      trials[key] = trial
    }
    for item in ends {
      guard let (final, score) = Self.readFinal(item) else {
        throw DataError(.refused("`\(path)` is damaged: one of its trainings in the end is not whole"))
      }
      if let fault = Self.fault(of: score) {
        throw DataError(
          .refused(
            "`\(path)` is damaged: the training of \(final.network) in the end, from seed \(final.seed), has \(fault)"
          ))
      }
      finals[final] = .some(score)
    }
  }

  /// The trial that is on record as number [number] of a strategy.
  public func trial(_ name: String, _ number: Int) -> Trial? { trials[Key(strategy: name, number: number)] }

  /// Keeps a trial, in the file if there is one: there they stand by strategy and number, in whatever order they came.
  public mutating func keep(_ trial: Trial, _ name: String, _ number: Int) throws(DataError) {
    trials[Key(strategy: name, number: number)] = trial
    try write()
  }

  /// The score that is on record for a training in the end, nil where that diverged; nil if there is none.
  public func score(_ final: FinalTraining) -> Double?? { finals[final] }

  /// Keeps the score of a training in the end.
  public mutating func keep(_ score: Double?, of final: FinalTraining) throws(DataError) {
    finals[final] = .some(score)
    try write()
  }

  /// What is kept, in an order that does not depend on when it came.
  private func write() throws(DataError) {
    guard let path else { return }
    let sorted = trials.sorted { ($0.key.strategy, $0.key.number) < ($1.key.strategy, $1.key.number) }
    let ends = finals.sorted { one, two in
      let (a, b) = (one.key, two.key)
      if a.counts != b.counts { return a.counts.lexicographicallyPrecedes(b.counts) }
      return (a.network, a.epochs, a.seed) < (b.network, b.epochs, b.seed)
    }
    try JSON.object([
      .init("search", .text(identity)), .init("rule", .integer(Search.rule)),
      .init("trials", .list(sorted.map { Self.line($0.key, $0.value) })),
      .init("finals", .list(ends.map { Self.line($0.key, $0.value) })),
    ]).write(to: path)
  }

  /// What [trial] has that no trial can have; nil if there is nothing.
  private static func fault(of trial: Trial, maxDepth: Int) -> String? {
    let genotype = trial.genotype
    if genotype.depth > maxDepth {
      return "\(genotype.depth) hidden layers, and the search has at most \(maxDepth)"
    }
    if let density = genotype.densities.first(where: { !(0...1 ~= $0) }) {
      return "the density \(density), and densities are from 0 to 1"
    }
    return fault(of: trial.score)
  }

  private static func fault(of score: Double?) -> String? {
    guard let score, !(0...1 ~= score) else { return nil }
    return "the score \(score), and scores are from 0 to 1"
  }

  private static func line(_ key: Key, _ trial: Trial) -> JSON {
    .object([
      .init("strategy", .text(key.strategy)), .init("number", .integer(key.number)),
      .init("epochs", .integer(trial.epochs)),
      .init("densities", .list(trial.genotype.densities.map { .number($0) })),
      .init("score", trial.score.map { .number($0) } ?? .null),
    ])
  }

  private static func line(_ final: FinalTraining, _ score: Double?) -> JSON {
    .object([
      .init("network", .text(final.network)), .init("weights", .list(final.counts.map { .integer($0) })),
      .init("epochs", .integer(final.epochs)), .init("seed", .integer(final.seed)),
      .init("score", score.map { .number($0) } ?? .null),
    ])
  }

  private static func readFinal(_ item: JSON) -> (FinalTraining, Double?)? {
    guard case .text(let network)? = item["network"], case .list(let items)? = item["weights"],
      case .integer(let epochs)? = item["epochs"], case .integer(let seed)? = item["seed"]
    else { return nil }
    let counts = items.compactMap { item -> Int? in
      guard case .integer(let count) = item else { return nil }
      return count
    }
    guard counts.count == items.count, let score = score(item) else { return nil }
    return (FinalTraining(network, counts: counts, epochs: epochs, seed: seed), score)
  }

  private static func read(_ item: JSON) -> (Key, Trial)? {
    guard case .text(let name)? = item["strategy"], case .integer(let number)? = item["number"],
      case .integer(let epochs)? = item["epochs"], case .list(let items)? = item["densities"]
    else { return nil }
    let densities = items.compactMap(number(_:))
    guard densities.count == items.count, densities.count >= 2, let score = score(item) else { return nil }
    return (Key(strategy: name, number: number), Trial(Genotype(densities), epochs: epochs, score: score))
  }

  /// The score of a line: nil in it where a training diverged; nil if there is none.
  private static func score(_ item: JSON) -> Double?? {
    switch item["score"] {
    case .null?: .some(nil)
    case let score?: number(score).map { .some($0) }
    case nil: nil
    }
  }

  private static func number(_ json: JSON) -> Double? {
    switch json {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .null, .truth, .text, .list, .object: nil
    }
  }
}
