/// Something that is to be reached: what measures it, what is read off, and how far that must be.
///
/// All that is known of a goal stands here; the benchmarks know none. `bench goals` runs what the goals name, each
/// benchmark once, and gives every goal the lines that its benchmark printed.
struct Goal: Sendable {
  /// The chapter that it belongs to: the goals of one number are of one kind.
  let number: Int
  /// What is compared: "A at 0.1, 1 thread, PyTorch's time over Weir's".
  let title: String
  let bound: Bound
  /// The benchmark that measures it, as words of a command line.
  let run: [String]
  /// What its lines come to; nil if they do not say, for want of a peer.
  let reading: @Sendable (Readings) -> Reading?

  /// What a measurement comes to by the middle of the rounds, and by the best of them, which noise does not reach.
  struct Reading: Sendable {
    var middle: Double
    var best: Double

    init(_ middle: Double, best: Double? = nil) { (self.middle, self.best) = (middle, best ?? middle) }
  }

  /// How far is far enough, and in what unit.
  enum Bound: Sendable {
    case atLeast(Double, String)
    case atMost(Double, String)
    case within(ClosedRange<Double>, String)

    func holds(_ value: Double) -> Bool {
      switch self {
      case .atLeast(let bound, _): value >= bound
      case .atMost(let bound, _): value <= bound
      case .within(let range, _): range.contains(value)
      }
    }

    var text: String {
      switch self {
      case .atLeast(let bound, let unit): "at least \(short(bound))\(unit)"
      case .atMost(let bound, let unit): "at most \(short(bound))\(unit)"
      case .within(let range, let unit): "\(short(range.lowerBound)) to \(short(range.upperBound))\(unit)"
      }
    }

    func text(_ value: Double) -> String {
      switch self {
      case .atLeast(_, let unit), .atMost(_, let unit), .within(_, let unit): fixed(value, 2) + unit
      }
    }

    private func short(_ value: Double) -> String {
      value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
  }

  /// All goals, in the order of their numbers.
  static let all = (steps + kernels + resources + interactive + growth + studies).sorted {
    $0.number < $1.number
  }
}

/// A table of goals, with what became of each.
enum GoalTable {
  /// The rows of those goals that [readings], by the words of their benchmarks, are known for.
  static func rows(_ goals: [Goal], _ readings: [[String]: Readings]) -> [[String]] {
    [["", "goal", "median", "best", ""]]
      + goals.map { goal in
        let reading = readings[goal.run].flatMap(goal.reading)
        let row = ["\(goal.number)  \(goal.title)", goal.bound.text]
        guard let reading else { return row + ["-", "-", "not measured"] }
        let verdict =
          goal.bound.holds(reading.middle)
          ? "pass" : goal.bound.holds(reading.best) ? "pass, at best" : "MISS"
        return row + [goal.bound.text(reading.middle), goal.bound.text(reading.best), verdict]
      }
  }
}
