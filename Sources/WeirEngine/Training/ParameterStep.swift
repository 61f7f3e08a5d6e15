/// What a step makes of the parameters, which the network has only once the step counts.
///
/// A layer's parameters move as soon as it has found their gradients, if nobody looks at all gradients together before:
/// weights and gradients are in the caches then. A residual block is one layer.
struct ParameterStep {
  let optimizer: any Optimizer
  var step: OptimizerStep
  /// Those that have moved, and those of the network that have not.
  var parameters: [Parameter]
  /// Those that have moved of weights that are trained though they may take no part in the network, by parameter.
  var latents: [Int: Latent] = [:]
  /// What the optimizer remembers of each parameter.
  private(set) var memories: [[Buffer]]
  private var movedAreFinite = true

  init(optimizer: any Optimizer, step: OptimizerStep, parameters: [Parameter], memories: [[Buffer]]) {
    (self.optimizer, self.step) = (optimizer, step)
    (self.parameters, self.memories) = (parameters, memories)
  }

  /// Whether all numbers are finite, those included that are not trained.
  var areFinite: Bool {
    movedAreFinite && parameters.allSatisfy { $0.role.isTrained || Updates.areFinite($0.values) }
  }

  /// Moves parameter [index], if it is trained, along its [gradient], whose memory has the old values behind that.
  mutating func move(_ index: Int, along gradient: inout Buffer) {
    guard parameters[index].role.isTrained else { return }
    var values = parameters[index].values
    move(&values, of: index, along: &gradient)
    parameters[index].values = values
  }

  /// Moves [values], those that are trained of parameter [index].
  mutating func move(_ values: inout Buffer, of index: Int, along gradient: inout Buffer) {
    step.decays = parameters[index].role == .weight
    let areFinite = optimizer.update(&values, along: &gradient, &memories[index], at: step)
    movedAreFinite = movedAreFinite && areFinite
  }
}
