/// Measurements of several sides, taken by turns.
struct Rounds {
  /// For each side its name, and its value in every round.
  private(set) var sides: [(name: String, values: [Double])] = []

  /// Has every side measured once a round. Whatever slows the machine for a while slows neighbours in a
  /// round alike, so the ratio within a round is steadier than any of the times.
  init(_ count: Int, measure: [() throws -> (name: String, value: Double)]) throws {
    for round in 0..<count {
      for (index, side) in measure.enumerated() {
        let (name, value) = try side()
        if round == 0 { sides.append((name, [])) }
        sides[index].values.append(value)
      }
    }
  }

  /// The median and the smallest of a side's times, for a table.
  func times(ofSide index: Int) -> [String] {
    let values = sides[index].values
    return [fixed(median(values), 3), fixed(values.min() ?? .nan, 3)]
  }

  /// A row of a table for each side, called by [label]: its times, and how many times those of the first they are.
  func rows(label: (_ side: String) -> String) -> [[String]] {
    sides.indices.map { row(ofSide: $0, besides: 0, label: label(sides[$0].name)) }
  }

  /// A side's times, and how many times those of [other] they are, if that is another side.
  func row(ofSide index: Int, besides other: Int, label: String) -> [String] {
    let ratios = [ratio(ofSide: index, to: other), ratioOfMinima(ofSide: index, to: other)]
    return [label] + times(ofSide: index) + (index == other ? [] : ratios.map { fixed($0, 2) })
  }

  /// How many times the value of [other], the first side if none is given, each round of a side took: their median.
  func ratio(ofSide index: Int, to other: Int = 0) -> Double {
    median(zip(sides[index].values, sides[other].values).map { $0 / $1 })
  }

  /// How far the medians lie above the minima, the worst of all sides: 1.0 on a quiet machine.
  var unrest: Double {
    sides.map { median($0.values) / ($0.values.min() ?? .nan) }.max() ?? .nan
  }

  /// The smallest value of a side over the smallest of [other].
  private func ratioOfMinima(ofSide index: Int, to other: Int) -> Double {
    (sides[index].values.min() ?? .nan) / (sides[other].values.min() ?? .nan)
  }
}

/// The middle value, or the mean of the two in the middle; not-a-number of none.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
