import WeirCatalog

/// A time in a training: a step, or a share of all its steps.
public enum Moment: Sendable, Equatable {
  /// After so many steps.
  case step(Int)
  /// After this share of the steps, in 0...1.
  case share(Double)

  /// The step, of [total] in all; a share counts whole steps.
  public func step(of total: Int) -> Int {
    switch self {
    case .step(let step): step
    // Shares are written as decimals: 29 % of 100 is 29, though the product of the floats is less.
    case .share(let share): Int((share * Double(total) + 1e-9).rounded(.down))
    }
  }
}

extension Moment {
  /// Whether the first [step] of [total] steps reach so far.
  func isReached(after step: Int, of total: Int) -> Bool {
    switch self {
    case .step(let number): step >= number
    case .share(let share): Double(step) >= share * Double(total) - 1e-9
    }
  }
}

extension Conversion where Value == Moment {
  /// An integer for a step, or a share in 0...1.
  public static var moment: Self {
    time("a step (an integer) or a share of the training in 0%...100%") {
      $0 >= 0 && $0 < mostSteps && $1 >= 0
    }
  }

  /// An integer for a number of steps, or a share; not none at all.
  public static var interval: Self {
    time("a number of steps (an integer of at least 1) or a share of the training above 0%") {
      $0 > 0 && $0 < mostSteps && $1 > 0
    }
  }

  /// A training has fewer, and products of steps stay in range.
  private static var mostSteps: Int { TrainingPlan.Length.most }

  private static func time(
    _ expected: String, _ accepts: @escaping @Sendable (_ step: Int, _ share: Double) -> Bool
  ) -> Self {
    Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> Moment in
        switch argument {
        case .integer(let step) where accepts(step, 1): return .step(step)
        case .number(let share) where share <= 1 && accepts(1, share): return .share(share)
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { moment in
        switch moment {
        case .step(let step): Notation.integer(step)
        case .share(let share): Notation.number(share)
        }
      })
  }
}
