import WeirCatalog

/// Which weights of a matrix are active: `[rows, columns]`, rows being units.
///
/// Only active positions are stored, row after row by increasing column; a full mask stores none.
/// Memory: 4 bytes an active weight and 8 a row.
public struct Mask: Thing, Equatable {
  /// The kind of all masks.
  public static let kind = Kind("mask")
  /// Units of the layer.
  public let rows: Int
  /// Inputs of the layer.
  public let columns: Int
  /// Where each row's columns begin, and the end of the last; empty for a full mask.
  let starts: [Int]
  /// The active columns of all rows; empty for a full mask.
  let active: [UInt32]
  /// Whether every weight is active.
  public let isFull: Bool

  /// The mask of a dense matrix.
  public init(fullRows rows: Int, columns: Int) {
    (self.rows, self.columns, starts, active, isFull) = (rows, columns, [], [], true)
  }

  /// The mask with exactly the given positions, `row * columns + column`, strictly increasing.
  public init(rows: Int, columns: Int, positions: [Int]) {
    (self.rows, self.columns) = (rows, columns)
    isFull = positions.count == rows * columns
    guard !isFull else {
      (starts, active) = ([], [])
      return
    }
    var starts = [Int](repeating: 0, count: rows + 1)
    var active: [UInt32] = []
    active.reserveCapacity(positions.count)
    var (last, row) = (-1, 0)
    for position in positions {
      precondition(position > last && position < rows * columns, "mask positions increase inside the matrix")
      last = position
      while position >= (row + 1) * columns {
        row += 1
        starts[row] = active.count
      }
      active.append(UInt32(position - row * columns))
    }
    for rest in (row + 1)..<(rows + 1) { starts[rest] = active.count }
    (self.starts, self.active) = (starts, active)
  }

  /// The mask whose row `r` has the active columns `active[starts[r]..<starts[r + 1]]`, increasing.
  init(rows: Int, columns: Int, starts: [Int], active: [UInt32]) {
    (self.rows, self.columns) = (rows, columns)
    isFull = active.count == rows * columns
    (self.starts, self.active) = isFull ? ([], []) : (starts, active)
  }

  /// How many weights are active.
  public var count: Int { isFull ? rows * columns : active.count }
  /// Active weights divided by all, in 0...1; one for a matrix without any.
  public var density: Double { rows * columns == 0 ? 1 : Double(count) / (Double(rows) * Double(columns)) }

  /// How many inputs of unit [row] are active: its fan-in.
  public func fanIn(ofRow row: Int) -> Int { isFull ? columns : starts[row + 1] - starts[row] }

  /// The fan-in of every unit.
  public var fanIns: [Int] { (0..<rows).map { fanIn(ofRow: $0) } }
  /// How many units each input goes to: its fan-out.
  public var fanOuts: [Int] {
    if isFull { return [Int](repeating: rows, count: columns) }
    var counts = [Int](repeating: 0, count: columns)
    for column in active { counts[Int(column)] += 1 }
    return counts
  }

  /// Whether the weight from input [column] to unit [row] is active. Cost: the logarithm of the unit's fan-in.
  public func contains(_ row: Int, _ column: Int) -> Bool { rank(row, column) != nil }

  /// Where rows begin that cut the matrix into [parts] with about as many active weights each, from 0 to the end.
  func evenCuts(_ parts: Int) -> [Int] {
    let inner = (1..<max(1, parts)).map { part in
      if isFull { return rows * part / parts }
      // The first row in front of which there are enough.
      var (low, high) = (0, rows)
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] * parts < count * part { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return [0] + inner + [rows]
  }

  /// Where the weight from input [column] to unit [row] stands among the active ones, counted row after
  /// row; nil if it is inactive. Cost: the logarithm of the unit's fan-in.
  func rank(_ row: Int, _ column: Int) -> Int? {
    if isFull { return row * columns + column }
    var (low, high) = (starts[row], starts[row + 1])
    while low < high {
      let middle = low + (high - low) / 2
      if Int(active[middle]) < column { low = middle + 1 } else { high = middle }
    }
    return low < starts[row + 1] && Int(active[low]) == column ? low : nil
  }

  /// Calls [body] with row and column of every active weight, in order.
  public func forEach(_ body: (_ row: Int, _ column: Int) -> Void) { forEach(in: 0..<rows, body) }

  /// Calls [body] with row and column of every active weight in the rows of [band], in order.
  func forEach(in band: Range<Int>, _ body: (_ row: Int, _ column: Int) -> Void) {
    for row in band {
      if isFull {
        for column in 0..<columns { body(row, column) }
      } else {
        for index in starts[row]..<starts[row + 1] { body(row, Int(active[index])) }
      }
    }
  }

  /// Whether [condition] holds for row and column of every active weight; the first that fails ends it.
  func allSatisfy(_ condition: (_ row: Int, _ column: Int) -> Bool) -> Bool {
    (0..<rows).allSatisfy { row in
      if isFull { return (0..<columns).allSatisfy { condition(row, $0) } }
      return (starts[row]..<starts[row + 1]).allSatisfy { condition(row, Int(active[$0])) }
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
