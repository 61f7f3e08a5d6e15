/// Why numbers cannot be judged.
public enum StatisticsError: Error, Equatable, Sendable {
  /// There are [found] of [what], where at least [least] are needed.
  case tooFew(what: String, found: Int, least: Int)
  /// Numbers that belong together in pairs are not equally many.
  case unequal(Int, Int)
  /// The number at [place] of the sample called [name] is infinite or no number.
  case notFinite(name: String, place: Int, value: Double)
  /// All numbers of the sample called [name] are the same, so nothing can rise or fall with them.
  case constant(name: String)

  /// Refuses [sample] if it has fewer than [least] numbers, or one that is not finite.
  public static func check(_ sample: [Double], _ name: String, least: Int = 1) throws(StatisticsError) {
    guard sample.count >= least else { throw .tooFew(what: name, found: sample.count, least: least) }
    guard let place = sample.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(name: name, place: place, value: sample[place])
  }

  /// Refuses [a] and [b] if they are no [least] pairs.
  static func check(pairs a: [Double], _ b: [Double], least: Int = 1) throws(StatisticsError) {
    guard a.count == b.count else { throw .unequal(a.count, b.count) }
    try check(a, "a", least: least)
    try check(b, "b", least: least)
  }

  /// The sentence.
  public var message: String {
    switch self {
    case .tooFew(let what, let found, let least):
      "`\(what)` must have at least \(least) number\(least == 1 ? "" : "s"), but has \(found)"
    case .unequal(let a, let b): "numbers are compared in pairs, but `a` has \(a) and `b` has \(b)"
    case .notFinite(let name, let place, let value):
      "`\(name)` must be of finite numbers, but number \(place) is \(value)"
    case .constant(let name): "all numbers of `\(name)` are the same, so there is nothing to correlate with"
    }
  }
}
