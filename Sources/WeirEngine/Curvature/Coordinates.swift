import WeirCatalog

/// The numbers by which a Hessian is taken: all that training changes, or those of one layer that carries weights.
///
/// A vector lists them parameter after parameter: active weights row after row, then the bias of the layer, and
/// so on. A weight outside the mask has no place.
struct Coordinates: Sendable {
  /// The network, every weight drawn.
  let network: Network
  /// The places of the parameters among those of the network.
  let parts: [Int]
  /// How many numbers there are.
  let count: Int

  /// Those of weight layer [layer], or of all that training changes if nil.
  ///
  /// Errors: no such layer, or nothing to change.
  init(_ network: Network, layer: Int? = nil) throws(PlanError) {
    let trained = network.parameters.indices.filter { network.parameters[$0].role.isTrained }
    if let layer {
      let layers = network.weightIndices
      guard layers.indices.contains(layer) else {
        throw PlanError(
          message: layers.isEmpty
            ? "no layer of the network carries weights, so there is no layer \(layer)"
            : "there is no layer \(layer): the \(layers.count) that carry weights are 0 to \(layers.count - 1)"
        )
      }
      let bias = layers[layer] + 1
      let hasBias = bias < network.parameters.count && network.parameters[bias].role == .bias
      parts = [layers[layer]] + (hasBias ? [bias] : [])
    } else {
      parts = trained
    }
    count = parts.reduce(0) { $0 + network.parameters[$1].count }
    guard count > 0 else {
      throw PlanError(message: "the network has nothing that training changes, so there is no Hessian")
    }
    self.network = network.drawn
  }

  /// The numbers of one layer that carries weights: these, and its bias.
  struct Layer: Sendable, Equatable {
    /// As in `Network.weightNames`.
    let name: String
    /// Where its numbers lie.
    let range: Range<Int>
  }

  /// Where the numbers of each such layer lie.
  var layers: [Layer] {
    let names = Dictionary(
      zip(network.weightIndices, network.weightNames), uniquingKeysWith: { first, _ in first })
    var layers: [Layer] = []
    var begin = 0
    for part in parts {
      let end = begin + network.parameters[part].count
      if let name = names[part] {
        layers.append(Layer(name: name, range: begin..<end))
      } else if network.parameters[part].role == .bias, let last = layers.popLast() {
        layers.append(Layer(name: last.name, range: last.range.lowerBound..<end))
      }
      begin = end
    }
    return layers
  }

  /// A sign for each number, as a function of seed, probe, parameter and place.
  func signs(seed: Int, probe: Int) -> [Double] {
    var signs: [Double] = []
    signs.reserveCapacity(count)
    for index in parts {
      let mask = network.parameters[index].mask
      let stream = RandomStream(seed: seed, purpose: .probing, step: probe, part: index)
      mask.forEach { row, column in
        signs.append(stream.bits(row * mask.columns + column) & 1 == 0 ? 1 : -1)
      }
    }
    return signs
  }

  /// What [buffers], stored as the parameters are, say of the numbers.
  func vector(of buffers: [Buffer]) -> [Double] {
    var vector: [Double] = []
    vector.reserveCapacity(count)
    for index in parts {
      for number in network.parameters[index].listed(buffers[index]) { vector.append(Double(number)) }
    }
    return vector
  }

  /// The way back: [vector] as a direction for `hessianProduct`, zero along all else.
  func direction(_ vector: [Double]) -> [Buffer] {
    var buffers = network.parameters.map { _ in Buffer(count: 0) }
    var begin = 0
    for index in parts {
      let parameter = network.parameters[index]
      buffers[index] = parameter.stored(vector[begin..<begin + parameter.count].map { Float($0) })
      begin += parameter.count
    }
    return buffers
  }
}
