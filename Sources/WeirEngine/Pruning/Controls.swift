/// What a mask is compared with to see what in it matters (Su et al. 2020; Frankle et al. 2021). The third
/// control, the ranking turned round, is `Pruning.isInverted`.
extension Network {
  /// The network with the active weights of each layer at random places of that layer: each layer keeps their
  /// number and their values, which come to their new places in random order. A pattern is lost.
  ///
  /// Cost: linear in the active weights, which are drawn first if nobody has. Errors: more of them than there
  /// is memory for.
  public func shuffled(seed: Int) throws(ShapeError) -> Network {
    var network = try drawn(for: "shuffling")
    for (layer, index) in weightIndices.enumerated() {
      let (shape, mask) = (parameters[index].shape, parameters[index].mask)
      let values = network.parameters[index].activeValues
      let places = RandomStream(seed: seed, purpose: .rearrangement, part: layer)
        .choose(mask.count, of: mask.rows * mask.columns)
      let order = RandomStream(seed: seed, purpose: .rearrangement, step: 1, part: layer)
        .permutation(of: values.count)
      network.parameters[index] = Parameter(
        shape, mask: Mask(rows: mask.rows, columns: mask.columns, positions: places),
        listed: order.map { values[$0] })
    }
    return network
  }

  /// The network with the same masks and fresh parameters: weights drawn by [initializer], or if nil as they
  /// were the first time, and biases, gains and averages as they are in the beginning.
  ///
  /// A weight is a function of seed, layer and place: where the fan-in is that of the dense layer, the seed of
  /// the network gives the weights that it began with.
  public func reinitialized(
    by initializer: (any Initializer)? = nil, seed: Int
  ) throws(ShapeError) -> Network {
    let initializer = initializer ?? initialization?.initializer ?? Kaiming()
    let fresh = try Network(
      layers, inputShape: inputShape, initializer: initializer, seed: seed, memory: memory)
    var network = try redrawn(by: initializer, seed: seed)
    for index in parameters.indices where parameters[index].role != .weight {
      network.parameters[index] = fresh.parameters[index]
    }
    return network
  }

  /// The network with all active weights drawn anew, and everything else as it is.
  func redrawn(by initializer: any Initializer, seed: Int) throws(ShapeError) -> Network {
    let fresh = try Network(
      layers, inputShape: inputShape, initializer: initializer, seed: seed, memory: memory)
    var network = self
    for index in weightIndices {
      let (shape, mask) = (parameters[index].shape, parameters[index].mask)
      guard let stream = fresh.parameters[index].draw?.stream else { continue }
      network.parameters[index] = Parameter(
        shape, mask: mask, draw: Draw(initializer, shape, mask: mask, stream: stream))
    }
    network.initialization = Initialization(initializer: initializer, density: density)
    return network
  }
}
