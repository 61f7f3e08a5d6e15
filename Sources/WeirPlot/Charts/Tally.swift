import WeirCatalog

/// Values counted in ranges.
struct Tally {
  /// Where ranges begin and end, ascending: one more than there are ranges.
  private(set) var edges: [Double] = []
  /// How many values lie in each range.
  private(set) var counts: [Int] = []
  /// Exact zeros that are in no range, values not finite, and values that logarithmic ranges leave out.
  private(set) var zeros = 0, strays = 0, unplaced = 0
  /// Whether each range is one whole number.
  private var isWhole = false
  private let isLogarithmic: Bool
  private let total: Int
  private let extent: Extent
  private var mean = 0.0

  /// [values] in [bins] ranges, or in about as many as suit them, at most about [most].
  init(_ values: [Double], bins: Int?, isLogarithmic: Bool, most: Int) {
    (total, self.isLogarithmic) = (values.count, isLogarithmic)
    extent = Extent(values)
    strays = extent.strays
    guard extent.least != nil else { return }
    // Exact zeros of numbers that are all whole are numbers like any other.
    let leavesZerosOut = !extent.isWhole || isLogarithmic
    var counted = Extent()
    var seen = 0.0
    for value in values where value.isFinite {
      seen += 1
      // Each part by itself, for the difference may be more than a Double holds.
      mean += value / seen - mean / seen
      if value == 0, leavesZerosOut { zeros += 1 } else { counted.include(value) }
    }
    guard let lowest = counted.least, let highest = counted.most else { return }
    let (low, high) = (Extent.clamped(lowest), Extent.clamped(highest))
    let wanted = bins ?? Self.suitable(values.count - zeros - strays, most: most)
    if isLogarithmic {
      edges = Self.logarithmic(counted, wanted: wanted, isExact: bins != nil)
    } else if bins == nil, extent.isWhole, high - low < Double(most) + 5 {
      isWhole = true
      edges = Array(stride(from: low, through: high + 1, by: 1))
    } else if bins == nil, high > low {
      let (low, high) = counted.bounds(on: .linear)
      edges = TickSearch(
        low: low, high: high, wanted: wanted + 1, isWhole: extent.isWhole && high - low >= 2, isLoose: true
      )
      .ticks().map(\.value)
    }
    if edges.count < 2 { edges = Self.even(counted, bins ?? 1) }
    // What lies beyond all that can be drawn belongs to the outermost ranges.
    if lowest < low { edges[0] = lowest }
    if highest > high { edges[edges.count - 1] = highest }
    counts = Array(repeating: 0, count: edges.count - 1)
    for value in values where value.isFinite && !(value == 0 && leavesZerosOut) {
      if let range = range(of: value) { counts[range] += 1 } else { unplaced += 1 }
    }
  }

  /// The range in which [value] lies: the last whose lower edge is not above it.
  private func range(of value: Double) -> Int? {
    guard let first = edges.first, let last = edges.last, value >= first, value <= last else { return nil }
    var (low, high) = (0, edges.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  /// Sturges' number of ranges, log2 n + 1, and somewhat more, for a terminal has the rows.
  private static func suitable(_ count: Int, most: Int) -> Int {
    min(max(2, most - 1), max(4, Int(1.5 * decimalLogarithm(Double(max(1, count))) / 0.30103) + 1))
  }

  private static func even(_ extent: Extent, _ count: Int) -> [Double] {
    let (low, high) = extent.bounds(on: .linear)
    return (0...count).map { low + (high - low) * (Double($0) / Double(count)) }
  }

  /// Edges at powers of ten, or at 1, 2, 5 where these are few; on both sides of zero if values are.
  private static func logarithmic(_ extent: Extent, wanted: Int, isExact: Bool) -> [Double] {
    guard let least = extent.least, let most = extent.most, let smallest = extent.smallestSize else {
      return []
    }
    let largest = Extent.clamped(max(abs(least), abs(most)))
    let floor = max(smallest, largest * 1e-8, 1e-300)
    let first = Int((decimalLogarithm(floor) + 1e-9).rounded(.down))
    let last = max(first + 1, Int((decimalLogarithm(largest) - 1e-9).rounded(.up)))
    let sides = (least < 0 ? 1 : 0) + (most > 0 ? 1 : 0)
    if isExact {
      let (low, high) = (decimalLogarithm(floor), decimalLogarithm(max(largest, floor * 1.001)))
      let sizes = (0...wanted).map { step -> Double in
        if step == 0 { return floor }
        if step == wanted { return max(largest, floor * 1.001) }
        return exponential(low + (high - low) * Double(step) / Double(wanted))
      }
      return mirrored(sizes, least, most)
    }
    let digits: [Double] = (last - first) * 3 * sides <= wanted + 2 ? [1, 2, 5] : [1]
    var sizes = (first..<last).flatMap { power in digits.map { shifted($0, power) } } + [powerOfTen(last)]
    // Ranges beyond the data are not needed.
    while sizes.count > 2, sizes[sizes.count - 2] >= largest { sizes.removeLast() }
    while sizes.count > 2, sizes[1] <= floor { sizes.removeFirst() }
    return mirrored(sizes, least, most)
  }

  private static func mirrored(_ sizes: [Double], _ least: Double, _ most: Double) -> [Double] {
    (least < 0 ? sizes.reversed().map { -$0 } : []) + (most > 0 || least >= 0 ? sizes : [])
  }

  /// What the range at [index] is called: its number, or its ends.
  func name(_ index: Int) -> String {
    let ends = ends
    return isWhole ? ends[index] : ends[index] + " to " + ends[index + 1]
  }

  /// What the ranges are called above each other; where they are to be [short], only by their lower ends.
  func labels(short: Bool) -> [String] {
    let ends = ends
    if short || isWhole { return Array(ends.dropLast()) }
    let width = ends.map(\.count).max() ?? 0
    return zip(ends, ends.dropFirst()).map { low, high in
      low + " to " + String(repeating: " ", count: width - high.count) + high
    }
  }

  /// The edges as texts. Edges even in the logarithm have no decimals in common.
  private var ends: [String] {
    let even = isLogarithmic ? [] : Tick.labelled(edges).map(\.label)
    let isLong = even.contains { $0.count > 10 }
    return even.isEmpty || isLong ? edges.map { Readable.number($0, digits: 3) } : even
  }

  /// How many values there are, and where: "1,000 values from -0.3 to 2.1, mean 0.4".
  var summary: String {
    var text = Readable.count(total, "value")
    if let low = extent.least, let high = extent.most {
      text +=
        low == high
        ? ", all \(Readable.number(low))" : " from \(Readable.number(low)) to \(Readable.number(high))"
      if low != high { text += ", mean \(Readable.number(mean))" }
    }
    return text
  }

  /// What is not in the bars.
  var notes: [String] {
    var notes: [String] = []
    if zeros > 0 {
      notes.append(
        "\(Readable.percent(zeros, of: total)) are exactly zero (\(Notation.grouped(zeros))), not in the bars"
      )
    }
    if strays > 0 {
      notes.append(
        "\(Readable.count(strays, "value")) \(strays == 1 ? "is" : "are") not finite, not in the bars")
    }
    if unplaced > 0 {
      notes.append(
        "\(Readable.count(unplaced, "value")) \(unplaced == 1 ? "is" : "are") nearer to zero than any bar")
    }
    return notes
  }
}
