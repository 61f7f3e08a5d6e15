import WeirCatalog
import WeirEngine
import WeirPlot
import WeirStatistics

/// A thing that tells of other values and can be made again, so that an archive may hold it by what it consists of.
protocol ArchivedAsParts: Thing {
  /// What it consists of: values that an archive holds.
  var archiveParts: Value { get }
  /// The thing of which these are the [archiveParts]; nil if they do not make one.
  init?(archiveParts: Value)
}

/// All kinds of things that are archived so.
private let thingsOfParts: [any ArchivedAsParts.Type] = [
  NetworkSummary.self, SameCapacitySummary.self, WeightLayer.self, SignedRankTest.self, RankSumTest.self,
  Correlation.self, Interval.self, Bootstrap.Outcome.self, PowerStatement.self, Judgement.self,
]

extension ArchiveForm {
  /// The thing of the kind called so that [parts] make; nil if there is no such kind, or they make none.
  static func thing(_ kind: String, _ parts: Value) -> (any ArchivedAsParts)? {
    thingsOfParts.first { $0.kind.name == kind }?.init(archiveParts: parts)
  }
}

extension WeightLayer: ArchivedAsParts {
  var archiveParts: Value {
    let weights = activeWeights
    return .record([
      "number": .integer(number), "name": .text(name), "shape": .list(of: shape.map { .integer($0) }),
      "mask": .thing(mask), "weights": .thing(Tensor(shape: [weights.count], values: weights)),
      "bias": bias.map { .thing($0) } ?? .none,
    ])
  }

  init?(archiveParts: Value) {
    guard case .record(let parts) = archiveParts, case .integer(let number)? = parts["number"],
      case .text(let name)? = parts["name"], case .list(let sides)? = parts["shape"],
      case .thing(let mask as Mask)? = parts["mask"], case .thing(let weights as Tensor)? = parts["weights"]
    else { return nil }
    let shape = sides.compactMap { if case .integer(let side) = $0 { side } else { nil as Int? } }
    var bias: [Float]?
    if case .thing(let biases as Tensor)? = parts["bias"] { bias = biases.values }
    self.init(number: number, name: name, shape: shape, mask: mask, weights: weights.values, bias: bias)
  }
}

extension NetworkSummary: ArchivedAsParts {
  var archiveParts: Value { .thing(network) }

  init?(archiveParts: Value) {
    guard case .thing(let network as Network) = archiveParts else { return nil }
    self.init(network)
  }
}
