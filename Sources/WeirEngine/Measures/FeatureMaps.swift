extension Network {
  /// What one of [samples] becomes behind weight layer [number] and the batch norm and activation that follow it
  /// there, in the shape it has: `[channels, height, width]` behind a convolution. Negative numbers count from the end.
  ///
  /// In evaluation mode. Cost: a pass forward. Errors: no such layer, no such sample.
  public func featureMaps(
    behind number: Int, of sample: Int, in samples: Samples, execution: Execution
  ) throws(ShapeError) -> Tensor {
    let indices = weightIndices
    let (layer, chosen) = (
      number < 0 ? number + indices.count : number, sample < 0 ? sample + samples.count : sample
    )
    guard indices.indices.contains(layer) else {
      throw ShapeError(
        message: "there is no layer \(number); the network has \(indices.count) that carry weights")
    }
    guard (0..<samples.count).contains(chosen) else {
      throw ShapeError(message: "there is no sample \(sample); there are \(samples.count)")
    }
    let network = drawn
    var workspace = Workspace(for: network)
    execution.load(samples, at: [Int32(chosen)][...], into: &workspace.batches[0])
    workspace.forward(network, Pass(mode: .evaluating, execution: execution))
    let last = places.last(shownBehind: indices[layer])
    var maps = Tensor(shape: [0], values: [])
    network.places.forEach(workspace.batches, workspace.memories) { place, _, output in
      guard place.inner.isEmpty, place.part == last?.part else { return }
      maps = Tensor(shape: place.output, values: (0..<output.features).map { output[0, $0] })
    }
    return maps
  }
}

extension [Place] {
  /// The last of the layers that begin with the weights at [index] and end with the activation behind them, among
  /// these and those inside.
  fileprivate func last(shownBehind index: Int) -> Place? {
    for (number, place) in enumerated() {
      if let inside = (place.inner.last(shownBehind: index) ?? place.shortcut.last(shownBehind: index)) {
        return inside
      }
      guard place.layer is any WeightedLayer, place.parameters.lowerBound == index else { continue }
      var last = place
      for next in self[(number + 1)...] {
        guard next.layer is BatchNorm || next.layer is any Activation else { break }
        last = next
        if next.layer is any Activation { break }
      }
      return last
    }
    return nil
  }
}
