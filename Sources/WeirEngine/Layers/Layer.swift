import WeirCatalog

/// One stage of a network: what it computes, and which parameters it has. A description only; the
/// numbers are in the network's list of parameters.
public protocol Layer: Catalogued, Thing {
  /// The layers inside, first to last, whose parameters are this layer's.
  var inner: [any Layer] { get }
  /// Layers beside those, first to last, which begin at the same input; their parameters follow.
  var shortcut: [any Layer] { get }
  /// The shape of a sample behind the layer, given the one in front of it.
  func outputShape(for input: [Int]) throws(ShapeError) -> [Int]
  /// The layer without numbers set by hand: what a network keeps of it, whose parameters they become.
  var bare: Self { get }
  /// Whether its memory holds as many numbers as its output, such as a mask for each.
  var keepsBatch: Bool { get }
  /// The bytes that a thread needs behind samples of shape [input] while the layer is at work.
  func scratchBytes(for input: [Int]) -> Double
  /// The slope below zero, in 0...1, of a rectifier; nil of any other layer.
  var rectifierLeak: Float? { get }
  /// Whether the layer can do a rectifier behind it on the way, to the same bits: see `Pass.leak`.
  var canRectify: Bool { get }
  /// Fresh parameters for samples of shape [input].
  func parameters(for input: [Int], _ drawing: Drawing) throws(ShapeError) -> [Parameter]
  /// Computes [output] from [input], noting in [memory] what the gradient needs besides the two.
  func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass)
  /// Turns [flow], the gradient of the output, into that of the input, unless [pass] says that nobody
  /// needs it, and writes the gradients of the layer's parameters.
  func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass)
  /// Computes [tangent], how the output changes along the direction at [point].
  func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass)
  /// Turns gradient and tangent of the output in [flow] into those of the input, and writes how the gradients
  /// of the layer's parameters change along the direction.
  func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass)
  /// What the layer is to `SynFlow`.
  func stage(_ own: Own) -> FlowStage
  /// Takes over what the layer has learnt from the batch besides gradients, once the step counts.
  func settle(_ memory: LayerMemory, samples: Int, _ parameters: inout [Parameter], _ place: Place)
}

extension Layer {
  /// The kind of all layers.
  public static var kind: Kind { layers.kind }
  /// Most layers hold no others.
  public var inner: [any Layer] { [] }
  /// Most layers are one way.
  public var shortcut: [any Layer] { [] }
  /// Most layers keep the shape.
  public func outputShape(for input: [Int]) throws(ShapeError) -> [Int] { input }
  /// Most layers have no numbers.
  public var bare: Self { self }
  /// Most layers remember little or nothing.
  public var keepsBatch: Bool { false }
  /// Most layers work in registers.
  public func scratchBytes(for input: [Int]) -> Double { 0 }
  /// Most layers are no rectifiers.
  public var rectifierLeak: Float? { nil }
  /// Most layers do their own work only.
  public var canRectify: Bool { false }
  /// Most layers have no parameters.
  public func parameters(for input: [Int], _ drawing: Drawing) throws(ShapeError) -> [Parameter] { [] }
  /// Most layers have no factors.
  public func stage(_ own: Own) -> FlowStage { .pass }
  /// Most layers learn by gradients alone.
  public func settle(_ memory: LayerMemory, samples: Int, _ parameters: inout [Parameter], _ place: Place) {}
}

/// All layers but the activations, which have their own registry.
public let layers = Registry<any Layer>(
  Kind("layer"),
  [
    Dense.self, Conv.self, Flatten.self, BatchNorm.self, Dropout.self, Residual.self, MaxPool.self,
    AvgPool.self,
    GlobalAvgPool.self,
  ])

extension Conversion where Value == any Layer {
  /// A layer, or an activation, which is one too.
  public static var layer: Self {
    Conversion(
      expected: "a layer", choices: (layers.entries + activations.entries).map(\.name),
      read: { (argument: Argument) throws(CallError) -> any Layer in
        switch argument {
        case .thing(let layer as any Layer): return layer
        case .thing(let entry as AnyEntry) where entry.shelf == activations.kind:
          return try Conversion<any Activation>.made(by: activations).read(argument)
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          return try Conversion.made(by: layers).read(argument)
        }
      },
      show: { $0.identity })
  }
}

/// Why layers do not fit together, or not into memory.
public struct ShapeError: Error, Equatable {
  /// The whole sentence.
  public let message: String
}

/// Where initial weights come from.
public struct Drawing: Sendable {
  /// How they are drawn.
  public var initializer: any Initializer
  /// The seed of the network.
  public var seed: Int
  /// The layer's place, so that each draws numbers of its own.
  public var part: Int
}

/// A layer's own parameters among those of the network.
public struct Own {
  let parameters: [Parameter]
  /// Where the layer stands.
  let place: Place
  /// Where its parameters begin.
  var base: Int { place.parameters.lowerBound }
  subscript(index: Int) -> Parameter { parameters[base + index] }
}

/// What a layer keeps from forward to backward.
public struct LayerMemory: Sendable {
  var buffers: [Buffer] = []
  /// Of a layer that holds others, what these keep, and those beside them.
  var inner = ChainMemory()
  var shortcut = ChainMemory()

  /// Makes room for [count] floats at [slot]; values are not kept.
  mutating func reserve(_ slot: Int, _ count: Int) {
    while buffers.count <= slot { buffers.append(Buffer(count: 0)) }
    if buffers[slot].count < count { buffers[slot] = Buffer(count: count) }
  }
}

/// What layers one after the other keep.
struct ChainMemory: Sendable {
  /// The input, then what stands behind each layer, as a network has them.
  var batches: [TiledBatch] = []
  var layers: [LayerMemory] = []

  /// Calls [body] with batches and memories of the layers at [places], [input] being the first batch. It is
  /// given back behind that: the layer in front will write to it, and would copy what somebody else holds.
  mutating func lend(
    _ input: TiledBatch, to places: [Place], _ body: (inout [TiledBatch], inout [LayerMemory]) -> Void
  ) {
    if batches.isEmpty {
      batches = (0...places.count).map { _ in TiledBatch(features: 0, count: 0) }
      layers = places.map { _ in LayerMemory() }
    }
    batches[0] = input
    body(&batches, &layers)
    batches[0] = TiledBatch(features: 0, count: 0)
  }

  /// What stands behind the last layer.
  var output: TiledBatch { batches[batches.count - 1] }
}

/// The gradient on its way back, a second batch for layers that cannot work in place, and scratch space
/// that one layer after the other uses.
public struct Backflow: Sendable {
  /// The gradient of the loss by the features here.
  public var gradient: TiledBatch
  /// Whether it is that in front of the rectifier which the next layer on the way back does; see `Pass.leakInFront`.
  private(set) var isPastRectifier = false
  var spare: TiledBatch
  /// What the gradient of a layer's weights needs on the way: the input sample by sample, or sums of shares.
  var gradientScratch = Buffer(count: 0)
  /// By parameter, where more is asked for than the gradients of active weights, and what was found.
  var demands: [Int: GradientDemand] = [:]
  var found: [Int: [Int]] = [:]

  init() { (gradient, spare) = (TiledBatch(features: 0, count: 0), TiledBatch(features: 0, count: 0)) }

  /// Makes what was written to the spare batch the gradient; it may be that in front of a rectifier already.
  mutating func advance(pastRectifier: Bool = false) {
    swap(&gradient, &spare)
    isPastRectifier = pastRectifier
  }

  /// The slope of the rectifier that a layer with that [leak] has yet to pass: 1 if the gradient is in front of it already.
  mutating func remaining(_ leak: Float) -> Float {
    defer { isPastRectifier = false }
    return isPastRectifier ? 1 : leak
  }
}

/// What a layer must know of the pass it takes part in.
public struct Pass: Sendable {
  /// Whether dropout drops and batch norm uses the statistics of the batch.
  public enum Mode: Sendable {
    case training
    /// As training, but nothing is dropped: for gradients that are measured.
    case measuring
    case evaluating
  }

  var mode: Mode
  var execution: Execution
  /// Whether the gradient of the layer's input is needed; the first layer's seldom is.
  var needsInputGradient = true
  /// The slope below zero of a rectifier behind the layer that it does on the way; 1 where it does none.
  var leak: Float = 1
  /// That of the layer right in front. On the way back a layer that finds the gradient in front of that rectifier at no cost
  /// says so in the `Backflow`.
  var leakInFront: Float = 1
  /// What is random in this step.
  var seed = 0
  var step = 0
}
