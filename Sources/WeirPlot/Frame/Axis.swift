/// One axis of a plot: what range it shows, on which scale, and where it is labelled.
struct Axis: Sendable {
  let scale: Scale
  let low, high: Double
  let ticks: [Tick]
  private let origin, span: Double

  /// An axis from [low] to [high], where these differ and have a place on [scale].
  init(_ scale: Scale, low: Double, high: Double, ticks: [Tick]) {
    (self.scale, self.low, self.high, self.ticks) = (scale, low, high, ticks)
    origin = scale.place(low) ?? 0
    span = (scale.place(high) ?? 1) - origin
    precondition(span > 0, "an axis runs from one number to a larger one")
  }

  /// How an axis is to look.
  struct Wish {
    /// How many labels there should be, at least 2.
    var wanted: Int
    /// Whether the axis ends where the data do; otherwise it goes on to the next label.
    var isTight = false
    /// Whether powers of ten may be written with raised digits.
    var hasSuperscripts = false
  }

  /// An axis for data of [extent]. [isLegible] judges labels on the axis they would be on.
  init(
    _ extent: Extent, _ scale: Scale, _ wish: Wish, isLegible: @escaping (Axis) -> Bool = { _ in true }
  ) {
    let (low, high) = extent.bounds(on: scale)
    // An axis that reaches from the first to the last of data and labels, or just over the data.
    func around(_ ticks: [Tick]) -> Axis {
      if wish.isTight || scale != .linear {
        return Axis(scale, low: low, high: high, ticks: ticks.filter { $0.value >= low && $0.value <= high })
      }
      return Axis(
        scale, low: min(low, ticks.first?.value ?? low), high: max(high, ticks.last?.value ?? high),
        ticks: ticks)
    }
    let legible: ([Tick]) -> Bool = { ticks in
      let axis = around(ticks)
      return axis.ticks.count >= 2 && isLegible(axis)
    }
    func searched(isWhole: Bool = false) -> [Tick] {
      TickSearch(low: low, high: high, wanted: max(2, wish.wanted), isWhole: isWhole, isLegible: legible)
        .ticks()
    }
    let labels = LogTicks(
      low: low, high: high, wanted: wish.wanted, hasSuperscripts: wish.hasSuperscripts, isLegible: legible)
    var ticks: [Tick]
    switch scale {
    case .linear:
      ticks = searched(isWhole: extent.isWhole && extent.least != nil && high - low >= 1)
    case .logarithmic: ticks = labels.ticks()
    case .symmetric(let threshold): ticks = Axis.symmetric(low, high, threshold, wish, legible)
    }
    // Where nothing that suits the scale can be read, any two numbers will do, and where there is no room for two, one.
    if !legible(ticks) { ticks = searched() }
    if !legible(ticks) { ticks = [labels.roundest()].filter { isLegible(around([$0])) } }
    self = around(ticks)
  }

  /// Zero and, on both sides, powers of ten from the threshold on; every so many, until they can be read.
  private static func symmetric(
    _ low: Double, _ high: Double, _ threshold: Double, _ wish: Wish, _ isLegible: ([Tick]) -> Bool
  ) -> [Tick] {
    let least = Int(decimalLogarithm(threshold).rounded())
    let most = Int(decimalLogarithm(max(abs(low), abs(high), threshold)).rounded(.down))
    let labels = LogTicks(low: 0, high: 0, wanted: 0, hasSuperscripts: wish.hasSuperscripts)
    let zero = Tick(value: 0, label: "0")
    for stride in 1...max(1, most - least + 1) {
      // Counted from the largest, which matter most.
      let powers = Swift.stride(from: most, through: least, by: -stride).reversed()
      let above = labels.decades(Array(powers))
      let below = above.reversed().map { Tick(value: -$0.value, label: "-" + $0.label) }
      let ticks = (below + [zero] + above).filter { $0.value >= low && $0.value <= high }
      if ticks.count <= 2 * wish.wanted, isLegible(ticks) { return ticks }
    }
    return [zero]
  }

  /// How far along the axis [value] lies: 0 at its lower end, 1 at the upper one, and outside that
  /// what lies outside. Nil where the scale has no place for it.
  func share(_ value: Double) -> Double? {
    scale.place(value).map { ($0 - origin) / span }
  }

  /// The nearest of [count] dots along the axis; nil where [value] has no place or lies outside.
  func dot(_ value: Double, of count: Int) -> Int? {
    guard let share = share(value), share > -1e-9, share < 1 + 1e-9 else { return nil }
    return min(count - 1, max(0, Int((share * Double(count - 1)).rounded())))
  }
}
