import WeirCatalog
import WeirEngine
import WeirPlot

/// What one can ask of a network.
let networkMembers = MemberTable(
  Network.kind,
  [
    Member("layers", of: Network.self, "The layers that carry weights, in order.", items: WeightLayer.kind) {
      .list(of: $0.weightLayers.map { .thing($0) })
    },
    Member(
      "parameters", of: Network.self,
      "How many numbers training changes: active weights, biases, batch-norm parameters.", result: .integer
    ) { .integer($0.trainedCount) },
    Member("nonzeros", of: Network.self, "How many weights are active.", result: .integer) {
      .integer($0.nonzeros)
    },
    Member("density", of: Network.self, "Active weights divided by all.", result: .number) {
      .number($0.density)
    },
    Member("sparsity", of: Network.self, "Inactive weights divided by all.", result: .number) {
      .number(1 - $0.density)
    },
    Member("inputs", of: Network.self, "How many numbers a sample has.", result: .integer) {
      .integer($0.inputs)
    },
    Member("outputs", of: Network.self, "How many outputs there are.", result: .integer) {
      .integer($0.outputs)
    },
    Member(
      "units", of: Network.self,
      "Records of how many units of each layer have no active weight, and how many inputs none to go to; what "
        + "a shortcut carries past the layer does not count.",
      result: .list
    ) { network in
      .list(
        of: network.cutUnits.map { layer in
          .record([
            "layer": .text(layer.layer), "units": .integer(layer.units),
            "without_fan_in": .integer(layer.withoutFanIn), "inputs": .integer(layer.inputs),
            "without_fan_out": .integer(layer.withoutFanOut),
          ])
        })
    },
    Member("init", of: Network.self, "How initial weights were drawn; none if they were given.") {
      ($0.initialization?.summary).map { .text($0) } ?? .none
    },
    Member(
      "summary", of: Network.self, "A table of its layers, with bytes and multiply-adds.",
      result: NetworkSummary.kind
    ) { .thing(NetworkSummary($0)) },
  ])

/// What one can ask of a layer.
let weightLayerMembers = MemberTable(
  WeightLayer.kind,
  [
    Member(
      "weights", of: WeightLayer.self, "The weights, a row or filter a unit; zeros where inactive.",
      result: Tensor.kind
    ) { layer in
      try asCall { .thing(try layer.weights) }
    },
    Member("bias", of: WeightLayer.self, "The biases, one a unit.") { $0.bias.map { .thing($0) } ?? .none },
    Member("mask", of: WeightLayer.self, "Which weights are active.", result: Mask.kind) { .thing($0.mask) },
    Member("density", of: WeightLayer.self, "Active weights divided by all.", result: .number) {
      .number($0.mask.density)
    },
    Member("sparsity", of: WeightLayer.self, "Inactive weights divided by all.", result: .number) {
      .number(1 - $0.mask.density)
    },
    Member("nonzeros", of: WeightLayer.self, "How many weights are active.", result: .integer) {
      .integer($0.mask.count)
    },
    Member(
      "shape", of: WeightLayer.self,
      "Units and inputs, or filters, channels that each sees, and the sides of its kernel.", result: .list
    ) { .list(of: $0.shape.map { .integer($0) }) },
    Member("name", of: WeightLayer.self, "Its place and sizes, as in legends.", result: .text) {
      .text($0.name)
    },
  ])

/// What one can ask of a mask.
let maskMembers = MemberTable(
  Mask.kind,
  [
    Member("density", of: Mask.self, "Active weights divided by all.", result: .number) {
      .number($0.density)
    },
    Member("nonzeros", of: Mask.self, "How many weights are active.", result: .integer) {
      .integer($0.count)
    },
    Member("shape", of: Mask.self, "Units and inputs.", result: .list) { $0.shape },
    Member("fan_in", of: Mask.self, "How many active inputs each unit has.", items: .integer) { mask in
      .list(of: mask.fanIns.map { .integer($0) })
    },
    Member("fan_out", of: Mask.self, "How many units each input goes to.", items: .integer) { mask in
      .list(of: mask.fanOuts.map { .integer($0) })
    },
    Member("tensor", of: Mask.self, "The mask as ones and zeros.", result: Tensor.kind) { mask in
      try asCall { .thing(try mask.tensor) }
    },
  ])

extension Mask {
  fileprivate var shape: Value { .list([.integer(rows), .integer(columns)]) }
}

extension Network: Sketched {
  /// Its sizes, for the checker.
  public var sketch: Sketch {
    .network(inputs: inputs, outputs: outputs, layers: layers.map(\.identity))
  }
}

extension Network: Shown {
  /// Its layers and how many weights are active.
  public var brief: String {
    let names = layers.map { $0.identity.hasSuffix("()") ? String($0.identity.dropLast(2)) : $0.identity }
    let density = density < 1 ? ", density \(Readable.number(self.density, digits: 4))" : ""
    let chain = names.count > 8 ? Array(names.prefix(4)) + ["…"] + names.suffix(3) : names
    return
      "network(\(inputs) -> \(chain.joined(separator: " -> ")); \(Notation.grouped(nonzeros)) weights\(density))"
  }
}

extension WeightLayer: Shown {
  /// Its name and mask.
  public var brief: String {
    "layer \(name), \(Notation.grouped(mask.count)) of \(Notation.grouped(mask.rows * mask.columns)) weights active"
  }

  /// The same, and pictures of its filters if it has such.
  public func full(on display: Display) -> String {
    guard hasKernels, var pictures = plotPictures else { return brief }
    pictures.name = ""
    return brief + "\n" + Pictures(pictures).render(on: display)
  }
}

extension Mask: Shown {
  /// Its shape and count.
  public var brief: String {
    "mask(\(rows) x \(columns), \(Notation.grouped(count)) active, density \(Readable.number(density, digits: 4)))"
  }
}
