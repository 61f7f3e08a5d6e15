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
    // By row, then by filter and place in the kernel.
    let (begins, places, columnOf) = sorted(into: phases * map.input[0]) { row, column in
      (
        phase[column % area] * map.input[0] + row / filters * map.channels + column / area,
        UInt32(truncatingIfNeeded: row % filters * area + column % area)
      )
    }
    let mask = Mask(rows: phases * map.input[0], columns: filters * area, starts: begins, active: columnOf)
    return Transpose(mask, inRowOrder: true, sources: places)
  }
}
