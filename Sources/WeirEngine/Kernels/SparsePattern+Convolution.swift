extension SparsePattern {
  /// The pattern that the gradient of a convolution's input multiplies with, made when first asked for.
  ///
  /// A row for each phase and channel, a column for each filter of the channel's group and place in the kernel:
  /// with a stride s, row (p, q, c) has the weights that reach positions i, j with (i + padding) mod s = p and
  /// (j + padding) mod s = q, and no others do. Cost then: linear in the weights.
  func turned(for map: Convolution) -> Transpose {
    turn.withLock { known in
      if let known, known.map == map { return known.transpose }
      let made = makeTurned(map)
      known = (map, made)
      return made
    }
  }

  private func makeTurned(_ map: Convolution) -> Transpose {
    let (kernel, stride) = (map.kernel, map.stride)
    let (area, filters) = (kernel * kernel, map.filters / map.groups)
    let phases = stride * stride
    // Where each place of the kernel belongs, by which all else follows.
    let phase = (0..<area).map { $0 / kernel % stride * stride + $0 % kernel % stride }
    func row(_ row: Int, _ column: Int) -> Int {
      phase[column % area] * map.input[0] + row / filters * map.channels + column / area
    }
    // A counting sort of the weights, row after row: filters increase, and places within each.
    var begins = [Int](repeating: 0, count: phases * map.input[0] + 1)
    forEachOfRows { _, from, column in begins[row(from, column) + 1] += 1 }
    for index in 1..<begins.count { begins[index] += begins[index - 1] }
    var (sources, columnOf) = ([UInt32](repeating: 0, count: count), [UInt32](repeating: 0, count: count))
    var next = begins
    forEachOfRows { place, from, column in
      let to = row(from, column)
      sources[next[to]] = UInt32(truncatingIfNeeded: place)
      columnOf[next[to]] = UInt32(truncatingIfNeeded: from % filters * area + column % area)
      next[to] += 1
    }
    let mask = Mask(rows: phases * map.input[0], columns: filters * area, starts: begins, active: columnOf)
    return Transpose(mask, inRowOrder: true, sources: sources)
  }

  /// Calls [body] with position in memory, row and column of every weight, row after row by increasing column.
  private func forEachOfRows(_ body: (_ place: Int, _ row: Int, _ column: Int) -> Void) {
    for row in 0..<rows { forEachPlace(ofRow: row) { place, column in body(place, row, column) } }
  }
}
