import WeirCatalog

/// A sample of any shape as one vector, its last axis running fastest. The numbers stay as they are.
///
/// Dense layers take any shape as it is, so this serves to be seen in a list of layers, and to be the same list as
/// elsewhere. Cost: a copy.
public struct Flatten: Layer {
  /// How it is named.
  public static let entry = Entry<Flatten>(
    "flatten", "Makes one vector of a sample, whatever its shape.",
    details: "The last axis runs fastest. In front of `dense` it is of no use, but does no harm.",
    examples: [
      Example("network([conv(4), flatten, dense(2)], input: [1, 8, 8]).layers[1].shape", prints: "[2, 256]")
    ])

  /// The layer.
  public init() {}

  /// As many numbers, on one axis.
  public func outputShape(for input: [Int]) throws(ShapeError) -> [Int] { [input.reduce(1, *)] }

  /// y = x.
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    pass.execution.copy(input, into: &output)
  }

  /// The gradient passes.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {}

  /// ẏ = ẋ.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    pass.execution.copy(point.inputTangent, into: &tangent.batch)
  }

  /// Gradient and tangent pass.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {}
}
