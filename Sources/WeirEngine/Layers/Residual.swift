import WeirCatalog

/// Layers with a connection around them: y = s(x) + f(x), f what the layers inside make of x, and s what those on
/// the shortcut do, or x itself where there are none.
///
/// The gradient reaches x by both ways. Cost: that of the layers, and an addition.
public struct Residual: Layer {
  /// What makes f.
  @Required public var inner: [any Layer]
  /// What makes s; nothing for x itself.
  public var shortcut: [any Layer] = []

  /// How it is named and set.
  public static let entry = Entry<Residual>(
    "residual", "Adds its input to what the layers inside it make of it: x + f(x).",
    details: """
      Behind the last of its layers a sample must have the shape that it has in front of the first. Where it has \
      another, layers on the shortcut can bring the input to that shape before it is added: s(x) + f(x).
      """,
    source: "He et al. 2016",
    settings: [
      .required("layers", \.$inner, .list(of: .layer, count: 1...), "Layers that make f, first to last."),
      Setting(
        "shortcut", \.shortcut, .list(of: .layer),
        "Layers that the input passes before it is added, first to last."),
    ],
    examples: [
      Example(
        "network([dense(8), residual([relu, dense(8)]), relu, dense(2)], input: [3]).parameters",
        prints: "122"),
      Example(
        "network([residual([dense(8), relu, dense(4)], shortcut: [dense(4)]), dense(2)], input: [3]).parameters",
        prints: "94"),
    ], words: ["skip", "projection"])

  /// Without layers yet.
  public init() {}

  /// Around [inner], by way of [shortcut].
  public init(_ inner: [any Layer], shortcut: [any Layer] = []) {
    (self.inner, self.shortcut) = (inner, shortcut)
  }

  /// The shape that comes out of both ways.
  public func outputShape(for input: [Int]) throws(ShapeError) -> [Int] {
    let made = try Network.outputShape(of: inner, for: input)
    let around = try Network.outputShape(of: shortcut, for: input)
    guard made == around else {
      throw ShapeError(
        message: shortcut.isEmpty
          ? "`residual` adds its input to what its layers make of it, so both must have one shape, but "
            + "\(input) goes in and \(made) comes out"
          : "`residual` adds what its layers and its shortcut make of one input, so both must have one shape, "
            + "but \(made) comes out of the layers and \(around) out of the shortcut")
    }
    return made
  }

  /// The same layers without numbers.
  public var bare: Residual { Residual(inner.map { $0.bare }, shortcut: shortcut.map { $0.bare }) }

  /// The gradient that goes the other way.
  public var keepsBatch: Bool { true }

  /// While the sum is written.
  public var canRectify: Bool { true }

  /// s(x) + f(x).
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    let (inner, shortcut) = (own.place.inner, own.place.shortcut)
    memory.inner.lend(input, to: inner) { inner.forward(&$0, &$1, own.parameters, pass) }
    guard !shortcut.isEmpty else {
      return pass.execution.add(input, memory.inner.output, leak: pass.leak, into: &output)
    }
    memory.shortcut.lend(input, to: shortcut) { shortcut.forward(&$0, &$1, own.parameters, pass) }
    pass.execution.add(memory.shortcut.output, memory.inner.output, leak: pass.leak, into: &output)
  }

  /// ∂x = what s makes of ∂y + what f makes of it.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    let (inner, shortcut) = (own.place.inner, own.place.shortcut)
    memory.reserve(0, flow.gradient.extent)
    let leak = flow.remaining(pass.leak)
    pass.execution.split(&flow.gradient, behind: output, leak: leak, copy: &memory.buffers[0])
    memory.inner.lend(input, to: inner) { batches, memories in
      inner.backward(&flow, batches, own.parameters, &gradients, &memories, pass)
    }
    if !shortcut.isEmpty {
      // What came out of f waits where the gradient of the output did.
      swap(&flow.gradient.buffer, &memory.buffers[0])
      flow.gradient.reshape(features: output.features, count: output.count)
      memory.shortcut.lend(input, to: shortcut) { batches, memories in
        shortcut.backward(&flow, batches, own.parameters, &gradients, &memories, pass)
      }
    }
    if pass.needsInputGradient { pass.execution.add(memory.buffers[0], to: &flow.gradient) }
  }

  /// Both ways, added.
  public func stage(_ own: Own) -> FlowStage {
    .sum(own.place.inner.stages(own.parameters), own.place.shortcut.stages(own.parameters))
  }
}
