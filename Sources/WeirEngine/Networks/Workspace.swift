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
    for (part, layer) in network.layers.enumerated() {
      var output = TiledBatch(features: 0, count: 0)
      swap(&output, &batches[part + 1])
      output.reshape(features: network.shapes[part].reduce(1, *), count: batches[part].count)
      var here = pass
      here.part = part
      layer.forward(
        batches[part], into: &output, Own(parameters: network.parameters, base: network.bases[part]),
        &memories[part], here)
      swap(&output, &batches[part + 1])
    }
  }

  /// Computes the gradients of all parameters from `flow.gradient`, that of the outputs.
  mutating func backward(_ network: Network, _ pass: Pass) {
    let first = network.firstPartWithParameters
    for part in network.layers.indices.reversed() where part >= first {
      var here = pass
      here.part = part
      here.needsInputGradient = part > first
      network.layers[part].backward(
        &flow, batches[part], batches[part + 1],
        Own(parameters: network.parameters, base: network.bases[part]), &gradients, &memories[part], here)
    }
  }
}

extension Network {
  /// The first layer that has parameters: nobody needs the gradient of what is in front of it.
  var firstPartWithParameters: Int { parameters.isEmpty ? 0 : bases.lastIndex(of: 0) ?? 0 }
}
