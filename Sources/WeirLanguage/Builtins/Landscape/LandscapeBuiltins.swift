import WeirCatalog
import WeirEngine

/// The builtins that look at what lies between and around networks.
let landscapeBuiltins: [any Builtin.Type] = [
  JoinByLine.self, JoinByBezier.self, JoinByChain.self, MeasureSurface.self, MeasureDistance.self,
  MeasureDisagreement.self, MakeEnsemble.self,
]

extension Conversion where Value == Network {
  /// A network, or a run, which stands for its network as it is now.
  static var solution: Self {
    let expected = SketchedCall.solution
    return Conversion(
      expected: expected, kinds: [Network.kind, Run.kind],
      read: { (argument: Argument) throws(CallError) -> Network in
        switch argument {
        case .thing(let network as Network): return network
        case .thing(let run as Run): return run.network
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { _ in nil })
  }
}

extension SketchedCall {
  /// What stands for a network.
  static let solution = "a network or a run"

  /// Refuses what is known to be neither a network nor a run, before anything runs.
  func checkSolution(_ setting: String) throws(CallError) {
    try check(setting, isAmong: [Network.kind, Run.kind], expected: Self.solution)
  }

  /// Refuses two networks whose sizes or layers are known and differ, before anything runs.
  func checkAlike(_ first: String, _ second: String) throws(CallError) {
    for setting in [first, second] { try checkSolution(setting) }
    guard case .network(let inputs, let outputs, let layers)? = self[first].solution,
      case .network(let otherInputs, let otherOutputs, let otherLayers)? = self[second].solution
    else { return }
    if let inputs, let otherInputs, inputs != otherInputs {
      throw mismatch(
        "the networks must have the same layers, but one takes \(inputs) inputs and the other \(otherInputs)",
        (first, "takes \(inputs) inputs"), (second, "takes \(otherInputs) inputs"))
    }
    if let outputs, let otherOutputs, outputs != otherOutputs {
      throw mismatch(
        "the networks must have the same layers, but one has \(outputs) outputs and the other \(otherOutputs)",
        (first, "has \(outputs) outputs"), (second, "has \(otherOutputs) outputs"))
    }
    if let layers, let otherLayers, let difference = Network.difference(layers, otherLayers) {
      throw mismatch(difference, (first, "one"), (second, "the other"))
    }
  }
}
