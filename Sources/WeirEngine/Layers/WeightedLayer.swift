/// A layer that multiplies by weights and adds a bias, if it has one: y = W x + b. What W x means is all in which
/// such layers differ.
///
/// Its parameters are the weights, then the bias.
public protocol WeightedLayer: Layer {
  /// How many units or filters it has.
  var width: Int { get set }
  /// How the weights are used behind samples of shape [input]: by a convolution, or as a plain matrix if nil.
  func map(for input: [Int]) -> Convolution?
}

extension WeightedLayer {
  /// Packed lines, of a convolution.
  public func scratchBytes(for input: [Int]) -> Double { map(for: input)?.scratchBytes ?? 0 }

  /// A product of sparse matrices has its sums in registers then.
  public var canRectify: Bool { true }

  /// y = W x + b, rectified if the pass says so.
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    pass.execution.product(own[0], map(at: own), bias: own.bias, leak: pass.leak, input, into: &output)
  }

  /// ∂x = Wᵀ ∂y, ∂W = ∂y xᵀ on the mask, ∂b = sum of ∂y, with ∂y that in front of a rectifier that is done on the way.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    let (execution, map) = (pass.execution, map(at: own))
    let leak = flow.remaining(pass.leak)
    if own.bias != nil {
      execution.channelSums(
        of: &flow.gradient, behind: output, leak: leak, map, into: &gradients[own.base + 1])
    } else {
      execution.rectifyGradient(&flow.gradient, behind: output, leak: leak)
    }
    let isPast = execution.gradients(
      of: own[0], at: own.base, map, input, pass, &flow, &gradients[own.base])
    if pass.needsInputGradient { flow.advance(pastRectifier: isPast) }
  }

  /// ẏ = W ẋ + V x + c, with V and c the direction of weights and bias.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    let (execution, map, direction) = (pass.execution, map(at: point.own), point.direction)
    execution.product(direction[0], map, bias: direction.bias, point.input, into: &tangent.batch)
    guard let change = point.inputTangent else { return }
    var through = TiledBatch(features: point.output.features, count: change.count)
    execution.product(point.own[0], map, bias: nil, change, into: &through)
    execution.add(through, to: &tangent.batch)
  }

  /// With d the gradient of the output and ḋ its tangent: that of ∂W is ḋ xᵀ + d ẋᵀ, that of ∂b the sum of ḋ,
  /// that of ∂x Wᵀ ḋ + Vᵀ d.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {
    let (execution, map) = (pass.execution, map(at: point.own))
    let (weights, base) = (point.own[0], point.own.base)
    let (d, change) = (flow.gradient.gradient, flow.tangent.gradient)
    execution.gradient(
      of: weights, map, point.input, change, &tangents[base], &flow.tangent.gradientScratch)
    if let inputTangent = point.inputTangent {
      var through = Buffer(count: 0)
      execution.gradient(of: weights, map, inputTangent, d, &through, &flow.gradient.gradientScratch)
      execution.add(through, to: &tangents[base])
    }
    if point.own.bias != nil { execution.channelSums(of: change, map, into: &tangents[base + 1]) }
    guard pass.needsInputGradient else { return }
    flow.tangent.spare.reshape(features: point.input.features, count: point.input.count)
    execution.transposedProduct(
      weights, map, change, into: &flow.tangent.spare, &flow.reorderedWeights)
    flow.gradient.spare.reshape(features: point.input.features, count: point.input.count)
    execution.transposedProduct(
      point.direction[0], map, d, into: &flow.gradient.spare, &flow.reorderedWeights)
    execution.add(flow.gradient.spare, to: &flow.tangent.spare)
    execution.transposedProduct(weights, map, d, into: &flow.gradient.spare, &flow.reorderedWeights)
    flow.gradient.advance()
    flow.tangent.advance()
  }

  /// |W|, without the bias.
  public func stage(_ own: Own) -> FlowStage { .weights(own.base, map(at: own)) }

  private func map(at own: Own) -> Convolution? { map(for: own.place.input) }
}

extension Own {
  /// The bias behind the weights of a `WeightedLayer`, if it has one.
  fileprivate var bias: Buffer? { place.parameters.count > 1 ? self[1].values : nil }
}
