import WeirCatalog

/// A factor on the learning rate as a function of the step.
public protocol Schedule: Catalogued, Thing {
  /// The factor for the update that makes [step] + 1 of [total] steps; at step = total the end value.
  func factor(step: Int, of total: Int) -> Double
}

extension Schedule {
  /// The kind of all schedules.
  public static var kind: Kind { schedules.kind }
}

/// All schedules.
public let schedules = Registry<any Schedule>(
  Kind("schedule"), [Constant.self, Cosine.self, Polynomial.self])
