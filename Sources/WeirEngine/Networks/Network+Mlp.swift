extension Network {
  /// The layers of a perceptron with the given [sizes], input first: dense, batch norm if wished,
  /// activation, dropout if wished; the last dense layer stands alone.
  ///
  /// With [skip], a connection leads around the way from each hidden layer to the next, where the two are of
  /// one size: around batch norm, activation, dropout and dense, in the order of He et al. (2016, "Identity
  /// Mappings"). So nothing stands on the shortcuts, not even an activation behind the sum; what is added can
  /// be negative, which a rectifier in front of the sum would prevent; and the layers are those of the network
  /// without connections.
  public static func perceptron(
    _ sizes: [Int], activation: any Activation, batchNorm: Bool, dropout: Float, skip: Bool = false
  ) -> [any Layer] {
    var layers: [any Layer] = [Dense(units: sizes[1])]
    for (place, units) in sizes.enumerated().dropFirst(2) {
      var stage: [any Layer] = batchNorm ? [BatchNorm()] : []
      stage.append(activation)
      if dropout > 0 { stage.append(Dropout(rate: dropout)) }
      stage.append(Dense(units: units))
      let isHidden = place < sizes.count - 1
      layers += skip && isHidden && units == sizes[place - 1] ? [Residual(stage)] : stage
    }
    return layers
  }

  /// Why a perceptron with the given [sizes] can have no skip connection; nil if it can.
  public static func objectionToSkips(_ sizes: [Int]) -> String? {
    let hidden = Array(sizes.dropFirst().dropLast())
    guard !zip(hidden, hidden.dropFirst()).contains(where: ==) else { return nil }
    let found = hidden.isEmpty ? "there is no hidden layer" : "the hidden sizes are \(hidden)"
    return "skip connections need two neighbouring hidden layers of one size, but \(found)"
  }
}
