/// The weights of a layer before anybody has looked at them: a pure function of their position.
///
/// A dense layer that is about to be pruned is never drawn as a whole; only the active weights are.
struct Draw: Sendable, Equatable {
  let stream: RandomStream
  let shape: InitialShape
  /// The standard deviation of each row's weights, or one for all.
  let deviations: [Float]
  let columns: Int

  /// The draw of [initializer] for weights of shape [sides] under [mask]. A unit without inputs gets deviation 0.
  ///
  /// The fan-in of a convolution is what one number of its output is made of, channels / groups times positions of
  /// the kernel; the fan-out counts filters times positions, as PyTorch does.
  init(_ initializer: some Initializer, _ sides: [Int], mask: Mask, stream: RandomStream) {
    (self.stream, shape, columns) = (stream, initializer.shape, mask.columns)
    let density = mask.density
    func deviation(_ fanIn: Double, _ fanOut: Double) -> Float {
      fanIn > 0 ? Float(initializer.variance(fanIn: fanIn, fanOut: fanOut).squareRoot()) : 0
    }
    let (inputs, outputs) = (Double(mask.columns), Double(sides.dropFirst(2).reduce(mask.rows, *)))
    switch initializer.fan {
    case .dense: deviations = [deviation(inputs, outputs)]
    case .layer: deviations = [deviation(inputs * density, outputs * density)]
    case .unit:
      deviations = (0..<mask.rows).map { deviation(Double(mask.fanIn(ofRow: $0)), outputs * density) }
    }
  }

  /// The draw of other numbers, by [stream], from the distribution of [draw], which has one for all of its units.
  init(_ stream: RandomStream, as draw: Draw, columns: Int) {
    (self.stream, self.columns) = (stream, columns)
    (shape, deviations) = (draw.shape, draw.deviations)
  }

  /// The initial value of the weight from input [column] to unit [row].
  func value(_ row: Int, _ column: Int) -> Float {
    let deviation = deviations[deviations.count == 1 ? 0 : row]
    let index = row * columns + column
    switch shape {
    case .normal: return deviation * stream.singleNormal(index)
    case .uniform: return Self.uniform(stream.bits(index), deviation)
    }
  }

  /// Fills [values] with the initial values of all weights, row after row. Cost: a quarter of asking for one
  /// after the other, as random numbers come by fours.
  func fill(_ values: inout MutableSpan<Float>) {
    switch shape {
    case .normal:
      stream.fillNormals(&values, from: 0)
      for index in 0..<values.count { values[index] *= deviation(at: index) }
    case .uniform:
      for block in 0..<(values.count + 3) / 4 {
        let words = stream.words(block)
        for index in 4 * block..<min(values.count, 4 * block + 4) {
          values[index] = Self.uniform(words[index & 3], deviation(at: index))
        }
      }
    }
  }

  private func deviation(at index: Int) -> Float {
    deviations.count == 1 ? deviations[0] : deviations[index / columns]
  }

  /// Uniform in -a ..< a has variance a² / 3.
  private static func uniform(_ bits: UInt32, _ deviation: Float) -> Float {
    deviation * Float(3).squareRoot() * (Float(bits >> 8) * 0x1p-23 - 1)
  }
}
