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
    let expected = "a network or a run"
    return Conversion(
      expected: expected,
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
  /// Refuses two networks whose sizes are known and differ, before anything runs.
  func checkAlike(_ first: String, _ second: String) throws(CallError) {
    guard case .network(let inputs, let outputs) = self[first],
      case .network(let otherInputs, let otherOutputs) = self[second]
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
  }
}
