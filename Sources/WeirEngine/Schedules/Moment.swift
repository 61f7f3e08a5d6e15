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

extension Conversion where Value == Moment {
  /// An integer for a step, or a share in 0...1.
  public static var moment: Self {
    let expected = "a step (an integer) or a share of the training in 0%...100%"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> Moment in
        switch argument {
        case .integer(let step) where step >= 0: return .step(step)
        case .number(let share) where (0...1).contains(share): return .share(share)
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
