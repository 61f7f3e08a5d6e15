/// What layers one after the other have made of their input, and the direction of all parameters.
struct TangentSurroundings {
  /// The input, then what stands behind each layer.
  let batches: [TiledBatch]
  let memories: [LayerMemory]
  let parameters: [Parameter], direction: [Parameter]
}

extension [Place] {
  /// Computes every layer's tangent from [change], that of the input; nil where it does not change.
  func forwardTangent(
    _ around: TangentSurroundings, _ change: TiledBatch?, _ tangents: inout [Tangent], _ pass: Pass
  ) {
    for (index, place) in enumerated() {
      var tangent = Tangent(for: place)
      swap(&tangent, &tangents[index])
      let output = around.batches[index + 1]
      tangent.batch.reshape(features: output.features, count: output.count)
      place.layer.forwardTangent(point(index, around, change, tangents), into: &tangent, pass)
      swap(&tangent, &tangents[index])
    }
  }

  /// Turns gradient and tangent behind the last layer into those of the input, unless [pass] says that nobody
  /// needs them, and computes the changes of all gradients.
  func backwardTangent(
    _ flow: inout TangentFlow, _ around: TangentSurroundings, _ change: TiledBatch?, _ tangents: [Tangent],
    _ changes: inout [Buffer], _ pass: Pass
  ) {
    forEachBackward(pass) { stretch, pass in
      let index = stretch.places.lowerBound
      self[index].layer.backwardTangent(&flow, point(index, around, change, tangents), &changes, pass)
    }
  }

  private func point(
    _ index: Int, _ around: TangentSurroundings, _ change: TiledBatch?, _ tangents: [Tangent]
  ) -> TangentPoint {
    TangentPoint(
      input: around.batches[index], inputTangent: index == 0 ? change : tangents[index - 1].batch,
      output: around.batches[index + 1], own: Own(parameters: around.parameters, place: self[index]),
      direction: Own(parameters: around.direction, place: self[index]), memory: around.memories[index],
      inner: tangents[index].inner, shortcut: tangents[index].shortcut)
  }
}
