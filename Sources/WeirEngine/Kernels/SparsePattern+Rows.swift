/// The weights of a pattern row after row by increasing column, which is how masks count them.
extension SparsePattern {
  /// Calls [body] with number and position in memory of every weight.
  @inline(__always)
  func forEachByRow(_ body: (_ rank: Int, _ place: Int) -> Void) {
    let slots = RowSlots(self)
    var rank = 0
    for row in 0..<rows {
      slots.forEachPlace(ofRow: row) { place, _ in
        body(rank, place)
        rank &+= 1
      }
    }
  }

  /// A counting sort of the weights. [by] says of row and column to which of so many [groups] a weight belongs, and
  /// what is to be known of it there. Gives where groups begin; and group after group, in each by row and column, the
  /// weights' positions in memory and what is known of them. Cost: linear in weights and groups.
  @inline(__always)
  func sorted<Label: FixedWidthInteger>(
    into groups: Int, by: (_ row: Int, _ column: Int) -> (group: Int, label: Label)
  ) -> (begins: [Int], places: [UInt32], labels: [Label]) {
    let slots = RowSlots(self)
    var begins = [Int](repeating: 0, count: groups + 1)
    for row in 0..<rows {
      slots.forEachPlace(ofRow: row) { _, column in begins[by(row, column).group + 1] += 1 }
    }
    for group in 1..<begins.count { begins[group] += begins[group - 1] }
    var next = begins
    var (places, labels) = ([UInt32](repeating: 0, count: count), [Label](repeating: 0, count: count))
    next.withUnsafeMutableBufferPointer { next in
      places.withUnsafeMutableBufferPointer { places in
        labels.withUnsafeMutableBufferPointer { labels in
          for row in 0..<rows {
            slots.forEachPlace(ofRow: row) { place, column in
              let (group, label) = by(row, column)
              places[next[group]] = UInt32(truncatingIfNeeded: place)
              labels[next[group]] = label
              next[group] &+= 1
            }
          }
        }
      }
    }
    return (begins, places, labels)
  }

  /// Where bands of rows begin that cut the matrix into [parts] whose products take about as long, from 0 to the end. A
  /// row of a block takes as long as four weights, besides its own. Cost: for each part, blocks times the logarithm of
  /// the bands.
  func evenCuts(_ parts: Int) -> [Int] {
    func work(before row: Int) -> Int {
      stride(from: 0, to: blocks * (rows + 1), by: rows + 1).reduce(4 * blocks * row) {
        $0 + start($1 + row) - start($1)
      }
    }
    let total = work(before: rows)
    let inner = (1..<max(1, parts)).map { part in
      // The first band in front of which there is enough, or the one before it, which may be nearer.
      var (low, high) = (0, (rows + band - 1) / band)
      while low < high {
        let middle = (low + high) / 2
        let isEnough = work(before: min(rows, middle * band)) * parts >= total * part
        (low, high) = isEnough ? (low, middle) : (middle + 1, high)
      }
      let cuts = [max(0, low - 1) * band, min(rows, low * band)]
      let misses = cuts.map { abs(work(before: $0) * parts - total * part) }
      return misses[0] < misses[1] ? cuts[0] : cuts[1]
    }
    return [0] + inner + [rows]
  }

  /// [numbers], one for each weight in memory's order, row after row.
  func listed(_ numbers: Buffer) -> [Float] {
    precondition(numbers.count == count, "a number for each active weight")
    let stored = numbers.pointer
    return withExtendedLifetime(numbers) {
      [Float](unsafeUninitializedCapacity: count) { list, initialized in
        forEachByRow { rank, place in list[rank] = stored[place] }
        initialized = count
      }
    }
  }

  /// [list], one number for each weight row after row, in memory's order.
  func stored(_ list: [Float]) -> Buffer {
    precondition(list.count == count, "a number for each active weight")
    var numbers = Buffer(count: count)
    let stored = numbers.mutablePointer
    list.withUnsafeBufferPointer { list in forEachByRow { rank, place in stored[place] = list[rank] } }
    return numbers
  }
}
