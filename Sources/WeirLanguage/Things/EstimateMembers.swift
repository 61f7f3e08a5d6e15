import WeirCatalog
import WeirPlot
import WeirStatistics

extension Correlation: Thing {
  /// The kind of all correlations.
  public static let kind = Kind("correlation")
}

extension Interval: Thing {
  /// The kind of all intervals.
  public static let kind = Kind("interval")
}

extension Bootstrap.Outcome: Thing {
  /// The kind of what resampling gives.
  public static let kind = Kind("bootstrap")
}

/// What a design of paired tests can find, and with which probability it finds an effect.
struct PowerStatement: Thing, Equatable {
  static let kind = Kind("power")
  let design: PairedPower
  let effect: Double?
  let power: Double?
}

/// What one can ask of a correlation.
let correlationMembers = MemberTable(
  Correlation.kind,
  Correlation.Method.allCases.map { method in
    Member(method.letter, of: Correlation.self, "The coefficient of `\(method.rawValue)`.", result: .number) {
      guard $0.method == method else {
        throw CallError.failed(
          "this correlation is `\($0.method.rawValue)`, which has no `\(method.letter)`",
          suggestion: "write `.\($0.method.letter)`, or `.coefficient`")
      }
      return .number($0.coefficient)
    }
  } + [
    Member("coefficient", of: Correlation.self, "The coefficient, in -1...1.", result: .number) {
      .number($0.coefficient)
    },
    Member(
      "p", of: Correlation.self, "Probability under chance of one so far on the side looked at.",
      result: .number
    ) { .number($0.p) },
    Member("n", of: Correlation.self, "How many pairs there are.", result: .integer) { .integer($0.n) },
    Member("exact", of: Correlation.self, "Whether p counts every order.", result: .truth) {
      .truth($0.isExact)
    },
  ])

/// What one can ask of an interval.
let intervalMembers = MemberTable(Interval.kind, boundMembers(of: Interval.self) { $0 })

/// What one can ask of a bootstrap.
let bootstrapMembers = MemberTable(
  Bootstrap.Outcome.kind,
  boundMembers(of: Bootstrap.Outcome.self) { $0.interval } + [
    Member("error", of: Bootstrap.Outcome.self, "The standard error.", result: .number) { .number($0.error) },
    Member("method", of: Bootstrap.Outcome.self, "percentile or bca.", result: .text) {
      .text(($0.interval.method ?? .percentile).rawValue)
    },
    Member(
      "replicates", of: Bootstrap.Outcome.self, "The statistic of each resample that has one.", result: .list
    ) { .list(of: $0.replicates.map { .number($0) }) },
  ])

/// What one can ask of a power.
let powerMembers = MemberTable(
  PowerStatement.kind,
  [
    Member("smallest_p", of: PowerStatement.self, "The smallest p there can be.", result: .number) {
      .number($0.design.smallestP)
    },
    Member("reaches", of: PowerStatement.self, "Whether any outcome reaches the level.", result: .truth) {
      .truth($0.design.canReach)
    },
    Member(
      "fewest", of: PowerStatement.self, "The fewest pairs with which one does.", result: .integer
    ) { .integer($0.design.fewestPairs) },
    Member("power", of: PowerStatement.self, "How likely the effect is found; none without one.") {
      $0.power.map { .number($0) } ?? .none
    },
  ])

private func boundMembers<Owner: Thing>(
  of owner: Owner.Type, interval: @escaping @Sendable (Owner) -> Interval
) -> [Member] {
  [
    Member("estimate", of: owner, "What was estimated.", result: .number) { .number(interval($0).estimate) },
    Member("low", of: owner, "The lower bound.", result: .number) { .number(interval($0).low) },
    Member("high", of: owner, "The upper bound.", result: .number) { .number(interval($0).high) },
    Member("level", of: owner, "How likely such bounds hold it.", result: .number) {
      .number(interval($0).level)
    },
  ]
}

extension Correlation: Shown {
  /// The coefficient, p and the pairs.
  public var brief: String {
    "\(method.rawValue)(\(method.letter) \(Readable.number(coefficient)), p \(Readable.number(p)), \(n) pairs)"
  }

  /// The same as a sentence.
  public func full(on display: Display) -> String {
    let words = isExact ? "exact" : method == .kendall ? "normal" : "Student's"
    let sentence =
      "Over \(n) pairs \(method.letter) = \(Readable.number(coefficient)), p = \(Readable.number(p)) "
      + "(\(side.words), \(words))."
    return AnyEntry.wrap(sentence, width: display.width).joined(separator: "\n")
  }
}

extension Interval: Shown {
  /// The estimate and the bounds.
  public var brief: String {
    "\(Readable.number(estimate)) (\(Readable.number(100 * level))% interval \(Readable.number(low)) to "
      + "\(Readable.number(high)))"
  }
}

extension Bootstrap.Outcome: Shown {
  /// The estimate and the bounds, and how they were found.
  public var brief: String {
    let name = (interval.method ?? .percentile).rawValue
    return "\(interval.brief), by \(name) of \(Notation.grouped(replicates.count)) resamples"
  }

  /// The same, and where the resamples lie.
  public func full(on display: Display) -> String {
    let missing =
      undefined == 0 ? "" : "; \(Notation.grouped(undefined)) more gave no finite number and are left out"
    let lines = AnyEntry.wrap(brief + missing, width: display.width)
    guard let low = replicates.min(), let high = replicates.max(), low < high else {
      return lines.joined(separator: "\n")
    }
    return (lines + [Histogram(replicates).render(on: display)]).joined(separator: "\n")
  }
}

extension PowerStatement: Shown {
  var brief: String {
    let found = power.map { ", power \(Readable.number($0, digits: 3))" } ?? ""
    return "power(\(design.pairs) pairs, smallest p \(Readable.number(design.smallestP))\(found))"
  }

  func full(on display: Display) -> String {
    AnyEntry.wrap(sentence, width: display.width).joined(separator: "\n")
  }

  private var sentence: String {
    let level = "\(Readable.number(100 * design.level)) %"
    let adjusted =
      design.tests == 1
      ? ""
      : ", and none below \(Readable.number(design.smallestAdjustedP)) adjusted for \(design.tests) tests"
    let reach =
      design.canReach
      ? "so \(level) can be reached"
      : "so \(level) cannot be reached: that takes at least \(design.fewestPairs) pairs"
    let pairs = "\(design.pairs) \(design.pairs == 1 ? "pair" : "pairs")"
    let smallest =
      design.smallestP > 0
      ? "no p is below \(Readable.number(design.smallestP))\(adjusted)"
      : "p can be smaller than any number that is kept, some 1e-308"
    let first = "With \(pairs) \(smallest), \(reach)."
    guard let effect, let power else { return first }
    return first
      + " An effect of \(Readable.number(effect)) standard deviations is found with a probability of "
      + "\(Readable.number(power, digits: 3)) (\(design.side.words))."
  }
}
