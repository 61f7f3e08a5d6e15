/// The weights of a layer before anybody has looked at them: a pure function of their position.
///
/// A dense layer that is about to be pruned is never drawn as a whole; only the active weights are.
struct Draw: Sendable, Equatable {
  let stream: RandomStream
  let shape: InitialShape
  /// The standard deviation of each row's weights, or one for all.
  let deviations: [Float]
  let columns: Int

  /// The draw of [initializer] for the weights under [mask]. A unit without inputs gets deviation 0.
  init(_ initializer: some Initializer, mask: Mask, stream: RandomStream) {
    (self.stream, shape, columns) = (stream, initializer.shape, mask.columns)
    let density = mask.density
    func deviation(_ fanIn: Double, _ fanOut: Double) -> Float {
      fanIn > 0 ? Float(initializer.variance(fanIn: fanIn, fanOut: fanOut).squareRoot()) : 0
    }
    let (inputs, outputs) = (Double(mask.columns), Double(mask.rows))
    switch initializer.fan {
    case .dense: deviations = [deviation(inputs, outputs)]
    case .layer: deviations = [deviation(inputs * density, outputs * density)]
    case .unit:
      deviations = (0..<mask.rows).map { deviation(Double(mask.fanIn(ofRow: $0)), outputs * density) }
    }
  }

  /// The initial value of the weight from input [column] to unit [row].
  func value(_ row: Int, _ column: Int) -> Float {
    let deviation = deviations[deviations.count == 1 ? 0 : row]
    let index = row * columns + column
    switch shape {
    case .normal: return deviation * stream.singleNormal(index)
    case .uniform:
      // Uniform in -a ..< a has variance a² / 3.
      let between = Float(stream.bits(index) >> 8) * 0x1p-23 - 1
      return deviation * Float(3).squareRoot() * between
    }
  }
}
