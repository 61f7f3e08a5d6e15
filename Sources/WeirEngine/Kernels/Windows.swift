import CWeirKernels

/// What windows make of planes, planes shared among threads.
extension Execution {
  /// y = the largest of each window.
  func maxPool(_ x: TiledBatch, _ window: Window, into y: inout TiledBatch) {
    let (input, output) = (x.buffer.pointer, y.buffer.mutablePointer)
    forEachPlane(of: x, window) { wk_max_pool(input, $0, output, $1, $2) }
  }

  /// y = what [v] is where x is the largest of its window, [largest] being these.
  func pick(
    _ v: TiledBatch, whereLargest x: TiledBatch, _ largest: TiledBatch, _ window: Window,
    into y: inout TiledBatch
  ) {
    let (input, most, from) = (x.buffer.pointer, largest.buffer.pointer, v.buffer.pointer)
    let output = y.buffer.mutablePointer
    forEachPlane(of: x, window) { wk_max_pool_pick(input, $0, most, from, output, $1, $2) }
  }

  /// Turns the gradient in [flow] into that in front of `maxPool`, whose input and output were [x] and [y].
  func maxPoolGradient(_ flow: inout Backflow, _ x: TiledBatch, _ y: TiledBatch, _ window: Window) {
    flow.spare.reshape(features: x.features, count: x.count)
    let (input, most, d) = (x.buffer.pointer, y.buffer.pointer, flow.gradient.buffer.pointer)
    let out = flow.spare.buffer.mutablePointer
    forEachPlane(of: x, window) { wk_max_pool_gradient(input, $0, most, d, out, $1, $2) }
    flow.advance()
  }

  /// y = the mean of each window, numbers around the sample being zero.
  func averagePool(_ x: TiledBatch, _ window: Window, into y: inout TiledBatch) {
    let (input, output) = (x.buffer.pointer, y.buffer.mutablePointer)
    forEachPlane(of: x, window) { wk_average_pool(input, $0, output, $1, $2) }
  }

  /// Turns the gradient in [flow] into that in front of `averagePool`.
  func averagePoolGradient(_ flow: inout Backflow, _ window: Window) {
    flow.spare.reshape(features: window.input.reduce(1, *), count: flow.gradient.count)
    let (d, out) = (flow.gradient.buffer.pointer, flow.spare.buffer.mutablePointer)
    forEachPlane(of: flow.spare, window) { wk_average_pool_gradient(d, $0, out, $1, $2) }
    flow.advance()
  }

  /// Calls [body] with ranges of the planes of [x], those of all channels and tiles.
  private func forEachPlane(
    of x: TiledBatch, _ window: Window,
    _ body: (_ window: UnsafePointer<wk_window>, _ begin: Int32, _ end: Int32) -> Void
  ) {
    let planes = x.tiles * window.input[0]
    let work = planes * window.output[1] * window.output[2] * window.size * TiledBatch.lanes
    let description = wk_window(
      height: Int32(window.input[1]), width: Int32(window.input[2]), out_height: Int32(window.output[1]),
      out_width: Int32(window.output[2]), rows: Int32(window.rows), columns: Int32(window.columns),
      stride: Int32(window.stride), padding: Int32(window.padding))
    parallel(over: planes, work: work) { range in
      withUnsafePointer(to: description) { body($0, Int32(range.lowerBound), Int32(range.upperBound)) }
    }
  }
}
