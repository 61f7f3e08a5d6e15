import CWeirKernels
import Synchronization

/// What two matrices of one shape have in common, and what is moved from one to the other.
extension Execution {
  /// For each number that [new] stores, the position in memory of the same weight in [old]; -1 for what is not active in
  /// both.
  ///
  /// Cost: linear in the active weights of both, and rows times blocks. Memory: 8 bytes for each number stored, and the
  /// slots of both by row.
  func sources(of new: Parameter, in old: Parameter) -> [Int] {
    let columns = new.mask.columns
    let (before, after) = (StoredRows(old), StoredRows(new))
    return [Int](unsafeUninitializedCapacity: new.storedCount) { sources, count in
      let sources = sources
      if new.pattern == nil { sources.initialize(repeating: -1) }
      parallel(over: new.mask.rows, work: Self.costOfMoving * (old.count + new.count)) { rows in
        // The old weights of a row by column. To merge two lists would mean to guess, at every weight, which goes on.
        withUnsafeTemporaryAllocation(of: Int.self, capacity: columns) { places in
          places.initialize(repeating: -1)
          for row in rows {
            before.forEachPlace(ofRow: row) { place, column in places[column] = place }
            after.forEachPlace(ofRow: row) { place, column in sources[place] = places[column] }
            before.forEachPlace(ofRow: row) { _, column in places[column] = -1 }
          }
        }
      }
      count = new.storedCount
    }
  }

  /// [arrays], stored as the values of [old] are, as [new] stores its own: what is active in [new] alone has zeros;
  /// and how many weights are active in both.
  func move(_ arrays: [Buffer], from old: Parameter, to new: Parameter) -> (arrays: [Buffer], shared: Int) {
    precondition(arrays.allSatisfy { $0.count == old.storedCount }, "a number for each that is stored")
    let sources = sources(of: new, in: old)
    let shared = Mutex(0)
    let moved = arrays.enumerated().map { number, array in
      var moved = Buffer(count: sources.count)
      let (from, to) = (array.pointer, moved.mutablePointer)
      sources.withUnsafeBufferPointer { sources in
        parallel(over: sources.count, step: 16, work: 16 * sources.count) { range in
          guard let sources = sources.baseAddress else { return }
          let found = wk_move(from, sources, to, range.lowerBound, range.upperBound)
          if number == 0 { shared.withLock { $0 += found } }
        }
      }
      return moved
    }
    return (moved, shared.withLock { $0 })
  }

  /// Of one weight, in the floating-point operations that take as long.
  private static let costOfMoving = 100
}

/// The weights of a parameter, stored whole or not, row by row.
private struct StoredRows {
  private let mask: Mask
  private let slots: RowSlots?

  init(_ parameter: Parameter) { (mask, slots) = (parameter.mask, parameter.pattern.map { RowSlots($0) }) }

  /// Calls [body] with position in memory and column of every active weight of [row], by increasing column.
  @inline(__always)
  func forEachPlace(ofRow row: Int, _ body: (_ place: Int, _ column: Int) -> Void) {
    if let slots {
      slots.forEachPlace(ofRow: row, body)
    } else {
      mask.forEach(in: row..<(row + 1)) { row, column in body(row &* mask.columns &+ column, column) }
    }
  }
}
