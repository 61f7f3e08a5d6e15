import WeirCatalog

/// A layer that carries weights, as a person looks at it: `net.layers[0]`.
public struct WeightLayer: Thing, Equatable {
  /// The kind of what `net.layers` lists.
  public static let kind = Kind("weight layer")
  /// Its place among the layers that carry weights.
  public let number: Int
  /// Its short name.
  public let name: String
  let weight: Parameter
  let biasParameter: Parameter?

  /// The weights, `[units, inputs]` or `[filters, channels / groups, kernel, kernel]`, zeros where inactive. Cost: memory of the dense matrix.
  ///
  /// Errors: a matrix too large to be looked at as a whole.
  public var weights: Tensor {
    get throws(ShapeError) {
      try Tensor.check(rows: mask.rows, columns: mask.columns)
      let drawn = weight.drawn
      return drawn.tensor(of: drawn.values)
    }
  }
  /// The square root of the sum of the squares of the weights.
  public var norm: Double { Updates.norms(of: weight.drawn.values).squares.squareRoot() }
  /// The active weights, row after row.
  public var activeWeights: [Float] {
    let drawn = weight.drawn
    return drawn.listed(drawn.values)
  }
  /// The sides of the array of weights.
  public var shape: [Int] { weight.shape }
  /// The biases, one a unit.
  public var bias: Tensor? { biasParameter.map { $0.tensor(of: $0.values) } }
  /// Which weights are active.
  public var mask: Mask { weight.mask }
}

extension WeightLayer {
  /// A layer by itself, with as many active weights as [mask] has. Nil if these are not as many, or if there are not as many
  /// biases as units.
  public init?(number: Int, name: String, shape: [Int], mask: Mask, weights: [Float], bias: [Float]?) {
    guard weights.count == mask.count, shape.count >= 2, shape[0] == mask.rows,
      shape.dropFirst().reduce(1, *) == mask.columns, bias.map({ $0.count == mask.rows }) ?? true
    else { return nil }
    self.init(
      number: number, name: name, weight: Parameter(shape, mask: mask, listed: weights),
      biasParameter: bias.map { Parameter(.bias, $0) })
  }
}

extension Network {
  /// The layers that carry weights, in order.
  public var weightLayers: [WeightLayer] {
    zip(weightIndices, weightNames).enumerated().map { number, place in
      let (index, name) = place
      let next = index + 1 < parameters.count ? parameters[index + 1] : nil
      return WeightLayer(
        number: number, name: name, weight: parameters[index],
        biasParameter: next?.role == .bias ? next : nil)
    }
  }
}
