import WeirCatalog
import WeirLanguage

/// The one line that tells how a training goes:
/// `step 240/4690  loss 0.512  accuracy 0.831  EGF 0.0183  21.4k samples/s  27 s left`.
///
/// The clock is passed in, so that the line can be tested. It is looked at often but the line is made
/// only from time to time.
struct ProgressLine {
  /// The time from one line to the next, at least.
  private let interval: Duration
  /// When the line was made last, and how far the work was then.
  private var last: (time: Duration, step: Int, samples: Int)?
  /// Smoothed, a second.
  private var stepRate: Double?
  private var sampleRate: Double?

  /// No line yet; later one every [interval].
  init(interval: Duration = .milliseconds(100)) { self.interval = interval }

  /// Begins with [progress] at [time], so that the first line comes after an interval.
  mutating func begin(with progress: Progress, at time: Duration) {
    last = (time, progress.step, progress.samples)
  }

  /// The line for [progress] at [time], cut to [width]; nil if it is too early for a new one.
  mutating func line(for progress: Progress, at time: Duration, width: Int) -> String? {
    let since = last.map { time - $0.time } ?? interval
    guard since >= interval else { return nil }
    // Drawn again for a window of another size, the same step tells nothing of how fast the next one will come.
    if let last, progress.step != last.step || progress.samples != last.samples {
      let seconds = since / .seconds(1)
      stepRate = Self.smooth(stepRate, Double(progress.step - last.step) / seconds)
      sampleRate = Self.smooth(sampleRate, Double(progress.samples - last.samples) / seconds)
    }
    if progress.step != last?.step || progress.samples != last?.samples {
      last = (time, progress.step, progress.samples)
    }
    let step = (progress.part.map { $0 + "  " } ?? "") + "\(progress.unit) \(progress.step)/\(progress.steps)"
    let readings =
      progress.counts.map { "\($0.name) \($0.count)" }
      + progress.readings.map { $0.name + " " + Figures.short($0.value) }
    let rate = progress.samples > 0 ? sampleRate.map(Figures.short) : nil
    let left =
      progress.secondsLeft ?? stepRate.flatMap { $0 > 0 ? Double(progress.steps - progress.step) / $0 : nil }
    let end = left.map { [Figures.span($0) + " left"] } ?? []
    // Where it does not fit, the rate is the first to go, and then what was read last.
    var tries = [rate.map { [$0 + " samples/s"] }, rate.map { [$0 + "/s"] }, []].compactMap { $0 }
      .map { [step] + readings + $0 + end }
    tries += readings.indices.reversed().map { [step] + readings[..<$0] + end }
    let lines = tries.map { $0.joined(separator: "  ") }
    return lines.first { Layout.width(of: $0) <= width } ?? Layout.shortened(step, to: width)
  }

  /// Each new rate counts for a quarter, so that the line does not tremble.
  private static func smooth(_ old: Double?, _ new: Double) -> Double {
    old.map { $0 + (new - $0) / 4 } ?? new
  }
}
