/// What the tensors of a weight matrix are called, `layers.2.weight` being its name.
struct MatrixNames {
  /// The matrix as a whole, `[units, inputs]`.
  let whole: String
  /// Which of its weights are active, in the same shape; only there if not all are.
  let mask: String
  /// In place of both: active weights row after row, their columns, and where each row begins, with the end of
  /// the last (compressed sparse rows).
  let values: String, columns: String, starts: String
  /// Units and inputs, where no other tensor has them.
  let shape: String

  init(_ name: String) {
    whole = name
    let layer = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    mask = layer + ".mask"
    (values, columns, starts) = (name + ".values", name + ".columns", name + ".row_starts")
    shape = name + ".shape"
  }

  /// The names of a mask without weights.
  static let alone = MatrixNames("mask")
}

extension SafetensorsWriter {
  /// Adds [mask] by itself: as a matrix of truths called `mask`, or, if it has more than [mostWhole] weights
  /// and is not full, as `mask.columns` and `mask.row_starts`, beside its `mask.shape`.
  public mutating func add(_ mask: Mask, mostWhole: Int = mostWhole) {
    let names = MatrixNames.alone
    add(mask, names, mostWhole: mostWhole)
    guard Self.writesPlaces(of: mask, mostWhole) else { return }
    add(names.shape, .signed64, [2]) { (elements) throws(DataError) in
      try elements.append([mask.rows, mask.columns])
    }
  }

  private static func writesPlaces(of mask: Mask, _ mostWhole: Int) -> Bool {
    !mask.isFull && mask.rows * mask.columns > mostWhole
  }

  /// Adds [mask] under [names], for whoever knows its sides.
  mutating func add(_ mask: Mask, _ names: MatrixNames, mostWhole: Int) {
    if Self.writesPlaces(of: mask, mostWhole) { addPlaces(of: mask, names) } else { add(mask, names.whole) }
  }

  /// Adds [mask] as truths, a matrix of them unless the weights have another [shape].
  mutating func add(_ mask: Mask, _ name: String, shape: [Int]? = nil) {
    add(name, .truth, shape ?? [mask.rows, mask.columns]) { (elements) throws(DataError) in
      for row in 0..<mask.rows {
        var line = [Bool](repeating: false, count: mask.columns)
        mask.forEachColumn(ofRow: row) { _, column in line[column] = true }
        try elements.append(line)
      }
    }
  }

  /// Adds the active places of [mask], which is not full, as columns and row starts.
  mutating func addPlaces(of mask: Mask, _ names: MatrixNames) {
    add(names.columns, .signed32, [mask.count]) { (elements) throws(DataError) in
      try elements.append(mask.activeColumns)
    }
    if mask.count <= Int32.max {
      add(names.starts, .signed32, [mask.rows + 1]) { (elements) throws(DataError) in
        try elements.append(mask.rowStarts.lazy.map { Int32($0) })
      }
    } else {
      add(names.starts, .signed64, [mask.rows + 1]) { (elements) throws(DataError) in
        try elements.append(mask.rowStarts)
      }
    }
  }
}

extension SafetensorsFile {
  /// The mask that was added by itself. Errors: none there; sides that no layer can have; places outside of it.
  public func mask() throws(DataError) -> Mask {
    let names = MatrixNames.alone
    guard self[names.shape] != nil else {
      let sides = try sides(self[names.whole]?.shape ?? [1, 1], names.whole)
      return try mask(names.whole, sides.rows, sides.columns)
    }
    let tensor = try tensor(names.shape, [2])
    var shape: [Int] = []
    try forEachInteger(of: tensor, in: 1...Network.mostFeatures) { _, side in shape.append(side) }
    let sides = try sides(shape, names.shape)
    return try places(names, sides.rows, sides.columns)
  }

  /// The mask called [names], of the given sides.
  func mask(_ names: MatrixNames, _ rows: Int, _ columns: Int) throws(DataError) -> Mask {
    self[names.whole] != nil
      ? try mask(names.whole, rows, columns) : try places(names, rows, columns)
  }

  private func sides(_ shape: [Int], _ name: String) throws(DataError) -> (rows: Int, columns: Int) {
    guard shape.count == 2, shape.allSatisfy({ (1...Network.mostFeatures).contains($0) }) else {
      throw DataError(
        .damaged(
          file: path, at: .tensor(name),
          expected: "two sides in 1...\(Network.mostFeatures), those of a matrix",
          found: StoredTensor.text(shape)))
    }
    return (shape[0], shape[1])
  }

  /// The mask called [name], `[rows, columns]` unless the weights have another [shape].
  func mask(
    _ name: String, _ rows: Int, _ columns: Int, shape: [Int]? = nil
  ) throws(DataError) -> Mask {
    var (starts, active) = ([Int](repeating: 0, count: rows + 1), [UInt32]())
    try forEachTruth(of: try tensor(name, shape ?? [rows, columns])) { place, isActive in
      guard isActive else { return }
      starts[place / columns + 1] += 1
      active.append(UInt32(place % columns))
    }
    for row in 0..<rows { starts[row + 1] += starts[row] }
    return Mask(rows: rows, columns: columns, starts: starts, active: active)
  }

  /// The mask whose places are called [names].
  func places(_ names: MatrixNames, _ rows: Int, _ columns: Int) throws(DataError) -> Mask {
    let tensor = try tensor(names.columns, nil)
    let first = try self.tensor(names.starts, [rows + 1])
    var (starts, active) = ([Int](), [UInt32]())
    try forEachInteger(of: first, in: 0...tensor.count) { (row, start) throws(DataError) in
      guard row == 0 ? start == 0 : start >= starts[row - 1] else {
        throw error(first, row == 0 ? "0 first" : "numbers that never fall", "\(start) at element \(row)")
      }
      starts.append(start)
    }
    guard starts.last == tensor.count else {
      throw error(first, "the number of columns, \(tensor.count), last", "\(starts.last ?? 0)")
    }
    var row = 0
    try forEachInteger(of: tensor, in: 0...(columns - 1)) { (place, column) throws(DataError) in
      while starts[row + 1] <= place { row += 1 }
      guard place == starts[row] || column > active[place - 1] else {
        throw error(
          tensor, "columns that increase in each row", "\(column) at element \(place), in row \(row)")
      }
      active.append(UInt32(column))
    }
    return Mask(rows: rows, columns: columns, starts: starts, active: active)
  }
}
