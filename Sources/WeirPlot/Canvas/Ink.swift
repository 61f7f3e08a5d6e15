/// A colour. Meaning is never carried by it alone.
struct Ink: Equatable, Sendable {
  /// How much of each light there is.
  let red, green, blue: UInt8
  /// The code of the nearest in meaning among the sixteen colours of all terminals.
  let basic: UInt8

  /// The colour 0x[rgb], in sixteen colours [basic].
  init(_ rgb: UInt32, basic: UInt8) {
    (red, green, blue) = (UInt8(rgb >> 16 & 255), UInt8(rgb >> 8 & 255), UInt8(rgb & 255))
    self.basic = basic
  }

  /// What several series are drawn with, told apart by all kinds of colour vision (Okabe and Ito 2008; their
  /// yellow is darker here, for white paper).
  static let series: [Ink] = [
    Ink(0x00_72B2, basic: 34), Ink(0xE6_9F00, basic: 33), Ink(0x00_9E73, basic: 32),
    Ink(0xD5_5E00, basic: 31),
    Ink(0x56_B4E9, basic: 36), Ink(0xCC_79A7, basic: 35), Ink(0xC8_B400, basic: 93),
    Ink(0x8A_8A8A, basic: 90),
  ]

  /// The ink of the series at [index]; the inks come round again.
  static func series(_ index: Int) -> Ink { series[index % series.count] }

  /// From little to much: from dark violet to light yellow, ever brighter, in steps that look even to all kinds
  /// of colour vision ("viridis", Smith and van der Walt 2015).
  static let ramp: [Ink] = [
    Ink(0x44_0154, basic: 35), Ink(0x48_2878, basic: 35), Ink(0x3E_4A89, basic: 34),
    Ink(0x31_688E, basic: 34),
    Ink(0x26_828E, basic: 36), Ink(0x1F_9E89, basic: 36), Ink(0x35_B779, basic: 32),
    Ink(0x6D_CD59, basic: 92),
    Ink(0xB4_DE2C, basic: 93), Ink(0xFD_E725, basic: 93),
  ]

  /// The ink for [share] in 0...1 of the way up the ramp.
  static func ramp(_ share: Double) -> Ink {
    ramp[min(ramp.count - 1, max(0, Int(share * Double(ramp.count))))]
  }

  /// Less than expected, and more.
  static let (fewer, more) = (Ink(0x00_72B2, basic: 34), Ink(0xE6_9F00, basic: 33))
  /// What must not be overlooked: values that are no numbers.
  static let alarm = Ink(0xFF_00AF, basic: 95)
  /// What should stay in the background: axes and borders.
  static let faint = Ink(0x80_8080, basic: 90)

  /// The nearest of the 216 and the 24 greys that terminals with 256 colours add to the sixteen.
  var code: UInt8 {
    let light = [red, green, blue].map(Int.init)
    let sides = [0, 95, 135, 175, 215, 255]
    func distance(_ other: [Int]) -> Int {
      zip(light, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let places = light.map { one in
      sides.indices.min { abs(sides[$0] - one) < abs(sides[$1] - one) } ?? 0
    }
    let grey = min(23, max(0, (light.reduce(0, +) / 3 - 3) / 10))
    let isGrey = distance(Array(repeating: 8 + 10 * grey, count: 3)) < distance(places.map { sides[$0] })
    return UInt8(isGrey ? 232 + grey : 16 + 36 * places[0] + 6 * places[1] + places[2])
  }

  /// What switches a terminal to the colour, of characters or [behind] them; empty without [colours].
  func escape(_ colours: Display.Colours, behind: Bool = false) -> String {
    switch colours {
    case .none: ""
    case .sixteen: "\u{1B}[\(basic + (behind ? 10 : 0))m"
    case .palette: "\u{1B}[\(behind ? 48 : 38);5;\(code)m"
    case .full: "\u{1B}[\(behind ? 48 : 38);2;\(red);\(green);\(blue)m"
    }
  }

  /// As files of vectors write it: `#0072b2`.
  var hexadecimal: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
