/// The products of weights with a batch, whichever way the weights are used: by a convolution, or as a plain
/// matrix if [map] is nil.
extension Execution {
  /// y = W x + bias, and [leak] times that where it is below zero: the slope of a rectifier behind, 1 without one.
  func product(
    _ w: Parameter, _ map: Convolution?, bias: Buffer?, leak: Float = 1, _ x: TiledBatch,
    into y: inout TiledBatch
  ) {
    guard let map else { return product(w, bias: bias, leak: leak, x, into: &y) }
    product(w, map, bias: bias, x, into: &y)
    rectify(&y, leak: leak)
  }

  /// x = Wᵀ d. Sparse weights of a convolution are put in order in [scratch]; others leave it alone.
  func transposedProduct(
    _ w: Parameter, _ map: Convolution?, _ d: TiledBatch, into x: inout TiledBatch, _ scratch: inout Buffer
  ) {
    if let map {
      transposedProduct(w, map, d, into: &x, &scratch)
    } else {
      transposedProduct(w, d, into: &x)
    }
  }

  /// ∂W = d xᵀ for the active weights alone, in the order in which they are stored.
  func gradient(
    of w: Parameter, _ map: Convolution?, _ x: TiledBatch, _ d: TiledBatch, _ gradient: inout Buffer,
    _ scratch: inout Buffer
  ) {
    if let map {
      self.gradient(of: w, map, x, d, &gradient, &scratch)
    } else {
      self.gradient(of: w, x, d, &gradient, &scratch)
    }
  }

  /// ∂x = Wᵀ d, written to [back], and ∂W = d xᵀ for the active weights alone. Whether ∂x is that in front of the rectifier
  /// of a [leak] other than 1 that x comes from.
  ///
  /// Of a convolution ∂x comes first, for until ∂W is made its memory holds the weights as Wᵀ wants them.
  func gradients(
    of w: Parameter, _ map: Convolution?, _ x: TiledBatch, leak: Float, _ d: TiledBatch,
    into back: inout TiledBatch, _ gradient: inout Buffer, _ scratch: inout Buffer
  ) -> Bool {
    guard let map else { return gradients(of: w, x, leak: leak, d, into: &back, &gradient, &scratch) }
    transposedProduct(w, map, d, into: &back, &gradient)
    self.gradient(of: w, map, x, d, &gradient, &scratch)
    return false
  }

  /// ∂W = d xᵀ for all weights, as a dense matrix.
  func denseGradient(
    of w: Parameter, _ map: Convolution?, _ x: TiledBatch, _ d: TiledBatch, _ gradient: inout Buffer,
    _ scratch: inout Buffer
  ) {
    if let map {
      denseGradient(of: w, map, x, d, &gradient, &scratch)
    } else {
      denseGradient(of: w, x, d, &gradient, &scratch)
    }
  }

  /// The positions of the [count] largest gradients outside of [kept].
  func largestGradients(
    _ count: Int, outside kept: Mask, _ map: Convolution?, _ x: TiledBatch, _ d: TiledBatch,
    _ scratch: inout Buffer
  ) -> [Int] {
    if let map { return largestGradients(count, outside: kept, map, x, d) }
    return largestGradients(count, outside: kept, x, d, &scratch)
  }

  /// The sum of [d] over the batch, for each unit or, over its positions too, for each filter.
  func channelSums(of d: TiledBatch, _ map: Convolution?, into sums: inout Buffer) {
    channelSums(map, into: &sums) { rowSums(of: d, into: &$0) }
  }

  /// The same behind a rectifier of the given [leak] and output [y], if that is not 1: turns [d] into the gradient in
  /// front of it, whose sums they are.
  func channelSums(
    of d: inout TiledBatch, behind y: TiledBatch, leak: Float, _ map: Convolution?, into sums: inout Buffer
  ) {
    channelSums(map, into: &sums) { rows in
      if leak == 1 {
        rowSums(of: d, into: &rows)
      } else {
        rectifiedRowSums(of: &d, behind: y, leak: leak, into: &rows)
      }
    }
  }

  /// Of [rows], which finds the sum of every feature.
  private func channelSums(_ map: Convolution?, into sums: inout Buffer, _ rows: (inout Buffer) -> Void) {
    guard let map else { return rows(&sums) }
    var features = Buffer(count: 0)
    rows(&features)
    if sums.count != map.filters { sums = Buffer(count: map.filters) }
    let positions = map.positions
    features.withSpan { features in
      sums.withMutableSpan { sums in
        for filter in 0..<sums.count {
          var sum = 0.0
          for row in filter * positions..<(filter + 1) * positions { sum += Double(features[row]) }
          sums[filter] = Float(sum)
        }
      }
    }
  }
}
