import WeirCatalog

/// Layers with a connection around them: y = x + f(x), f what the layers inside make of x.
///
/// The gradient reaches x directly, beside its way through f. Cost: that of the layers, and an addition.
public struct Residual: Layer {
  /// What makes f.
  @Required public var inner: [any Layer]

  /// How it is named and set.
  public static let entry = Entry<Residual>(
    "residual", "Adds its input to what the layers inside it make of it: x + f(x).",
    details: "Behind the last of its layers a sample must have the shape that it has in front of the first.",
    source: "He et al. 2016",
    settings: [
      .required("layers", \.$inner, .list(of: .layer, count: 1...), "Layers that make f, first to last.")
    ],
    examples: [
      Example(
        "network([dense(8), residual([relu, dense(8)]), relu, dense(2)], input: [3]).parameters",
        prints: "122")
    ], words: ["skip", "shortcut"])

  /// Without layers yet.
  public init() {}

  /// Around [inner].
  public init(_ inner: [any Layer]) { self.inner = inner }

  /// The shape of the input, which must come out of the layers too.
  public func outputShape(for input: [Int]) throws(ShapeError) -> [Int] {
    var shape = input
    for layer in inner { shape = try layer.outputShape(for: shape) }
    guard shape == input else {
      throw ShapeError(
        message: "`residual` adds its input to what its layers make of it, so both must have one shape, but "
          + "\(input) goes in and \(shape) comes out")
    }
    return shape
  }

  /// Around the same layers without numbers.
  public var bare: Residual { Residual(inner.map { $0.bare }) }

  /// The gradient on the way around the layers.
  public var keepsBatch: Bool { true }

  /// x + f(x).
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    let places = own.place.inner
    if memory.batches.isEmpty {
      memory.batches = (0...places.count).map { _ in TiledBatch(features: 0, count: 0) }
      memory.inner = places.map { _ in LayerMemory() }
    }
    memory.lend(input) { batches, inner in places.forward(&batches, &inner, own.parameters, pass) }
    pass.execution.add(input, memory.batches[places.count], into: &output)
  }

  /// ∂x = ∂y + what f makes of ∂y.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    if pass.needsInputGradient {
      memory.reserve(0, flow.gradient.extent)
      pass.execution.copy(flow.gradient, to: &memory.buffers[0])
    }
    memory.lend(input) { batches, inner in
      own.place.inner.backward(&flow, batches, own.parameters, &gradients, &inner, pass)
    }
    if pass.needsInputGradient { pass.execution.add(memory.buffers[0], to: &flow.gradient) }
  }

  /// Both ways, added.
  public func stage(_ own: Own) -> FlowStage { .sum(own.place.inner.stages(own.parameters)) }
}

extension LayerMemory {
  /// Calls [body] with the batches and memories of the layers inside, [input] being the first batch. It is
  /// given back behind that: the layer in front will write to it, and would copy what somebody else holds.
  fileprivate mutating func lend(
    _ input: TiledBatch, _ body: (inout [TiledBatch], inout [LayerMemory]) -> Void
  ) {
    batches[0] = input
    body(&batches, &inner)
    batches[0] = TiledBatch(features: 0, count: 0)
  }
}
