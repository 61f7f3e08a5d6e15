/// Where the active weights of a matrix stand in memory, row after row: a walk that two masks of one
/// matrix can take side by side.
private struct Places {
  let mask: Mask
  /// By the number of the active weight; nil for a matrix that is stored whole.
  let places: [UInt32]?

  init(_ parameter: Parameter) {
    mask = parameter.mask
    places = parameter.pattern?.places
  }

  func ranks(ofRow row: Int) -> Range<Int> {
    mask.isFull ? row * mask.columns..<(row + 1) * mask.columns : mask.starts[row]..<mask.starts[row + 1]
  }

  func column(_ rank: Int, row: Int) -> Int {
    mask.isFull ? rank - row * mask.columns : Int(mask.active[rank])
  }

  func place(_ rank: Int, row: Int, column: Int) -> Int {
    places.map { Int($0[rank]) } ?? row * mask.columns + column
  }
}

extension Parameter {
  /// [numbers], stored as this parameter's values are, of the active weights row after row: in the order in
  /// which the mask counts them, by which ties break.
  func listed(_ numbers: Buffer) -> [Float] {
    if mask.isFull { return numbers.array }
    let places = Places(self)
    var list = [Float](repeating: 0, count: count)
    numbers.withSpan { numbers in
      for row in 0..<mask.rows {
        for rank in places.ranks(ofRow: row) {
          list[rank] = numbers[places.place(rank, row: row, column: places.column(rank, row: row))]
        }
      }
    }
    return list
  }

  /// The numbers of the active weights, given row after row, stored as this parameter's values are.
  func stored(_ list: [Float]) -> Buffer {
    precondition(list.count == count, "a number for each active weight")
    if mask.isFull { return Buffer(list) }
    let places = Places(self)
    var numbers = Buffer(count: storedCount)
    numbers.withMutableSpan { numbers in
      for row in 0..<mask.rows {
        for rank in places.ranks(ofRow: row) {
          numbers[places.place(rank, row: row, column: places.column(rank, row: row))] = list[rank]
        }
      }
    }
    return numbers
  }

  /// The numbers of active weights of [dense], a whole matrix row after row, stored as this parameter's values.
  func gathered(from dense: Buffer) -> Buffer {
    let columns = mask.columns
    var numbers = Buffer(count: storedCount)
    numbers.withMutableSpan { numbers in
      dense.withSpan { dense in
        forEachActive { index, row, column in numbers[index] = dense[row * columns + column] }
      }
    }
    return numbers
  }

  /// The parameter under another mask, and an optimizer's [memories] with it, of which the first [perWeight] are
  /// stored as its values are: what is active under both keeps its value and its memory, what is new has zeros
  /// in all of them. The others say nothing of single weights and stay as they are.
  ///
  /// Cost: linear in the active weights of both.
  func moved(
    to mask: Mask, _ memories: [Buffer] = [], perWeight: Int = 0
  ) -> (parameter: Parameter, memories: [Buffer]) {
    var parameter = Parameter(shape, mask: mask, values: Buffer(count: 0))
    let (from, to) = matches(with: parameter)
    func move(_ old: Buffer) -> Buffer {
      var new = Buffer(count: parameter.storedCount)
      old.withSpan { old in
        new.withMutableSpan { new in for index in to.indices { new[to[index]] = old[from[index]] } }
      }
      return new
    }
    parameter.values = move(values)
    return (parameter, memories.prefix(perWeight).map(move) + memories.dropFirst(perWeight))
  }

  /// The positions in memory, here and in [other], of the weights that are active in both.
  func matches(with other: Parameter) -> (from: [Int], to: [Int]) {
    let (old, new) = (Places(self), Places(other))
    var (from, to): ([Int], [Int]) = ([], [])
    from.reserveCapacity(min(count, other.count))
    to.reserveCapacity(min(count, other.count))
    for row in 0..<mask.rows {
      let (olds, news) = (old.ranks(ofRow: row), new.ranks(ofRow: row))
      var (i, j) = (olds.lowerBound, news.lowerBound)
      while i < olds.upperBound, j < news.upperBound {
        let (a, b) = (old.column(i, row: row), new.column(j, row: row))
        if a == b {
          from.append(old.place(i, row: row, column: a))
          to.append(new.place(j, row: row, column: b))
        }
        if a <= b { i += 1 }
        if b <= a { j += 1 }
      }
    }
    return (from, to)
  }
}
