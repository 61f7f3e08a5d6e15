import WeirCatalog

/// A factor as a function of the step: on the learning rate, or on what falls while the masks change.
///
/// Steps count from zero, so the first update has the factor of step 0. (Jaxpruner looks one step ahead: its
/// cubic at step 9 of 20 is ours at step 10.) Behind the end, and where there are no steps at all, the factor
/// is the end value, exactly.
public protocol Schedule: Catalogued, Thing {
  /// The factor for the update that makes [step] + 1 of [total] steps; at step = total the end value.
  func factor(step: Int, of total: Int) -> Double
}

extension Schedule {
  /// The kind of all schedules.
  public static var kind: Kind { scheduleKind }
}

/// The kind apart from the registry, since schedules hold schedules.
let scheduleKind = Kind("schedule")

/// All schedules.
public let schedules = Registry<any Schedule>(
  scheduleKind,
  [
    Constant.self, StepDecay.self, Cosine.self, Polynomial.self, Warmup.self, OneCycle.self,
    HoldAndFall.self,
  ])
