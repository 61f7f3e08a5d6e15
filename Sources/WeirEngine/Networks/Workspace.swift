/// The batches, memories and gradients of one network at work, reused from step to step.
///
/// Not copyable, since a copy would double what is by far the most of a network's memory.
struct Workspace: ~Copyable {
  /// The input, then what stands behind each layer.
  var batches: [TiledBatch]
  var memories: [LayerMemory]
  var flow = Backflow()
  /// One for each parameter of the network, empty until a pass back fills it.
  var gradients: [Buffer]

  init(for network: Network) {
    batches = (0...network.layers.count).map { _ in TiledBatch(features: 0, count: 0) }
    memories = network.layers.map { _ in LayerMemory() }
    gradients = network.parameters.map { _ in Buffer(count: 0) }
  }

  /// What the network makes of the batch in place.
  var outputs: TiledBatch { batches[batches.count - 1] }

  /// Computes every layer's output from `batches[0]`. The network must be drawn.
  mutating func forward(_ network: Network, _ pass: Pass) {
    network.places.forward(&batches, &memories, network.parameters, pass)
  }

  /// Computes the gradients of all parameters from `flow.gradient`, that of the outputs, and calls [found] behind
  /// each layer.
  mutating func backward(_ network: Network, _ pass: Pass, found: GradientsFound? = nil) {
    var pass = pass
    pass.needsInputGradient = false
    network.places.backward(&flow, batches, network.parameters, &gradients, &memories, pass, found: found)
  }
}
