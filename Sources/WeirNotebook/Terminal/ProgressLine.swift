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
    parts += progress.readings.map { $0.name + " " + Self.figures($0.value) }
    if let sampleRate { parts.append(Notation.grouped(Int(sampleRate.rounded())) + " samples/s") }
    if let stepRate, stepRate > 0 {
      parts.append(Self.span(Double(progress.steps - progress.step) / stepRate) + " left")
    }
    return Layout.cut(parts.joined(separator: "  "), to: width)
  }

  private static let interval = Duration.milliseconds(100)

  /// Each new rate counts for a quarter, so that the line does not tremble.
  private static func smooth(_ old: Double?, _ new: Double) -> Double {
    old.map { $0 + (new - $0) / 4 } ?? new
  }

  /// Four significant figures; as many characters for every value near the last one.
  static func figures(_ value: Double) -> String {
    guard value.isFinite else { return Notation.number(value) }
    let size = abs(value)
    if size != 0, size < 1e-4 || size >= 1e5 { return scientific(value) }
    let decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 || size == 0 ? 4 : 5
    return fixed(value, decimals: decimals)
  }

  private static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let digits = String(Int((abs(value) * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    return (value < 0 ? "-" : "") + whole + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }

  private static func scientific(_ value: Double) -> String {
    var (mantissa, exponent) = (value, 0)
    while abs(mantissa) >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while abs(mantissa) < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return fixed(mantissa, decimals: 2) + "e\(exponent)"
  }

  /// A span of time for people: `9 s`, `2 min 5 s`, `3 h 10 min`.
  static func span(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
