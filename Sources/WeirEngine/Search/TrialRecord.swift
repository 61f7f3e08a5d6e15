import WeirCatalog

/// The trials of a search in a file, each written at once, so that a search that was stopped goes on.
public struct TrialRecord {
  private let path: String?
  private let identity: String
  private var lines: [JSON] = []
  private var trials: [String: Trial] = [:]

  /// The most bytes of a file that is read.
  private static let most = 1 << 28

  /// The record at [path] of the search called [identity]; of nothing if nil. Errors: a file that holds something else,
  /// or the trials of another search.
  public init(_ path: String?, of identity: String) throws(DataError) {
    self.identity = identity
    guard let path else {
      self.path = nil
      return
    }
    self.path = path
    guard FileBytes.exists(path) else { return }
    let file = try JSON(file: path, most: Self.most)
    guard case .list(let items)? = file["trials"], case .text(let text)? = file["search"] else {
      throw DataError(.refused("`\(path)` is no record of a search; give another name to `record`"))
    }
    guard text == identity else {
      throw DataError(
        .refused(
          "`\(path)` is the record of another search, of other data or with other settings; give another name to "
            + "`record`"))
    }
    for item in items {
      guard let (name, number, trial) = Self.read(item) else {
        throw DataError(.refused("`\(path)` is damaged: one of its trials is not whole"))
      }
      lines.append(item)
      trials[Self.key(name, number)] = trial
    }
  }

  /// The trial that is on record as number [number] of a strategy.
  public func trial(_ name: String, _ number: Int) -> Trial? { trials[Self.key(name, number)] }

  /// Keeps a trial, in the file if there is one.
  public mutating func keep(_ trial: Trial, _ name: String, _ number: Int) throws(DataError) {
    trials[Self.key(name, number)] = trial
    lines.append(
      .object([
        .init("strategy", .text(name)), .init("number", .integer(number)),
        .init("epochs", .integer(trial.epochs)),
        .init("densities", .list(trial.genotype.densities.map { .number($0) })),
        .init("score", trial.score.map { .number($0) } ?? .null),
      ]))
    guard let path else { return }
    try JSON.object([.init("search", .text(identity)), .init("trials", .list(lines))]).write(to: path)
  }

  private static func key(_ name: String, _ number: Int) -> String { "\(number) \(name)" }

  private static func read(_ item: JSON) -> (String, Int, Trial)? {
    guard case .text(let name)? = item["strategy"], case .integer(let number)? = item["number"],
      case .integer(let epochs)? = item["epochs"], case .list(let items)? = item["densities"]
    else { return nil }
    let densities = items.compactMap(number(_:))
    guard densities.count == items.count, densities.count >= 2 else { return nil }
    return (
      name, number, Trial(Genotype(densities), epochs: epochs, score: item["score"].flatMap(Self.number(_:)))
    )
  }

  private static func number(_ json: JSON) -> Double? {
    switch json {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .null, .truth, .text, .list, .object: nil
    }
  }
}
