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

  /// A row of a table for each side, called by [label]: its times, and how many times those of the first side they are.
  func rows(label: (_ side: String) -> String) -> [[String]] {
    sides.indices.map { index in
      let ratios = [ratio(ofSide: index), ratioOfMinima(ofSide: index)].map { fixed($0, 2) }
      return [label(sides[index].name)] + times(ofSide: index) + (index == 0 ? [] : ratios)
    }
  }

  /// How many times the first side's value each round of a side took: their median.
  func ratio(ofSide index: Int) -> Double {
    median(zip(sides[index].values, sides[0].values).map { $0 / $1 })
  }

  /// How far the medians lie above the minima, the worst of all sides: 1.0 on a quiet machine.
  var unrest: Double {
    sides.map { median($0.values) / ($0.values.min() ?? .nan) }.max() ?? .nan
  }

  /// The smallest value of a side over the smallest of the first.
  private func ratioOfMinima(ofSide index: Int) -> Double {
    (sides[index].values.min() ?? .nan) / (sides[0].values.min() ?? .nan)
  }
}

/// The middle value, or the mean of the two in the middle; not-a-number of none.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
