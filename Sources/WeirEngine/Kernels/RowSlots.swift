/// Where the rows of a pattern lie in memory. Memory: 4 bytes a row and block.
struct RowSlots {
  private let pattern: SparsePattern
  /// The slot of each row, block after block.
  private let slots: [UInt32]

  /// The slots of [pattern]. Cost: rows times blocks.
  init(_ pattern: SparsePattern) {
    self.pattern = pattern
    let rows = pattern.rows
    var slots = [UInt32](repeating: 0, count: pattern.blocks * rows)
    for part in 0..<pattern.blocks {
      for slot in pattern.slots(ofBlock: part) {
        slots[part * rows + pattern.row(slot)] = UInt32(slot)
      }
    }
    self.slots = slots
  }

  /// Calls [body] with position in memory and column of every weight of [row], by increasing column.
  @inline(__always)
  func forEachPlace(ofRow row: Int, _ body: (_ place: Int, _ column: Int) -> Void) {
    for part in 0..<pattern.blocks {
      for place in pattern.places(Int(slots[part &* pattern.rows &+ row])) {
        body(place, part &* pattern.block &+ Int(pattern.offsets[place]))
      }
    }
  }
}
