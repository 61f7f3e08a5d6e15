/// A pattern in parts: how many weights of each are active.
struct Parts {
  private let pattern: PlotPattern
  private let display: Display
  private let gutter: Int
  private let rows, columns: Groups
  private var counts: [[Int]]
  private var sums: MarginSums

  /// The rows of a picture of weights on [display].
  static func rows(on display: Display) -> Int { min(20, Frame.room(on: display)) }

  /// [pattern] in parts that are about square on [display], none smaller than a weight.
  init(of pattern: PlotPattern, on display: Display) {
    (self.pattern, self.display) = (pattern, display)
    gutter = "\(pattern.rows - 1)".count + 2
    // Two columns on the right are for the shares of rows.
    let room = Double(max(1, Frame.width(on: display) - gutter - 2))
    let (height, width) = (Double(pattern.rows), Double(pattern.columns))
    // A cell is about twice as tall as wide. Shares of fewer than nine weights would be mostly noise.
    let across = min(
      room, width, 2 * Double(Self.rows(on: display)) * width / height, (2 * width * width / 9).squareRoot())
    columns = Groups(of: pattern.columns, in: max(min(8, pattern.columns), Int(across)))
    let down = across * height / width / 2
    rows = Groups(
      of: pattern.rows, in: min(Self.rows(on: display), max(min(3, pattern.rows), Int(down.rounded()))))
    var counts = Array(repeating: Array(repeating: 0, count: columns.ranges.count), count: rows.ranges.count)
    var sums = MarginSums(pattern)
    let (rowPlaces, columnPlaces) = (rows.places, columns.places)
    pattern.visit { row, column in
      sums.count(row: row, column: column)
      counts[rowPlaces[row]][columnPlaces[column]] += 1
    }
    (self.counts, self.sums) = (counts, sums)
  }

  private func size(_ row: Int, _ column: Int) -> Int {
    rows.ranges[row].count * columns.ranges[column].count
  }

  /// The share of weights kept in each part, in percent, with the shares of rows and columns.
  func shaded(_ head: (Int) -> String) -> [StyledLine] {
    let shares = shares
    let scale = scale(of: shares, display.alphabet)
    let (above, beside) = (strip(columnShares), strip(rowShares))
    let picture = zip(shares, beside.cells).map { shares, margin in
      var line = StyledLine()
      for share in shares {
        let cell = scale.cell(share)
        line.append(cell.glyph, cell.ink)
      }
      line.append(" ")
      line.append(margin.glyph, margin.ink)
      return line
    }
    return frame.lines(head(sums.active), picture, above: above)
      + scale.legend("kept", unit: "%", on: display) + Notes.lines(sums.notes, on: display)
  }

  /// The share kept in each part, in percent.
  private var shares: [[Double]] {
    counts.enumerated().map { row, counts in
      counts.enumerated().map { column, count in 100 * Double(count) / Double(size(row, column)) }
    }
  }

  private func scale(of shares: [[Double]], _ alphabet: Alphabet) -> ShadeScale {
    let most = shares.joined().max() ?? 0
    return ShadeScale(low: 0, high: most > 0 ? most : 100, isLogarithmic: false, alphabet: alphabet)
  }

  /// The shares kept of whole columns, and of whole rows.
  private var columnShares: [Double] {
    columns.ranges.map { range in
      Double(range.reduce(0) { $0 + sums.columns[$1] }) / Double(range.count * pattern.rows)
    }
  }
  private var rowShares: [Double] {
    rows.ranges.map { range in
      Double(range.reduce(0) { $0 + sums.rows[$1] }) / Double(range.count * pattern.columns)
    }
  }

  /// Shares of whole rows or columns as heights, from none to the largest.
  private func strip(_ shares: [Double]) -> StyledLine {
    let most = shares.max() ?? 0
    let levels = display.alphabet.levels
    var line = StyledLine()
    for share in shares {
      if share == 0 {
        line.append(" ")
      } else {
        line.append(levels[Int((share / most * Double(levels.count - 1)).rounded())], .faint)
      }
    }
    return line
  }

  private var frame: PatternFrame {
    PatternFrame(
      pattern: pattern, display: display, gutter: gutter, columns: columns.ranges.count,
      rows: rows.ranges.count)
  }

  /// How far each part is from what a random mask of the same density would keep.
  private var deviations: [[Deviation]] { scores.map { $0.map(Deviation.init) } }

  /// The same as z: in standard deviations of the number that a random mask would keep.
  private var scores: [[Double]] {
    let density = Double(sums.active) / (Double(pattern.rows) * Double(pattern.columns))
    return counts.enumerated().map { row, counts in
      counts.enumerated().map { column, count in
        let size = Double(size(row, column))
        let spread = (size * density * (1 - density)).squareRoot()
        return spread > 0 ? (Double(count) - size * density) / spread : 0
      }
    }
  }

  /// How far each part is from what a random mask of the same density would keep, in standard deviations.
  func compared(_ head: (Int) -> String) -> [StyledLine] {
    let deviations = deviations
    let alphabet = display.alphabet
    let picture = deviations.map { row in
      row.reduce(into: StyledLine()) { $0.append(alphabet.deviations[$1.rawValue], $1.ink) }
    }
    let legend = Deviation.allCases.map { one in
      StyledLine("\(alphabet.deviations[one.rawValue]) \(one.meaning)")
    }
    return frame.lines(head(sums.active), picture)
      + Legend.flowed(legend, width: Frame.width(on: display))
      + Notes.lines(notes(deviations), on: display)
  }

  /// How many weights are active, and what `compared` shows in words: how many parts are unusual, and which are the most.
  var deviationSentences: (active: Int, sentences: [String]) {
    let scores = scores
    func end(_ name: String, _ isMore: (Double, Double) -> Bool) -> String? {
      let places = scores.indices.flatMap { row in scores[row].indices.map { (row, $0) } }
      guard let (row, column) = places.max(by: { isMore(scores[$1.0][$1.1], scores[$0.0][$0.1]) }) else {
        return nil
      }
      func span(_ range: Range<Int>, _ noun: String) -> String {
        range.count == 1
          ? "\(noun) \(range.lowerBound)" : "\(noun)s \(range.lowerBound)...\(range.upperBound - 1)"
      }
      return "\(name) z \(Readable.number((10 * scores[row][column]).rounded() / 10)) in "
        + "\(span(rows.ranges[row], "row")) and \(span(columns.ranges[column], "column"))"
    }
    return (sums.active, notes(deviations) + [end("lowest", <), end("highest", >)].compactMap(\.self))
  }

  private func notes(_ deviations: [[Deviation]]) -> [String] {
    let parts = deviations.joined()
    let beyond = parts.count { $0 != .usual }
    return [
      "\(Readable.percent(beyond, of: parts.count)) of parts outside -2...2; a random mask has about 5 %"
    ]
      + sums.notes
  }

  /// As `shaded`, in vectors.
  func drawShares(_ head: (Int) -> String, on sheet: inout Drawing) {
    let shares = shares
    let scale = scale(of: shares, .ascii)
    let corner = frame.draw(head(sums.active), above: 1, on: &sheet)
    let (width, height) = (Double(frame.columns), Double(frame.rows))
    sheet.cells(shares.map { $0.map { scale.cell($0).ink } }, at: corner, width: width, height: height)
    let (across, down) = (columnShares, rowShares)
    let (most, largest) = (across.max() ?? 0, down.max() ?? 0)
    for (place, share) in across.enumerated() where share > 0 {
      let tall = 0.9 * share / most
      sheet.rectangle(
        .init(x: corner.x + Double(place), y: corner.y - 0.1 - tall), width: 0.9, height: tall, .faint)
    }
    for (place, share) in down.enumerated() where share > 0 {
      sheet.rectangle(
        .init(x: corner.x + width + 0.3, y: corner.y + Double(place) + 0.05), width: 1.7 * share / largest,
        height: 0.9, .faint)
    }
    scale.drawLegend("kept", unit: "%", on: &sheet)
    sheet.add(Notes.lines(sums.notes, on: display))
  }

  /// As `compared`, in vectors.
  func drawDeviations(_ head: (Int) -> String, on sheet: inout Drawing) {
    let deviations = deviations
    let corner = frame.draw(head(sums.active), on: &sheet)
    sheet.cells(
      deviations.map { $0.map { $0.tint } }, at: corner, width: Double(frame.columns),
      height: Double(frame.rows))
    var x = 1.0
    let y = sheet.take(1.3) + 0.2
    for one in Deviation.allCases {
      sheet.rectangle(.init(x: x, y: y + 0.2), width: 1.2, height: 0.6, one.tint)
      sheet.text(one.meaning, x: x + 1.6, y: y)
      x += 4 + 0.75 * Double(one.meaning.count)
    }
    sheet.add(Notes.lines(notes(deviations), on: display))
  }
}

/// What a number of standard deviations amounts to.
private enum Deviation: Int, CaseIterable {
  case muchLess, less, usual, more, muchMore

  /// That of [z]: beyond two is unusual, beyond four hardly by chance.
  init(_ z: Double) {
    self = z < -4 ? .muchLess : z < -2 ? .less : z <= 2 ? .usual : z <= 4 ? .more : .muchMore
  }

  var meaning: String {
    switch self {
    case .muchLess: "z below -4"
    case .less: "below -2"
    case .usual: "as a random mask"
    case .more: "above 2"
    case .muchMore: "above 4"
    }
  }

  /// The ink of its character, which says how much.
  var ink: Ink {
    switch self {
    case .muchLess, .less: .fewer
    case .usual: .faint
    case .more, .muchMore: .more
    }
  }

  /// The colour that says all where there is no character: paler or darker to the eye as well.
  var tint: Ink {
    switch self {
    case .muchLess: Ink(0x00_4A78, basic: 34)
    case .less: Ink(0x6A_AED6, basic: 36)
    case .usual: Ink(0xF0_F0F0, basic: 37)
    case .more: Ink(0xFD_C086, basic: 33)
    case .muchMore: Ink(0xC8_5000, basic: 31)
    }
  }
}
