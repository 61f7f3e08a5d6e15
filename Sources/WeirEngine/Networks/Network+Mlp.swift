extension Network {
  /// The layers of a perceptron with the given [sizes], input first: dense, batch norm if wished,
  /// activation, dropout if wished; the last dense layer stands alone.
  public static func perceptron(
    _ sizes: [Int], activation: any Activation, batchNorm: Bool, dropout: Float
  ) -> [any Layer] {
    var layers: [any Layer] = []
    for (place, units) in sizes.dropFirst().enumerated() {
      layers.append(Dense(units: units))
      guard place < sizes.count - 2 else { break }
      if batchNorm { layers.append(BatchNorm()) }
      layers.append(activation)
      if dropout > 0 { layers.append(Dropout(rate: dropout)) }
    }
    return layers
  }
}
