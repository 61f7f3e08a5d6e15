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
    let ranks = arrays.map { Selection.ranks($0) }
    let cut = Cut(keeping: k, of: ranks)
    return ranks.indices.map { number in
      let tied = cut.tied(number, of: ranks[number].count)
      return ranks[number].withUnsafeBufferPointer { ranks in
        // Every index is written and the next one over it, unless it stays: a branch would be guessed wrong
        // every other time.
        [Int](unsafeUninitializedCapacity: min(k, ranks.count) + 1) { positions, count in
          var found = 0
          for index in 0..<tied {
            positions[found] = index
            found &+= ranks[index] >= cut.rank ? 1 : 0
          }
          for index in tied..<ranks.count {
            positions[found] = index
            found &+= ranks[index] > cut.rank ? 1 : 0
          }
          count = found
        }
      }
    }
  }

  /// How many of the [k] largest of all [arrays] together lie in each.
  public static func counts<Score: Rankable>(ofLargest k: Int, of arrays: [[Score]]) -> [Int] {
    let ranks = arrays.map { Selection.ranks($0) }
    let cut = Cut(keeping: k, of: ranks)
    return ranks.indices.map { number in
      let tied = cut.tied(number, of: ranks[number].count)
      return ranks[number][..<tied].reduce(0) { $0 + ($1 >= cut.rank ? 1 : 0) }
        + ranks[number][tied...].reduce(0) { $0 + ($1 > cut.rank ? 1 : 0) }
    }
  }

  private static func ranks<Score: Rankable>(_ scores: [Score]) -> [Score.Rank] {
    [Score.Rank](unsafeUninitializedCapacity: scores.count) { ranks, count in
      for index in scores.indices { ranks[index] = scores[index].rank }
      count = scores.count
    }
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
    // By integers alone and without branches, so that the compiler takes several scores at once.
    let sign = UInt32(bitPattern: Int32(bitPattern: bitPattern) >> 31)
    let size = bitPattern & (1 << 31 - 1)
    let rank = size == 0 ? 1 << 31 : bitPattern ^ (sign | 1 << 31)
    return size > Float.infinity.bitPattern ? 0 : rank
  }
}

extension Double: Rankable {
  /// The bits, reordered: those of a negative number are turned round, those of others stand above them.
  public var rank: UInt64 {
    let sign = UInt64(bitPattern: Int64(bitPattern: bitPattern) >> 63)
    let size = bitPattern & (1 << 63 - 1)
    let rank = size == 0 ? 1 << 63 : bitPattern ^ (sign | 1 << 63)
    return size > Double.infinity.bitPattern ? 0 : rank
  }
}

/// Where the ranks that stay end: all higher ones do, and the first of just this one.
private struct Cut<Rank: FixedWidthInteger & UnsignedInteger> {
  let rank: Rank
  /// The last place of this rank that stays: array and index.
  private var last = (array: 0, index: -1)

  /// The cut below the [k] largest of all [arrays] together.
  init(keeping k: Int, of arrays: [[Rank]]) {
    precondition((0...arrays.reduce(0) { $0 + $1.count }).contains(k), "a choice is of between none and all")
    guard k > 0 else {
      rank = .max
      return
    }
    // Of the ranks that agree with the cut in the digits known so far; after the first digit, few.
    var candidates: [Rank] = []
    var (prefix, left, shift): (Rank, Int, Int) = (0, k, Rank.bitWidth)
    while shift > 0 {
      // Counters of eleven bits fill half of a first-level cache.
      let isFirst = shift == Rank.bitWidth
      let width = min(11, shift)
      shift -= width
      var counts = [Int](repeating: 0, count: 1 << width)
      for ranks in isFirst ? arrays : [candidates] { Self.count(ranks, at: shift, &counts) }
      var digit = counts.count - 1
      while counts[digit] < left {
        left -= counts[digit]
        digit -= 1
      }
      prefix = prefix << width | Rank(digit)
      candidates = Self.ranks(of: isFirst ? arrays : [candidates], counts[digit]) { $0 >> shift == prefix }
    }
    rank = prefix
    last = Self.place(left, of: rank, in: arrays)
  }

  /// How many of the [count] ranks in array [number] stay if they are just that of the cut.
  func tied(_ number: Int, of count: Int) -> Int {
    number == last.array ? last.index + 1 : number < last.array ? count : 0
  }

  /// Adds to [counts] how many of [ranks] have which digit above the lowest [shift] bits.
  private static func count(_ ranks: [Rank], at shift: Int, _ counts: inout [Int]) {
    let mask = Rank(counts.count - 1)
    counts.withUnsafeMutableBufferPointer { counts in
      for rank in ranks { counts[Int(truncatingIfNeeded: rank >> shift & mask)] &+= 1 }
    }
  }

  /// The [count] ranks of all [arrays] that fulfil [condition].
  @inline(__always)
  private static func ranks(of arrays: [[Rank]], _ count: Int, where condition: (Rank) -> Bool) -> [Rank] {
    [Rank](unsafeUninitializedCapacity: count + 1) { chosen, initialized in
      var found = 0
      for ranks in arrays {
        for rank in ranks {
          chosen[found] = rank
          found &+= condition(rank) ? 1 : 0
        }
      }
      initialized = found
    }
  }

  /// Where the [number]-th [rank] of all [arrays] stands, counted from one.
  private static func place(_ number: Int, of rank: Rank, in arrays: [[Rank]]) -> (array: Int, index: Int) {
    var left = number
    for (array, ranks) in arrays.enumerated() {
      for (index, other) in ranks.enumerated() where other == rank {
        left -= 1
        if left == 0 { return (array, index) }
      }
    }
    return (0, -1)
  }
}
