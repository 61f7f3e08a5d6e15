/// Functions of single numbers that differ from feature to feature: a row of a tile at a time.
extension Execution {
  /// Calls [body] on matching rows of input and output.
  func mapRows(
    _ x: TiledBatch, into y: inout TiledBatch, cost: Int,
    _ body: (_ feature: Int, Span<Float>, inout MutableSpan<Float>) -> Void
  ) {
    let (input, output) = (x.buffer.pointer, y.buffer.mutablePointer)
    forEachRow(of: x, cost: cost) { feature, at in
      // In bounds: the two batches have one size.
      var row = UnsafeMutableBufferPointer(start: output + at, count: TiledBatch.lanes).mutableSpan
      body(feature, UnsafeBufferPointer(start: input + at, count: TiledBatch.lanes).span, &row)
    }
  }

  /// Calls [body] on matching rows of input, output and the gradient, which it changes in place.
  func updateRows(
    _ d: inout TiledBatch, _ x: TiledBatch, _ y: TiledBatch, cost: Int,
    _ body: (_ feature: Int, Span<Float>, Span<Float>, inout MutableSpan<Float>) -> Void
  ) {
    let (input, output) = (x.buffer.pointer, y.buffer.pointer)
    let flow = d.buffer.mutablePointer
    forEachRow(of: x, cost: cost) { feature, at in
      // In bounds: the three batches have one size.
      var row = UnsafeMutableBufferPointer(start: flow + at, count: TiledBatch.lanes).mutableSpan
      body(
        feature, UnsafeBufferPointer(start: input + at, count: TiledBatch.lanes).span,
        UnsafeBufferPointer(start: output + at, count: TiledBatch.lanes).span, &row)
    }
  }

  /// For each feature the sum of what [body] says of matching rows of input and gradient.
  func sumRows(
    _ x: TiledBatch, _ d: TiledBatch, cost: Int,
    _ body: (_ feature: Int, Span<Float>, Span<Float>) -> SIMD4<Double>
  ) -> [SIMD4<Double>] {
    let (input, flow) = (x.buffer.pointer, d.buffer.pointer)
    return sumRows(of: x, cost: cost) { feature, at in
      // In bounds: the two batches have one size.
      body(
        feature, UnsafeBufferPointer(start: input + at, count: TiledBatch.lanes).span,
        UnsafeBufferPointer(start: flow + at, count: TiledBatch.lanes).span)
    }
  }

  /// Calls [body] with every number of a batch, how it changes, the gradient by it and how that changes,
  /// which it may replace; gives for each feature the sum of what it says.
  func sumTangents(
    _ x: TiledBatch, _ change: TiledBatch, _ d: TiledBatch, _ tangent: inout TiledBatch,
    _ body: (_ feature: Int, Float, Float, Float, inout Float) -> SIMD4<Float>
  ) -> [SIMD4<Double>] {
    let (input, inputChange, flow) = (x.buffer.pointer, change.buffer.pointer, d.buffer.pointer)
    let flowChange = tangent.buffer.mutablePointer
    return sumRows(of: x, cost: 32) { feature, at in
      var sum = SIMD4<Double>.zero
      // In bounds: the four batches have one size.
      for place in at..<at + TiledBatch.lanes {
        sum += SIMD4<Double>(
          body(feature, input[place], inputChange[place], flow[place], &flowChange[place]))
      }
      return sum
    }
  }

  private func sumRows(
    of x: TiledBatch, cost: Int, _ body: (_ feature: Int, _ at: Int) -> SIMD4<Double>
  ) -> [SIMD4<Double>] {
    var sums = [SIMD4<Double>](repeating: .zero, count: x.features)
    sums.withUnsafeMutableBufferPointer { sums in
      // Each feature belongs to one thread, and so does its sum.
      nonisolated(unsafe) let sums = sums
      forEachRow(of: x, cost: cost) { feature, at in sums[feature] += body(feature, at) }
    }
    return sums
  }

  /// Calls [body] with the place of every row, features shared among threads.
  private func forEachRow(of x: TiledBatch, cost: Int, _ body: (_ feature: Int, _ at: Int) -> Void) {
    parallel(over: x.features, work: cost * x.extent) { features in
      for feature in features {
        for tile in 0..<x.tiles { body(feature, tile * x.stride + feature * TiledBatch.lanes) }
      }
    }
  }
}
