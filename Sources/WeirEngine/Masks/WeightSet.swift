/// Weights of a matrix, of which there are ever more: one that changes in place, which a mask does not.
///
/// Memory: a bit for each weight of the matrix, or as long as that is more, a mask's.
struct WeightSet: Sendable {
  /// What is in the set, as long as there are no bits.
  private var list: Mask
  /// A bit for each weight, where a row begins with a word of its own.
  private var bits: [UInt64] = []

  /// The active weights of [mask].
  init(_ mask: Mask) {
    list = mask
    useBits()
  }

  /// Adds the active weights of [mask].
  mutating func insert(_ mask: Mask) {
    if bits.isEmpty {
      list = list.union(mask)
      useBits()
    } else {
      set(mask)
    }
  }

  /// How many there are.
  var count: Int { bits.isEmpty ? list.count : bits.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// They, as a mask.
  var mask: Mask {
    if bits.isEmpty { return list }
    var (starts, active): ([Int], [UInt32]) = ([0], [])
    for row in 0..<list.rows {
      for word in 0..<words {
        var rest = bits[row * words + word]
        while rest != 0 {
          active.append(UInt32(word << 6 | rest.trailingZeroBitCount))
          rest &= rest &- 1
        }
      }
      starts.append(active.count)
    }
    return Mask(rows: list.rows, columns: list.columns, starts: starts, active: active)
  }

  /// Words for the bits of a row.
  private var words: Int { (list.columns + 63) / 64 }

  /// Goes over to bits where they take no more than the four bytes a weight of a list.
  private mutating func useBits() {
    guard !list.isFull, 2 * words * list.rows <= list.count else { return }
    bits = [UInt64](repeating: 0, count: words * list.rows)
    let known = list
    list = Mask(rows: list.rows, columns: list.columns, positions: [])
    set(known)
  }

  private mutating func set(_ mask: Mask) {
    let words = words
    bits.withUnsafeMutableBufferPointer { bits in
      mask.forEach { row, column in bits[row * words + column >> 6] |= 1 << UInt64(column & 63) }
    }
  }
}

extension WeightSet: Equatable {
  static func == (a: WeightSet, b: WeightSet) -> Bool { a.mask == b.mask }
}
