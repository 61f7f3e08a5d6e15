/// The labels under a picture, each centred below its column as far as there is room.
struct LowerAxis {
  /// Columns left of the picture, columns of the picture, and columns of all.
  let gutter, columns, width: Int
  /// Labels and their columns inside the picture, from left to right.
  var labels: [(column: Int, text: String)] = []

  /// Whether all labels stand apart.
  var isLegible: Bool {
    let spans = labels.map(span)
    return zip(spans, spans.dropFirst()).allSatisfy { $1.lowerBound - $0.upperBound >= 2 }
  }

  /// The columns that [label] takes, counted from the left of all.
  private func span(_ label: (column: Int, text: String)) -> Range<Int> {
    let length = TextWidth.columns(label.text)
    let start = min(max(0, gutter + label.column - length / 2), max(0, width - length))
    return start..<(start + length)
  }

  /// The rule with its marks, the labels, and [name] below them.
  func lines(_ name: String, on display: Display) -> [StyledLine] {
    let alphabet = display.alphabet
    var rule = Array(repeating: alphabet.horizontal, count: columns)
    var texts = StyledLine()
    for label in labels where rule.indices.contains(label.column) {
      rule[label.column] = alphabet.lowerTick
      texts.pad(to: span(label).lowerBound)
      texts.append(label.text)
    }
    var axis = StyledLine()
    axis.pad(to: gutter - 1)
    axis.append(String([alphabet.corner] + rule), .faint)
    return [axis] + (labels.isEmpty ? [] : [texts]) + (name.isEmpty ? [] : [centred(name, on: display)])
  }

  /// [text] in the middle over or under the picture.
  func centred(_ text: String, on display: Display) -> StyledLine {
    let text = display.fitted(text, to: gutter + columns)
    let length = TextWidth.columns(text)
    var line = StyledLine()
    line.pad(to: max(0, min(gutter + (columns - length) / 2, gutter + columns - length)))
    line.append(text)
    return line
  }
}

extension LowerAxis {
  /// The axis under cells that are each [across] columns wide and stand for [groups] of ascending
  /// [places]: round numbers, each under the cell whose place is nearest.
  init(_ places: [Double], in groups: Groups, across: Int, gutter: Int, width: Int) {
    let centres = groups.ranges.map { places[($0.lowerBound + $0.upperBound - 1) / 2] }
    let blank = LowerAxis(gutter: gutter, columns: across * centres.count, width: width)
    func labelled(_ ticks: [Tick]) -> LowerAxis {
      var axis = blank
      for tick in ticks {
        func gap(_ cell: Int) -> Double { abs(centres[cell] - tick.value) }
        guard let cell = centres.indices.min(by: { gap($0) < gap($1) }) else { continue }
        let column = cell * across + across / 2
        if axis.labels.last.map({ $0.column < column }) ?? true { axis.labels.append((column, tick.label)) }
      }
      return axis
    }
    let extent = Extent(places)
    guard extent.strays == 0, let first = extent.least, let last = extent.most, last > first else {
      self = labelled(Tick.labelled(places.first.map { $0.isFinite ? [$0] : [] } ?? []))
      return
    }
    let wish = Axis.Wish(wanted: max(2, min(places.count, blank.columns / 8)), isTight: true)
    self = labelled(Axis(extent, .linear, wish) { labelled($0.ticks).isLegible }.ticks)
  }
}
