import WeirCatalog

/// A function of single numbers between layers. A new one states `value`, `slope` and `curvature`; where it
/// contains exponentials it also composes the vectorized `Elements`, and a law test holds the two together.
public protocol Activation: Layer {
  /// The function itself.
  func value(_ x: Float) -> Float
  /// Its derivative; at a kink, that of the left side.
  func slope(_ x: Float) -> Float
  /// Its second derivative, for products with the Hessian; at a kink, that of the left side.
  func curvature(_ x: Float) -> Float
  /// yᵢ = value(xᵢ).
  func values(_ x: Span<Float>, into y: inout MutableSpan<Float>)
  /// dᵢ *= slope(xᵢ); yᵢ = value(xᵢ) is at hand.
  func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>)
}

/// All activations.
public let activations = Registry<any Activation>(
  Kind("activation"),
  [
    Relu.self, LeakyRelu.self, PRelu.self, SRelu.self, Elu.self, Selu.self, Gelu.self, Swish.self,
    Softplus.self, Sigmoid.self,
    Tanh.self,
  ])

extension Activation {
  /// The kind of all activations.
  public static var kind: Kind { activations.kind }

  /// One number after the other.
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    for index in 0..<y.count { y[index] = value(x[index]) }
  }

  /// One number after the other.
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    for index in 0..<d.count { d[index] *= slope(x[index]) }
  }

  /// Applies the function to every feature of every sample.
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    pass.execution.map(input, into: &output, cost: 4) { values($0, into: &$1) }
  }

  /// Multiplies the gradient by the slopes.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    pass.execution.update(&flow.gradient, input, output, cost: 4) { multiplySlopes($0, $1, &$2) }
  }
}
