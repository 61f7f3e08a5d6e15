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
  /// optimizer memory, and the transposed matrix that the gradient of the input needs. What layers use one after the
  /// other is not counted, such as gradients in the order of a transposed matrix.
  public let trainingBytes: Int
  /// The latter for the same layer dense.
  public let denseTrainingBytes: Int

  /// What a matrix costs of which so many weights are [active], wherever they are. A sample takes each at so many
  /// [positions]. [isFirst] means that nobody needs the gradient of the input.
  init(name: String, rows: Int, columns: Int, active: Int, positions: Int = 1, isFirst: Bool = false) {
    (self.name, self.rows, self.columns, self.active) = (name, rows, columns, active)
    let all = rows * columns
    let maskBytes = active == all ? 0 : 2 * active + 8 * (rows * Mask.bands(columns) + 1)
    denseTrainingBytes = 12 * all
    guard Parameter.isStoredSparse(active, of: all) else {
      // An inactive weight of a matrix stored whole is multiplied all the same.
      multiplyAdds = all * positions
      restBytes = 4 * all + maskBytes
      trainingBytes = 12 * all + maskBytes
      return
    }
    multiplyAdds = active * positions
    let slots = SparsePattern.slotCount(rows: rows, columns: columns, count: active)
    restBytes = 6 * active + 8 * slots + maskBytes
    let transposed = SparsePattern.slotCount(rows: columns, columns: rows, count: active)
    trainingBytes = restBytes + 8 * active + (isFirst ? 0 : 6 * active + 8 * transposed)
  }
}

extension Network {
  /// What each weight matrix costs, first layer first.
  public var ledger: [MemoryLedger] {
    let positions = positions
    return zip(weightIndices, weightNames).enumerated().map { number, pair in
      let mask = parameters[pair.0].mask
      return MemoryLedger(
        name: pair.1, rows: mask.rows, columns: mask.columns, active: mask.count,
        positions: positions[pair.0] ?? 1, isFirst: number == 0)
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
