/// The ranks of numbers, from 1 for the smallest. Equal numbers share the mean of their ranks.
struct Ranks {
  /// Twice the rank of each number: an integer, also where the mean of ranks is none.
  private(set) var doubled: [Int]
  /// How many numbers share a rank, for each that is shared.
  private(set) var ties: [Int] = []

  /// The ranks of [values]. Neighbours in their order share one if [alike] says so of their places.
  init(_ values: [Double], alike: (_ place: Int, _ next: Int) -> Bool) {
    let order = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
    doubled = values.map { _ in 0 }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, alike(order[end - 1], order[end]) { end += 1 }
      for place in order[start..<end] { doubled[place] = start + 1 + end }
      if end - start > 1 { ties.append(end - start) }
      start = end
    }
  }

  /// The ranks of [values], equal ones sharing theirs.
  init(_ values: [Double]) { self.init(values) { values[$0] == values[$1] } }

  /// The sum of t³ − t over all shared ranks, t sharing each: what ties take from the variance of rank sums.
  var tieTerm: Double {
    ties.reduce(0) { sum, tied in
      let t = Double(tied)
      return sum + t * t * t - t
    }
  }
}
