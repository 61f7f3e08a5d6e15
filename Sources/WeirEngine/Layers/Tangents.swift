/// Where a layer stands while a direction of the parameters is followed: what went in and came out, and how
/// both its parameters and its input change along the direction. The change is called a tangent.
public struct TangentPoint {
  let input: TiledBatch
  /// How the input changes; nil where it does not.
  let inputTangent: TiledBatch?
  let output: TiledBatch
  let own: Own
  /// The part of the direction that belongs to the layer, stored as its parameters are.
  let direction: Own
  /// What the layer noted on the pass forward.
  let memory: LayerMemory
  /// How what stands behind the layers inside, and behind those beside them, changes; known on the way back.
  let inner: [Tangent], shortcut: [Tangent]
}

/// How what stands behind a layer changes along a direction.
public struct Tangent: Sendable {
  /// The change of each feature.
  var batch = TiledBatch(features: 0, count: 0)
  /// The tangents of the layers inside it, and of those beside them.
  var inner: [Tangent], shortcut: [Tangent]

  init(for place: Place) {
    (inner, shortcut) = (place.inner.map(Tangent.init), place.shortcut.map(Tangent.init))
  }
}

/// The gradient on its way back, and beside it its tangent: how it changes along the direction.
public struct TangentFlow: Sendable {
  var gradient = Backflow()
  var tangent = Backflow()
  /// A layer's weights in the order of the transposed matrix.
  var reorderedWeights = Buffer(count: 0)
}

extension Activation {
  /// ẏ = φ'(x) ẋ.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    pass.execution.copy(point.inputTangent, into: &tangent.batch)
    guard point.inputTangent != nil else { return }
    pass.execution.update(&tangent.batch, point.input, point.output, cost: 4) { multiplySlopes($0, $1, &$2) }
  }

  /// The tangent of φ'(x) d is φ'(x) ḋ + φ''(x) ẋ d.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {
    let execution = pass.execution
    let (input, output) = (point.input, point.output)
    execution.update(&flow.tangent.gradient, input, output, cost: 4) { multiplySlopes($0, $1, &$2) }
    if let change = point.inputTangent {
      flow.tangent.spare.reshape(features: input.features, count: input.count)
      execution.copy(flow.gradient.gradient, into: &flow.tangent.spare)
      execution.update(&flow.tangent.spare, input, change, cost: 8) { x, change, d in
        for index in 0..<d.count { d[index] *= curvature(x[index]) * change[index] }
      }
      execution.add(flow.tangent.spare, to: &flow.tangent.gradient)
    }
    execution.update(&flow.gradient.gradient, input, output, cost: 4) { multiplySlopes($0, $1, &$2) }
  }
}

extension Dropout {
  /// ẏ = ẋ: nothing is dropped where a direction is followed.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    pass.execution.copy(point.inputTangent, into: &tangent.batch)
  }

  /// Gradient and tangent pass.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {}
}

extension BatchNorm {
  /// The tangent of gain n + shift, with n normalized by a batch whose mean and variance change too.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    pass.execution.normalizeRowsTangent(point, epsilon: epsilon, into: &tangent.batch)
  }

  /// The tangent of `backward`, by the product rule; see `Execution.normalizeRowsGradientTangent`.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {
    let (gain, shift) = pass.execution.normalizeRowsGradientTangent(
      point, epsilon: epsilon, &flow.gradient.gradient, &flow.tangent.gradient)
    (tangents[point.own.base], tangents[point.own.base + 1]) = (gain, shift)
  }
}

extension Residual {
  /// ẏ = ṡ + ḟ, with s what the shortcut makes of x.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    let place = point.own.place
    place.inner.forwardTangent(point.inside(\.inner), point.inputTangent, &tangent.inner, pass)
    place.shortcut.forwardTangent(point.inside(\.shortcut), point.inputTangent, &tangent.shortcut, pass)
    pass.execution.copy(tangent.shortcut.last?.batch ?? point.inputTangent, into: &tangent.batch)
    pass.execution.add(tangent.inner[place.inner.count - 1].batch, to: &tangent.batch)
  }

  /// The tangents of both ways, added.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {
    let place = point.own.place
    var around = flow
    place.inner.backwardTangent(
      &flow, point.inside(\.inner), point.inputTangent, point.inner, &tangents, pass)
    place.shortcut.backwardTangent(
      &around, point.inside(\.shortcut), point.inputTangent, point.shortcut, &tangents, pass)
    guard pass.needsInputGradient else { return }
    pass.execution.add(around.gradient.gradient, to: &flow.gradient.gradient)
    pass.execution.add(around.tangent.gradient, to: &flow.tangent.gradient)
  }
}

extension TangentPoint {
  /// What layers inside made of the input, and the direction of all parameters.
  fileprivate func inside(_ chain: KeyPath<LayerMemory, ChainMemory>) -> TangentSurroundings {
    let kept = memory[keyPath: chain]
    return TangentSurroundings(
      batches: [input] + kept.batches.dropFirst(), memories: kept.layers, parameters: own.parameters,
      direction: direction.parameters)
  }
}
