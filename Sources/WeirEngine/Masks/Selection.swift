/// The largest of many numbers: exactly as many as asked for, in time linear in all of them.
///
/// One rule decides everywhere in Weir which of equal scores stay: those with the lower index. A score
/// that is not a number is lower than every other; the two zeros are equal. The threshold is found digit by
/// digit from counts of leading bits, so nothing is sorted and nothing depends on chance.
public enum Selection {
  /// The positions of the [k] largest of [scores], increasing.
  public static func largest<Score: Rankable>(_ k: Int, of scores: [Score]) -> [Int] {
    largest(k, of: [scores])[0]
  }

  /// The positions of the [k] largest of all [arrays] together, in each array, increasing. An earlier array
  /// has the lower indices.
  public static func largest<Score: Rankable>(_ k: Int, of arrays: [[Score]]) -> [[Int]] {
    let cut = Cut(keeping: k, of: arrays)
    var ties = cut.ties
    return arrays.map { scores in
      scores.withUnsafeBufferPointer { scores in
        // Every index is written and the next one over it, unless it stays: a branch would be guessed wrong
        // every other time.
        [Int](unsafeUninitializedCapacity: min(k, scores.count) + 1) { positions, count in
          for index in scores.indices {
            positions[count] = index
            count += cut.keeps(scores[index], &ties) ? 1 : 0
          }
        }
      }
    }
  }

  /// How many of the [k] largest of all [arrays] together lie in each.
  public static func counts<Score: Rankable>(ofLargest k: Int, of arrays: [[Score]]) -> [Int] {
    let cut = Cut(keeping: k, of: arrays)
    var ties = cut.ties
    return arrays.map { scores in scores.reduce(0) { $0 + (cut.keeps($1, &ties) ? 1 : 0) } }
  }
}

/// A number with an order in which everything has a place, also what is not a number.
public protocol Rankable {
  /// An unsigned number: larger for a larger score, equal for equal ones, lowest for not-a-number.
  var rank: Rank { get }
  /// As many bits as the number has.
  associatedtype Rank: FixedWidthInteger & UnsignedInteger
}

extension Float: Rankable {
  /// The bits, reordered: those of a negative number are turned round, those of others stand above them.
  public var rank: UInt32 {
    if isNaN { return 0 }
    // The sum of both zeros is the positive one.
    let bits = (self + 0).bitPattern
    return bits >> 31 == 1 ? ~bits : bits | 1 << 31
  }
}

extension Double: Rankable {
  /// The bits, reordered: those of a negative number are turned round, those of others stand above them.
  public var rank: UInt64 {
    if isNaN { return 0 }
    let bits = (self + 0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }
}

/// Where the scores that stay end: all of a higher rank do, and the first [ties] of just this one.
private struct Cut<Score: Rankable> {
  let rank: Score.Rank
  let ties: Int

  /// The cut below the [k] largest of all [arrays] together.
  init(keeping k: Int, of arrays: [[Score]]) {
    precondition((0...arrays.reduce(0) { $0 + $1.count }).contains(k), "a choice is of between none and all")
    guard k > 0 else {
      (rank, ties) = (.max, 0)
      return
    }
    // Of the numbers that agree with the cut in the digits known so far; after the first digit, few.
    var candidates = arrays.flatMap { $0.map(\.rank) }
    var (prefix, left, shift): (Score.Rank, Int, Int) = (0, k, Score.Rank.bitWidth)
    while shift > 0 {
      // Counters of eleven bits fill half of a first-level cache.
      let width = min(11, shift)
      shift -= width
      let mask = Score.Rank(truncatingIfNeeded: (1 << width) - 1)
      var counts = [Int](repeating: 0, count: 1 << width)
      for rank in candidates { counts[Int(truncatingIfNeeded: rank >> shift & mask)] += 1 }
      var digit = counts.count - 1
      while counts[digit] < left {
        left -= counts[digit]
        digit -= 1
      }
      prefix |= Score.Rank(digit) << shift
      candidates = candidates.filter { $0 >> shift == prefix >> shift }
    }
    (rank, ties) = (prefix, left)
  }

  /// Whether [score] stays; [ties] counts down those of the rank of the cut.
  @inline(__always)
  func keeps(_ score: Score, _ ties: inout Int) -> Bool {
    let rank = score.rank
    let isTie = rank == self.rank && ties > 0
    ties -= isTie ? 1 : 0
    return rank > self.rank || isTie
  }
}
