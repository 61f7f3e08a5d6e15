/// Which gradients of a weight matrix a pass back gives.
enum GradientDemand: Sendable {
  /// Those of the active weights, in the order in which they are stored.
  case active
  /// Those of all weights, g = ∂L/∂W for the effective weights W ⊙ m, as a dense matrix.
  case all
  /// Those under another mask, in the order in which that parameter stores its values.
  case under(Parameter)
  /// Those of the active weights, and the positions of the [count] largest ones outside [kept].
  case largest(count: Int, outside: Mask)
}

extension Backflow {
  /// Asks for more than the gradients of active weights, for the parameter at [index].
  mutating func demand(_ demand: GradientDemand, at index: Int) { demands[index] = demand }

  /// Asks for gradients of active weights only, and forgets what was found.
  mutating func demandActive() {
    demands.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
  }

  /// What was found for a demand of the largest gradients: positions, increasing.
  func largest(at index: Int) -> [Int] { found[index] ?? [] }
}

extension Execution {
  /// Writes the gradients of the weights [w], parameter [index] of the network, that are asked for, ∂W = d xᵀ, with d
  /// the gradient in [flow]; and if [pass] wants that of the input too, ∂x = Wᵀ d to its spare batch. Whether that is the
  /// one in front of the rectifier in front of the layer.
  func gradients(
    of w: Parameter, at index: Int, _ map: Convolution?, _ x: TiledBatch, _ pass: Pass,
    _ flow: inout Backflow, _ gradient: inout Buffer
  ) -> Bool {
    let wantsInput = pass.needsInputGradient
    let (d, demand) = (flow.gradient, flow.demands[index] ?? .active)
    if wantsInput { flow.spare.reshape(features: x.features, count: x.count) }
    switch demand {
    case .largest(let count, let kept):
      flow.found[index] = largestGradients(count, outside: kept, map, x, d, &flow.gradientScratch)
      fallthrough
    case .active:
      if wantsInput {
        return gradients(
          of: w, map, x, leak: pass.leakInFront, d, into: &flow.spare, &gradient, &flow.gradientScratch)
      }
      self.gradient(of: w, map, x, d, &gradient, &flow.gradientScratch)
    case .all:
      if wantsInput { transposedProduct(w, map, d, into: &flow.spare, &gradient) }
      denseGradient(of: w, map, x, d, &gradient, &flow.gradientScratch)
    case .under(let other):
      if wantsInput { transposedProduct(w, map, d, into: &flow.spare, &gradient) }
      self.gradient(of: other, map, x, d, &gradient, &flow.gradientScratch)
    }
    return false
  }
}
