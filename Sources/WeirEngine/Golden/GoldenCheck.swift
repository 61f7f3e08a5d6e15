/// Numbers that somebody published, or that follow on paper, beside the same numbers as Weir finds them.
///
/// `weir selftest` looks at all of them on the machine at hand, and so do the tests.
public struct GoldenCheck: Sendable {
  /// What the numbers are; no two checks have the same name.
  public let name: String
  /// Whose they are: author and year of a paper, or a system and its file.
  public let source: String
  /// The numbers of the source.
  public let expected: [Double]
  /// How far Weir's may be from them.
  public let tolerance: Tolerance
  private let numbers: @Sendable (DataEnvironment) throws -> [Double]

  /// A check that [numbers] come to what [source] says, [expected], within [tolerance].
  init(
    _ name: String, source: String, _ expected: [Double], within tolerance: Tolerance = .exact,
    _ numbers: @escaping @Sendable () throws -> [Double]
  ) {
    self.init(name, source: source, expected, within: tolerance, inData: { _ in try numbers() })
  }

  /// The same for numbers from files, which throw `Unavailable` where these are not there.
  init(
    _ name: String, source: String, _ expected: [Double], within tolerance: Tolerance = .exact,
    inData numbers: @escaping @Sendable (DataEnvironment) throws -> [Double]
  ) {
    (self.name, self.source, self.expected, self.tolerance) = (name, source, expected, tolerance)
    self.numbers = numbers
  }

  /// Why a check cannot be made here.
  struct Unavailable: Error {
    /// The whole reason, as it stands in a table.
    let reason: String
  }

  /// Computes the numbers, with data from [environment] where they are needed, and compares them.
  public func outcome(in environment: DataEnvironment) -> GoldenOutcome {
    do {
      let found = try numbers(environment)
      guard found.count == expected.count else {
        return .failed("there are \(found.count) numbers in place of \(expected.count)")
      }
      let pairs = zip(found, expected).map { Comparison(value: $0, reference: $1, tolerance) }
      return pairs.max { ($0.share, abs($0.reference)) < ($1.share, abs($1.reference)) }.map {
        .compared(worst: $0)
      } ?? .failed("there are no numbers")
    } catch let error as Unavailable {
      return .skipped(error.reason)
    } catch {
      return .failed("\(error)")
    }
  }
}

/// How far two numbers that should be equal may be from each other, and why so far.
public struct Tolerance: Sendable {
  let bound: Double
  let isRelative: Bool
  /// Half a sentence that goes on behind "since".
  public let reason: String

  /// Not at all.
  static let exact = Tolerance(bound: 0, isRelative: false, reason: "the numbers are exact")

  /// By half a unit of the last decimal, where a source prints [count] of them.
  static func decimals(_ count: Int) -> Tolerance {
    // What the source rounded at a half may fall to either side.
    let half = (0..<count).reduce(0.5) { half, _ in half / 10 }
    return Tolerance(bound: half * 1.0001, isRelative: false, reason: "the source prints \(count) decimals")
  }

  /// By [bound], since [reason].
  static func absolute(_ bound: Double, since reason: String) -> Tolerance {
    Tolerance(bound: bound, isRelative: false, reason: reason)
  }

  /// By [bound] times the reference, since [reason].
  static func relative(_ bound: Double, since reason: String) -> Tolerance {
    Tolerance(bound: bound, isRelative: true, reason: reason)
  }

  /// By the rounding of a handful of operations in double precision, on numbers of order one.
  static let double = absolute(1e-12, since: "it is computed in double precision")

  /// By the rounding of a handful of operations in single precision, on numbers of order one.
  static let single = absolute(1e-6, since: "it is computed in single precision")
}

/// One number of Weir's beside that of a source.
public struct Comparison: Sendable, Equatable {
  /// Weir's, and that of the source.
  public let value: Double, reference: Double
  /// How far they are from each other, and how far they may be.
  public let difference: Double, allowed: Double

  init(value: Double, reference: Double, _ tolerance: Tolerance) {
    (self.value, self.reference) = (value, reference)
    difference = value == reference ? 0 : abs(value - reference)
    allowed = tolerance.bound * (tolerance.isRelative ? abs(reference) : 1)
  }

  /// Whether they are near enough; what is no number is near none.
  public var agrees: Bool { difference <= allowed }

  /// How much of what is allowed the difference takes.
  fileprivate var share: Double {
    if difference.isNaN { return .infinity }
    return difference == 0 ? 0 : difference / allowed
  }
}

/// What came of a check.
public enum GoldenOutcome: Sendable, Equatable {
  /// All numbers were compared; this is the one that is off most, for what is allowed; of
  /// equals the largest.
  case compared(worst: Comparison)
  /// It was not made, for the reason given.
  case skipped(String)
  /// It could not be finished.
  case failed(String)

  /// Whether Weir is wrong, as far as the check says.
  public var isMiss: Bool {
    switch self {
    case .compared(let worst): !worst.agrees
    case .skipped: false
    case .failed: true
    }
  }
}
