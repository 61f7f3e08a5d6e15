/// An image on its way to characters, each of which stands for two spots above each other.
struct Picture {
  let channels: Int, rows: Int, columns: Int
  /// From 0 to 1, `[channels][rows][columns]`.
  let brightness: [Float]
  /// How many pixels make a spot, to the right and down.
  let shrink: Int

  /// Lines in the characters of [ramp], from dark to bright; channels are averaged.
  func shaded(_ ramp: [Character]) -> [String] {
    stride(from: 0, to: rows, by: 2 * shrink).map { top in
      var line = ""
      for left in stride(from: 0, to: columns, by: shrink) {
        let share = mean(0..<channels, top, 2 * shrink, left)
        line.append(ramp[min(ramp.count - 1, Int(share * Float(ramp.count)))])
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Lines of half blocks, the upper spot in the colour of the character and the lower in that behind it. The
  /// channels are red, green and blue.
  var coloured: [String] {
    stride(from: 0, to: rows, by: 2 * shrink).map { top in
      var line = ""
      for left in stride(from: 0, to: columns, by: shrink) {
        line += "\u{1B}[0;38;5;\(colour(top, left))"
        // Nothing is below the last of an odd number of rows.
        if top + shrink < rows { line += ";48;5;\(colour(top + shrink, left))" }
        line += "m▀"
      }
      return line + "\u{1B}[0m"
    }
  }

  /// The number of the colour that is nearest to that of a spot: of the 6 by 6 by 6 from 16 on, or of the 24 greys
  /// from 232 on.
  private func colour(_ top: Int, _ left: Int) -> Int {
    let spot = (0..<3).map { 255 * mean($0..<($0 + 1), top, shrink, left) }
    func distance(_ levels: [Float]) -> Float {
      zip(spot, levels).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let steps: [Float] = [0, 95, 135, 175, 215, 255]
    let nearest = spot.map { level in
      steps.indices.min { abs(steps[$0] - level) < abs(steps[$1] - level) } ?? 0
    }
    let grey = min(23, max(0, Int(((spot.reduce(0, +) / 3 - 8) / 10).rounded())))
    let isGrey =
      distance([Float](repeating: Float(8 + 10 * grey), count: 3)) < distance(nearest.map { steps[$0] })
    return isGrey ? 232 + grey : 16 + 36 * nearest[0] + 6 * nearest[1] + nearest[2]
  }

  /// The mean of some channels over [height] rows from [top] on and a spot's columns from [left] on, as far as
  /// there are any.
  private func mean(_ channels: Range<Int>, _ top: Int, _ height: Int, _ left: Int) -> Float {
    var (sum, count) = (0 as Float, 0 as Float)
    for channel in channels {
      for row in top..<min(top + height, rows) {
        for column in left..<min(left + shrink, columns) {
          sum += brightness[(channel * rows + row) * columns + column]
          count += 1
        }
      }
    }
    return sum / count
  }
}
