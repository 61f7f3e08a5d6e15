/// A layer that makes one number of each window of a plane.
public protocol Pooling: Layer {
  /// How its window moves over samples of shape [input]. Errors: samples that do not fit.
  func window(over input: [Int]) throws(ShapeError) -> Window
}

extension Pooling {
  /// As many channels, of the sides that windows make.
  public func outputShape(for input: [Int]) throws(ShapeError) -> [Int] { try window(over: input).output }

  /// The window at a place, where the layer was found to fit.
  func window(at place: Place) -> Window {
    guard let window = try? window(over: place.input) else {
      preconditionFailure("a layer has its place because it fits")
    }
    return window
  }
}

/// A layer that averages over windows: linear, so that its tangent is itself.
public protocol AveragePooling: Pooling {}

extension AveragePooling {
  /// The mean of each window.
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    pass.execution.averagePool(input, window(at: own.place), into: &output)
  }

  /// An equal share for each number of a window.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    guard pass.needsInputGradient else { return }
    pass.execution.averagePoolGradient(&flow, window(at: own.place))
  }

  /// The means of the tangents.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    guard let change = point.inputTangent else { return pass.execution.copy(nil, into: &tangent.batch) }
    pass.execution.averagePool(change, window(at: point.own.place), into: &tangent.batch)
  }

  /// Shares of gradient and tangent.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {
    guard pass.needsInputGradient else { return }
    pass.execution.averagePoolGradient(&flow.gradient, window(at: point.own.place))
    pass.execution.averagePoolGradient(&flow.tangent, window(at: point.own.place))
  }

  /// The mean of each window.
  public func stage(_ own: Own) -> FlowStage { .average(window(at: own.place)) }
}
