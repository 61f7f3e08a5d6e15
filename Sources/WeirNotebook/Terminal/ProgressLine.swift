import WeirCatalog
import WeirLanguage

/// The one line that tells how a training goes:
/// `step 240/4690  loss 0.5123  accuracy 0.8312  egf 0.01832  21,400 samples/s  27 s left`.
///
/// The clock is passed in, so that the line can be tested. It is looked at often but the line is made
/// at most ten times a second.
struct ProgressLine {
  /// When the line was made last, and how far the work was then.
  private var last: (time: Duration, step: Int, samples: Int)?
  /// Smoothed, a second.
  private var stepRate: Double?
  private var sampleRate: Double?

  /// The line for [progress] at [time], cut to [width]; nil if it is too early for a new one.
  mutating func line(for progress: Progress, at time: Duration, width: Int) -> String? {
    let since = last.map { time - $0.time } ?? Self.interval
    guard since >= Self.interval else { return nil }
    if let last {
      let seconds = since / .seconds(1)
      stepRate = Self.smooth(stepRate, Double(progress.step - last.step) / seconds)
      sampleRate = Self.smooth(sampleRate, Double(progress.samples - last.samples) / seconds)
    }
    last = (time, progress.step, progress.samples)
    var parts = ["step \(progress.step)/\(progress.steps)"]
    parts += progress.readings.map { $0.name + " " + Figures.four($0.value) }
    if let sampleRate { parts.append(Notation.grouped(Int(sampleRate.rounded())) + " samples/s") }
    if let stepRate, stepRate > 0 {
      parts.append(Figures.span(Double(progress.steps - progress.step) / stepRate) + " left")
    }
    return Layout.cut(parts.joined(separator: "  "), to: width)
  }

  private static let interval = Duration.milliseconds(100)

  /// Each new rate counts for a quarter, so that the line does not tremble.
  private static func smooth(_ old: Double?, _ new: Double) -> Double {
    old.map { $0 + (new - $0) / 4 } ?? new
  }
}
