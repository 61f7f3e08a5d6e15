import WeirCatalog

/// Which weights of a matrix are active: `[rows, columns]`, rows being units.
///
/// Only active positions are stored, row after row by increasing column; a full mask stores none. A row is cut into
/// bands of 65 536 columns, nearly always one, so that 16 bits say where in its band a weight stands.
/// Memory: 2 bytes an active weight and 8 a band.
public struct Mask: Thing, Equatable {
  /// The kind of all masks.
  public static let kind = Kind("mask")
  /// Units of the layer.
  public let rows: Int
  /// Inputs of the layer.
  public let columns: Int
  /// Where the bands of all rows begin, and the end of the last; empty for a full mask.
  let starts: [Int]
  /// Where in their bands the active weights of all rows stand; empty for a full mask.
  let offsets: [UInt16]
  /// Whether every weight is active.
  public let isFull: Bool

  /// The mask of a dense matrix.
  public init(fullRows rows: Int, columns: Int) {
    (self.rows, self.columns, starts, offsets, isFull) = (rows, columns, [], [], true)
  }

  /// The mask with exactly the given positions, `row * columns + column`, strictly increasing.
  public init(rows: Int, columns: Int, positions: [Int]) {
    var filling = Filling(rows: rows, columns: columns, count: positions.count)
    var (last, row) = (-1, 0)
    for position in positions {
      precondition(position > last && position < rows * columns, "mask positions increase inside the matrix")
      last = position
      while position >= (row + 1) * columns { row += 1 }
      filling.append(row, position - row * columns)
    }
    self = filling.mask
  }

  /// The mask whose row `r` has the active columns `active[starts[r]..<starts[r + 1]]`, increasing.
  init(rows: Int, columns: Int, starts: [Int], active: [UInt32]) {
    var filling = Filling(rows: rows, columns: columns, count: active.count)
    for row in 0..<rows {
      for rank in starts[row]..<starts[row + 1] { filling.append(row, Int(active[rank])) }
    }
    self = filling.mask
  }

  /// The mask whose bands begin at [starts] of [offsets].
  init(rows: Int, columns: Int, starts: [Int], offsets: [UInt16]) {
    (self.rows, self.columns) = (rows, columns)
    isFull = offsets.count == rows * columns
    (self.starts, self.offsets) = isFull ? ([], []) : (starts, offsets)
  }

  /// How many weights are active.
  public var count: Int { isFull ? rows * columns : offsets.count }
  /// Active weights divided by all, in 0...1; one for a matrix without any.
  public var density: Double { rows * columns == 0 ? 1 : Double(count) / (Double(rows) * Double(columns)) }

  /// How many inputs of unit [row] are active: its fan-in.
  public func fanIn(ofRow row: Int) -> Int { ranks(ofRow: row).count }

  /// The fan-in of every unit.
  public var fanIns: [Int] { (0..<rows).map { fanIn(ofRow: $0) } }
  /// How many units each input goes to: its fan-out.
  public var fanOuts: [Int] {
    if isFull { return [Int](repeating: rows, count: columns) }
    var counts = [Int](repeating: 0, count: columns)
    forEach { _, column in counts[column] += 1 }
    return counts
  }

  /// Whether the weight from input [column] to unit [row] is active. Cost: the logarithm of the unit's fan-in.
  public func contains(_ row: Int, _ column: Int) -> Bool { rank(row, column) != nil }

  /// Where the weight from input [column] to unit [row] stands among the active ones, counted row after
  /// row; nil if it is inactive. Cost: the logarithm of the unit's fan-in.
  func rank(_ row: Int, _ column: Int) -> Int? {
    if isFull { return row * columns + column }
    let rank = firstRank(row, atLeast: column)
    return rank < ranks(ofRow: row).upperBound && self.column(rank, ofRow: row) == column ? rank : nil
  }

  /// Calls [body] with row and column of every active weight, in order.
  public func forEach(_ body: (_ row: Int, _ column: Int) -> Void) { forEach(in: 0..<rows, body) }

  /// Calls [body] with row and column of every active weight in the rows of [part], in order.
  func forEach(in part: Range<Int>, _ body: (_ row: Int, _ column: Int) -> Void) {
    for row in part { forEachColumn(ofRow: row) { _, column in body(row, column) } }
  }

  /// Whether [condition] holds for row and column of every active weight; the first that fails ends it.
  func allSatisfy(_ condition: (_ row: Int, _ column: Int) -> Bool) -> Bool {
    (0..<rows).allSatisfy { row in
      if isFull { return (0..<columns).allSatisfy { condition(row, $0) } }
      return ranks(ofRow: row).allSatisfy { condition(row, column($0, ofRow: row)) }
    }
  }

  /// The mask as ones and zeros. Cost: memory of the dense matrix.
  ///
  /// Errors: a matrix too large to be looked at as a whole.
  public var tensor: Tensor {
    get throws(ShapeError) {
      try Tensor.check(rows: rows, columns: columns)
      var values = [Float](repeating: 0, count: rows * columns)
      forEach { row, column in values[row * columns + column] = 1 }
      return Tensor(shape: [rows, columns], values: values)
    }
  }
}
