import WeirCatalog

/// The largest number of each window of a plane; nothing around the sample is ever the largest.
///
/// Of equals the first, row after row, is the one that passes, and gets the gradient.
public struct MaxPool: SquarePooling {
  /// The side of the window.
  @Required public var size: Int
  /// How far it moves; by its side if nil.
  public var stride: Int?
  /// By how much windows may stand out over the sample.
  public var padding = 0

  /// How it is named and set.
  public static let entry = Entry<MaxPool>(
    "max_pool", "The largest number of each window that moves over the planes of a sample.",
    details: """
      Behind it a side has floor((side + 2 padding - size) / stride) + 1 numbers. What windows cover beyond the sample \
      does not count.
      """,
    source: "Riesenhuber and Poggio 1999",
    settings: settings(size: \.$size, padding: "How far windows stand out on each side."),
    positional: 1,
    examples: [
      Example("network([max_pool(2), dense(1)], input: [1, 8, 8]).parameters", prints: "17"),
      "network([max_pool(3, stride: 2, padding: 1), dense(1)], input: [1, 8, 8])",
    ], words: ["pooling", "largest", "subsampling"])

  /// Without a size yet.
  public init() {}

  /// Of windows of side [size].
  public init(size: Int, stride: Int? = nil, padding: Int = 0) {
    (self.size, self.stride, self.padding) = (size, stride, padding)
  }

  /// The largest of each window.
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    pass.execution.maxPool(input, window(at: own.place), into: &output)
  }

  /// All of it for the number that passed.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    guard pass.needsInputGradient else { return }
    pass.execution.maxPoolGradient(&flow, input, output, window(at: own.place))
  }

  /// The tangent of the number that passed.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    guard let change = point.inputTangent else { return pass.execution.copy(nil, into: &tangent.batch) }
    pass.execution.pick(
      change, whereLargest: point.input, point.output, window(at: point.own.place), into: &tangent.batch)
  }

  /// Gradient and tangent for the number that passed.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {
    guard pass.needsInputGradient else { return }
    let window = window(at: point.own.place)
    pass.execution.maxPoolGradient(&flow.gradient, point.input, point.output, window)
    pass.execution.maxPoolGradient(&flow.tangent, point.input, point.output, window)
  }

  /// The largest of each window.
  public func stage(_ own: Own) -> FlowStage { .largest(window(at: own.place), part: own.place.part) }
}
