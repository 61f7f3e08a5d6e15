import CWeirKernels

/// Vectorized functions of single numbers, for activations to compose, and the pieces of a batch that
/// threads share.
enum Elements {
  /// yᵢ = 1 / (1 + exp -xᵢ).
  static func sigmoid(_ x: Span<Float>, into y: inout MutableSpan<Float>) { apply(wk_sigmoid, x, &y) }
  /// yᵢ = tanh xᵢ.
  static func tanh(_ x: Span<Float>, into y: inout MutableSpan<Float>) { apply(wk_tanh, x, &y) }

  /// yᵢ = the share of a standard normal below xᵢ.
  static func normalShare(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    apply(wk_normal_share, x, &y)
  }

  /// yᵢ = right xᵢ where positive, else left (exp xᵢ - 1).
  static func exponentialLinear(
    _ x: Span<Float>, right: Float, left: Float, into y: inout MutableSpan<Float>
  ) {
    apply({ wk_elu($0, right, left, $1, $2) }, x, &y)
  }

  /// yᵢ = exp yᵢ.
  static func expInPlace(_ y: inout MutableSpan<Float>) { applyInPlace(wk_exp, &y) }
  /// yᵢ = 1 / (1 + exp -yᵢ).
  static func sigmoidInPlace(_ y: inout MutableSpan<Float>) { applyInPlace(wk_sigmoid, &y) }
  /// yᵢ = log(1 + exp yᵢ).
  static func softplusInPlace(_ y: inout MutableSpan<Float>) { applyInPlace(wk_softplus, &y) }

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
    apply({ wk_rectify($0, slope, $1, $2) }, x, &y)
  }

  /// Multiplies dᵢ by the slope of `rectify` at xᵢ.
  static func rectifyGradient(_ x: Span<Float>, slope: Float, _ d: inout MutableSpan<Float>) {
    apply({ wk_rectify_gradient($0, slope, $1, $2) }, x, &d)
  }

  private static func applyInPlace(
    _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void,
    _ y: inout MutableSpan<Float>
  ) {
    y.withUnsafeMutableBufferPointer { y in
      guard let start = y.baseAddress else { return }
      kernel(start, start, y.count)
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
    forEachPiece(of: x, cost: cost) { begin, count in
      var piece = UnsafeMutableBufferPointer(start: output + begin, count: count).mutableSpan
      body(UnsafeBufferPointer(start: input + begin, count: count).span, &piece)
    }
  }

  /// Calls [body] on matching pieces of input, output and the gradient, which it changes in place.
  func update(
    _ d: inout TiledBatch, _ x: TiledBatch, _ y: TiledBatch, cost: Int,
    _ body: (Span<Float>, Span<Float>, inout MutableSpan<Float>) -> Void
  ) {
    let (input, output) = (x.buffer.pointer, y.buffer.pointer)
    let flow = d.buffer.mutablePointer
    forEachPiece(of: x, cost: cost) { begin, count in
      var piece = UnsafeMutableBufferPointer(start: flow + begin, count: count).mutableSpan
      body(
        UnsafeBufferPointer(start: input + begin, count: count).span,
        UnsafeBufferPointer(start: output + begin, count: count).span, &piece)
    }
  }

  /// y = a + b, element by element, times [leak] where that is below zero: that of a rectifier behind, or 1.
  func add(_ a: TiledBatch, _ b: TiledBatch, leak: Float = 1, into y: inout TiledBatch) {
    let (one, other, out) = (a.buffer.pointer, b.buffer.pointer, y.buffer.mutablePointer)
    forEachPiece(of: y) { wk_add(one + $0, other + $0, leak, out + $0, $1) }
  }

  /// y = y where positive, else [leak] y; a leak of 1 is no rectifier.
  func rectify(_ y: inout TiledBatch, leak: Float) {
    guard leak != 1 else { return }
    let out = y.buffer.mutablePointer
    forEachPiece(of: y) { wk_rectify(out + $0, leak, out + $0, $1) }
  }

  /// Turns [d], the gradient behind a rectifier of the given [leak] and output [y], into that in front of it.
  func rectifyGradient(_ d: inout TiledBatch, behind y: TiledBatch, leak: Float) {
    guard leak != 1 else { return }
    let (output, flow) = (y.buffer.pointer, d.buffer.mutablePointer)
    forEachPiece(of: d) { wk_rectify_gradient(output + $0, leak, flow + $0, $1) }
  }

  /// Copies what is in use of [x].
  func copy(_ x: TiledBatch, to copy: inout Buffer) {
    let (input, out) = (x.buffer.pointer, copy.mutablePointer)
    forEachPiece(of: x) { (out + $0).update(from: input + $0, count: $1) }
  }

  /// Turns [d], the gradient behind a rectifier of the given [leak] and output [y], into that in front of it, and
  /// makes a [copy].
  func split(_ d: inout TiledBatch, behind y: TiledBatch, leak: Float, copy: inout Buffer) {
    guard leak != 1 else { return self.copy(d, to: &copy) }
    let (output, flow, out) = (y.buffer.pointer, d.buffer.mutablePointer, copy.mutablePointer)
    forEachPiece(of: d) { wk_split_gradient(output + $0, leak, flow + $0, out + $0, $1) }
  }

  /// d = d + [kept], a copy of another batch of its size.
  func add(_ kept: Buffer, to d: inout TiledBatch) {
    let (kept, flow) = (kept.pointer, d.buffer.mutablePointer)
    forEachPiece(of: d) { wk_add(flow + $0, kept + $0, 1, flow + $0, $1) }
  }

  /// y = x mask, element by element.
  func multiply(_ x: TiledBatch, by mask: Buffer, into y: inout TiledBatch) {
    let (input, mask, out) = (x.buffer.pointer, mask.pointer, y.buffer.mutablePointer)
    forEachPiece(of: x) { wk_multiply(input + $0, mask + $0, out + $0, $1) }
  }

  /// d = d mask, element by element.
  func multiply(_ d: inout TiledBatch, by mask: Buffer) {
    let (mask, flow) = (mask.pointer, d.buffer.mutablePointer)
    forEachPiece(of: d) { wk_multiply(flow + $0, mask + $0, flow + $0, $1) }
  }

  /// Calls [body] with begin and length of pieces of [batch], whose features are shared among threads. A float costs
  /// more than its one operation, for it comes from memory.
  private func forEachPiece(of batch: TiledBatch, cost: Int = 2, _ body: (_ begin: Int, _ count: Int) -> Void)
  {
    parallel(over: batch.features, work: cost * batch.extent) { features in
      for tile in 0..<batch.tiles {
        body(tile * batch.stride + features.lowerBound * TiledBatch.lanes, features.count * TiledBatch.lanes)
      }
    }
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
