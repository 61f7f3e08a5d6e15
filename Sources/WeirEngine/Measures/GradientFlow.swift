import WeirCatalog

/// How long the gradient of one weight matrix is.
public struct LayerFlow: Sendable, Equatable {
  /// ‖g‖₁.
  public let absolute: Double
  /// ‖g‖₂².
  public let squares: Double

  init(of gradient: Buffer) { (absolute, squares) = Updates.norms(of: gradient) }

  /// ‖g‖ₚ.
  public func norm(_ p: FlowNorm) -> Double {
    switch p {
    case .one: absolute
    case .two: squares.squareRoot()
    }
  }
}

/// Which norm of a gradient is meant.
public enum FlowNorm: Int, Sendable, CaseIterable {
  /// The sum of absolute values.
  case one = 1
  /// The Euclidean length.
  case two = 2
}

/// The two ways in which the norms of layers become one number (Tessera, Hooker and Rosman 2021).
public enum GradientFlow {
  /// Effective gradient flow: EGFₚ = (1 / L) Σ ‖gₙ ⊙ mₙ‖ₚ over the L weight matrices.
  public static func effective(_ layers: [LayerFlow], _ p: FlowNorm) -> Double {
    layers.isEmpty ? .nan : layers.reduce(0) { $0 + $1.norm(p) } / Double(layers.count)
  }

  /// The norm of all layers' gradients as one long vector: ‖g‖ₚ.
  public static func concatenated(_ layers: [LayerFlow], _ p: FlowNorm) -> Double {
    switch p {
    case .one: layers.reduce(0) { $0 + $1.absolute }
    case .two: layers.reduce(0) { $0 + $1.squares }.squareRoot()
    }
  }
}

/// Gradient flow layer by layer over the steps of a training: layers × time.
public struct Flow: Thing, Equatable {
  /// The kind of all flows.
  public static let kind = Kind("flow")
  /// The weight matrices, first layer first.
  public let layers: [String]
  /// Which norm the values are.
  public let norm: FlowNorm
  /// The steps at which it was read.
  public let steps: [Int]
  /// Norms of the masked gradient, `[layer][time]`.
  public let values: [[Double]]

  /// The norms of [layers] at [steps]: a row a layer, a column a step.
  public init(layers: [String], norm: FlowNorm, steps: [Int], values: [[Double]]) {
    (self.layers, self.norm, self.steps, self.values) = (layers, norm, steps, values)
  }

  /// The mean over the layers at each time: EGF; not a number where there are no layers.
  public var average: Series {
    let means = steps.indices.map { time in
      values.reduce(0) { $0 + $1[time] } / Double(values.count)
    }
    return Series("EGF\(norm.rawValue)", positions: steps.map(Double.init), values: means)
  }

  /// One layer's norms over time.
  public func series(ofLayer layer: Int) -> Series {
    Series(layers[layer], positions: steps.map(Double.init), values: values[layer])
  }
}
