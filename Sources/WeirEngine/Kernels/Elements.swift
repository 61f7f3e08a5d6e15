import CWeirKernels

/// Vectorized functions of single numbers, for activations to compose, and the pieces of a batch that
/// threads share.
enum Elements {
  /// yᵢ = exp xᵢ.
  static func exp(_ x: Span<Float>, into y: inout MutableSpan<Float>) { apply(wk_exp, x, &y) }
  /// yᵢ = 1 / (1 + exp -xᵢ).
  static func sigmoid(_ x: Span<Float>, into y: inout MutableSpan<Float>) { apply(wk_sigmoid, x, &y) }
  /// yᵢ = tanh xᵢ.
  static func tanh(_ x: Span<Float>, into y: inout MutableSpan<Float>) { apply(wk_tanh, x, &y) }

  /// yᵢ = 1 / (1 + exp -yᵢ).
  static func sigmoidInPlace(_ y: inout MutableSpan<Float>) {
    y.withUnsafeMutableBufferPointer { y in
      guard let start = y.baseAddress else { return }
      wk_sigmoid(start, start, y.count)
    }
  }

  /// Calls [body] with scratch space for [count] floats, whose values mean nothing.
  static func withScratch(_ count: Int, _ body: (inout MutableSpan<Float>) -> Void) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { scratch in
      scratch.initialize(repeating: 0)
      var span = scratch.mutableSpan
      body(&span)
    }
  }

  /// yᵢ = xᵢ where positive, else slope xᵢ.
  static func rectify(_ x: Span<Float>, slope: Float, into y: inout MutableSpan<Float>) {
    precondition(x.count == y.count, "element by element")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let x = x.baseAddress, let out = y.baseAddress else { return }
        wk_rectify(x, slope, out, y.count)
      }
    }
  }

  /// Multiplies dᵢ by the slope of `rectify` at xᵢ.
  static func rectifyGradient(_ x: Span<Float>, slope: Float, _ d: inout MutableSpan<Float>) {
    precondition(x.count == d.count, "element by element")
    x.withUnsafeBufferPointer { x in
      d.withUnsafeMutableBufferPointer { d in
        guard let x = x.baseAddress, let out = d.baseAddress else { return }
        wk_rectify_gradient(x, slope, out, d.count)
      }
    }
  }

  private static func apply(
    _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void, _ x: Span<Float>,
    _ y: inout MutableSpan<Float>
  ) {
    precondition(x.count == y.count, "element by element")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let x = x.baseAddress, let out = y.baseAddress else { return }
        kernel(x, out, y.count)
      }
    }
  }
}

extension Execution {
  /// Calls [body] on matching pieces of input and output.
  func map(
    _ x: TiledBatch, into y: inout TiledBatch, cost: Int,
    _ body: (Span<Float>, inout MutableSpan<Float>) -> Void
  ) {
    let (input, output) = (x.buffer.pointer, y.buffer.mutablePointer)
    parallel(over: x.extent, step: TiledBatch.lanes, work: cost * x.extent) { range in
      let count = range.count
      var piece = UnsafeMutableBufferPointer(start: output + range.lowerBound, count: count).mutableSpan
      body(UnsafeBufferPointer(start: input + range.lowerBound, count: count).span, &piece)
    }
  }

  /// Calls [body] on matching pieces of input, output and the gradient, which it changes in place.
  func update(
    _ d: inout TiledBatch, _ x: TiledBatch, _ y: TiledBatch, cost: Int,
    _ body: (Span<Float>, Span<Float>, inout MutableSpan<Float>) -> Void
  ) {
    let (input, output) = (x.buffer.pointer, y.buffer.pointer)
    let flow = d.buffer.mutablePointer
    parallel(over: x.extent, step: TiledBatch.lanes, work: cost * x.extent) { range in
      let count = range.count
      var piece = UnsafeMutableBufferPointer(start: flow + range.lowerBound, count: count).mutableSpan
      body(
        UnsafeBufferPointer(start: input + range.lowerBound, count: count).span,
        UnsafeBufferPointer(start: output + range.lowerBound, count: count).span, &piece)
    }
  }

  /// y = x mask, element by element.
  func multiply(_ x: TiledBatch, by mask: Buffer, into y: inout TiledBatch) {
    let (input, out) = (x.buffer.pointer, y.buffer.mutablePointer)
    wk_multiply(input, mask.pointer, out, x.extent)
  }

  /// d = d mask, element by element.
  func multiply(_ d: inout TiledBatch, by mask: Buffer) {
    let flow = d.buffer.mutablePointer
    wk_multiply(flow, mask.pointer, flow, d.extent)
  }

  /// Draws which elements are kept: 1 / keep with probability [keep], else 0, by the element's own number.
  func dropoutMask(_ mask: inout Buffer, count: Int, keep: Float, stream: RandomStream) {
    let out = mask.mutablePointer
    let key = [stream.key.x, stream.key.y]
    parallel(over: count, step: TiledBatch.lanes, work: 16 * count) { range in
      wk_dropout_mask(
        key, stream.origin.y, stream.origin.z | stream.origin.w, keep, out, range.lowerBound, range.upperBound
      )
    }
  }
}
