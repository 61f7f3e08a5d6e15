/// What the weights of one layer cost, beside the same layer dense.
public struct MemoryLedger: Sendable, Equatable {
  /// Its short name.
  public let name: String
  /// Units and inputs; of a convolution filters, and positions of the kernel in each channel.
  public let rows: Int, columns: Int
  /// Active weights.
  public let active: Int
  /// Multiply-adds a sample, forward.
  public let multiplyAdds: Int
  /// Bytes of the network at rest: values, their places, the mask.
  public let restBytes: Int
  /// Bytes in training with one number of optimizer memory a weight (momentum): those at rest, gradient,
  /// optimizer memory, and the transposed matrix that the gradient of the input needs.
  public let trainingBytes: Int
  /// The latter for the same layer dense.
  public let denseTrainingBytes: Int

  /// A sample takes each weight at so many [positions]. [isFirst] means that nobody needs the gradient of the input.
  init(_ parameter: Parameter, name: String, positions: Int, isFirst: Bool) {
    let (rows, columns) = (parameter.mask.rows, parameter.mask.columns)
    (self.name, self.rows, self.columns) = (name, rows, columns)
    active = parameter.count
    // An inactive weight of a matrix stored whole is multiplied all the same.
    multiplyAdds = parameter.storedCount * positions
    let maskBytes = parameter.mask.offsets.count * 2 + parameter.mask.starts.count * 8
    guard let pattern = parameter.pattern else {
      restBytes = 4 * parameter.storedCount + maskBytes
      trainingBytes = 12 * parameter.storedCount + maskBytes
      denseTrainingBytes = 12 * rows * columns
      return
    }
    restBytes = 6 * pattern.count + 4 * pattern.starts.count + maskBytes
    let transposed = isFirst ? 0 : 6 * pattern.count + 4 * pattern.transposedStarts
    trainingBytes = restBytes + 8 * pattern.count + transposed
    denseTrainingBytes = 12 * rows * columns
  }
}

extension Network {
  /// What each weight matrix costs, first layer first.
  public var ledger: [MemoryLedger] {
    let positions = positions
    return zip(weightIndices, weightNames).enumerated().map { number, pair in
      MemoryLedger(
        parameters[pair.0], name: pair.1, positions: positions[pair.0] ?? 1, isFirst: number == 0)
    }
  }

  /// How many numbers of the output each weight of a convolution has a part in, by the parameter's place.
  private var positions: [Int: Int] {
    Dictionary(
      places.flatMap(\.all).compactMap { place in
        (place.layer as? any WeightedLayer)?.map(for: place.input).map {
          (place.parameters.lowerBound, $0.positions)
        }
      }, uniquingKeysWith: { first, _ in first })
  }
}
