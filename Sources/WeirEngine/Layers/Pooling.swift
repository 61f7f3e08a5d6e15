import WeirCatalog

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

/// A layer whose windows are squares that a person chooses.
public protocol SquarePooling: Pooling {
  /// The side of the window.
  var size: Int { get }
  /// How far it moves; by its side if nil.
  var stride: Int? { get set }
  /// By how much windows may stand out over the sample.
  var padding: Int { get set }
}

extension SquarePooling {
  /// Square windows.
  public func window(over input: [Int]) throws(ShapeError) -> Window {
    try Window(
      size: size, stride: stride ?? size, padding: padding, over: input, for: Self.entry.name)
  }

  /// What a person may choose; [about] says what padding means.
  static func settings(
    size: WritableKeyPath<Self, Int?> & Sendable, padding about: String
  ) -> [Setting<Self>] {
    [
      .required("size", size, .integer(in: 1...Window.most), "Side of the window."),
      Setting(
        "stride", \.stride, .optional(.integer(in: 1...Window.most)),
        "How far the window moves; none: by its side."),
      Setting("padding", \.padding, .integer(in: 0...Window.most), about),
    ]
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
