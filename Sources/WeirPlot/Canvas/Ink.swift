/// One of the 256 colours of a terminal. Meaning is never carried by it alone.
struct Ink: Equatable, Sendable {
  let code: UInt8

  /// What several series are drawn with, told apart by all kinds of colour vision (after Okabe and
  /// Ito 2008, at the nearest of the 256 colours).
  static let series: [Ink] = [32, 214, 36, 166, 117, 175, 227, 245].map { Ink(code: $0) }

  /// The ink of the series at [index]; the inks come round again.
  static func series(_ index: Int) -> Ink { series[index % series.count] }

  /// From little to much: from dark blue to light yellow, ever brighter.
  static let ramp: [Ink] = [18, 19, 61, 67, 73, 79, 114, 150, 186, 229].map { Ink(code: $0) }

  /// The ink for [share] in 0...1 of the way up the ramp.
  static func ramp(_ share: Double) -> Ink {
    ramp[min(ramp.count - 1, max(0, Int(share * Double(ramp.count))))]
  }

  /// Less than expected, and more.
  static let (fewer, more) = (Ink(code: 32), Ink(code: 214))
  /// What must not be overlooked: values that are no numbers.
  static let alarm = Ink(code: 199)
  /// What should stay in the background: axes and borders.
  static let faint = Ink(code: 244)
}
