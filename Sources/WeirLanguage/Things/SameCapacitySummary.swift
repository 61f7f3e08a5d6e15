import WeirCatalog
import WeirEngine
import WeirPlot

/// Two networks of the same capacity beside each other: what is equal, and what is not.
struct SameCapacitySummary: Thing, Equatable {
  static let kind = Kind("pair summary")
  private let names: [String]
  private let counts: [Int]
  private let densities: [Double]
  private let sparse: Part, dense: Part
  private let scale: SameCapacity.Scale

  /// What is said of either network.
  private struct Part: Equatable {
    let deviations: [ClosedRange<Double>?]
    /// How many numbers training changes besides weights.
    let others: Int

    init(_ network: Network) {
      (deviations, others) = (network.drawnDeviations, network.trainedCount - network.nonzeros)
    }

    var value: Value {
      let ranges = deviations.map { range -> Value in
        range.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } ?? .none
      }
      return .record(["deviations": .list(of: ranges), "others": .integer(others)])
    }

    init?(_ value: Value?) {
      guard case .record(let record)? = value, case .integer(let others)? = record["others"],
        case .list(let items)? = record["deviations"]
      else { return nil }
      self.others = others
      deviations = items.map { item in
        guard case .list(let ends) = item else { return nil }
        let numbers = ends.compactMap(\.asNumber)
        return numbers.count == 2 && numbers[0] <= numbers[1] ? numbers[0]...numbers[1] : nil
      }
    }
  }

  init(_ pair: SameCapacity, sparse: Network, dense: Network) {
    names = zip(sparse.weightShapes, dense.weightShapes).enumerated().map { number, shapes in
      "\(number) \(shapes.0.columns)-\(shapes.0.rows), \(shapes.1.columns)-\(shapes.1.rows)"
    }
    (counts, densities, scale) = (pair.counts, pair.densities, pair.scale)
    (self.sparse, self.dense) = (Part(sparse), Part(dense))
  }
}

extension SameCapacitySummary: TableSource {
  /// Layer, active weights of both, density of the sparse one, and the deviations that weights are drawn from.
  var plotTable: PlotTable {
    func deviations(_ part: Part) -> [PlotTable.Cell] {
      part.deviations.map { range in
        guard let range else { return .missing }
        let ends = [range.lowerBound, range.upperBound].map { Readable.number($0, digits: 3) }
        return .text(ends[0] == ends[1] ? ends[0] : ends.joined(separator: " to "))
      } + [.missing]
    }
    return PlotTable([
      PlotTable.Column("layer", (names + ["all"]).map { .text($0) }),
      PlotTable.Column("active in both", (counts + [counts.reduce(0, +)]).map { .integer($0) }),
      PlotTable.Column(
        "density", densities.map { .text(Readable.number($0 * 100, digits: 3) + "%") } + [.missing]),
      PlotTable.Column("std, sparse", deviations(sparse)), PlotTable.Column("std, dense", deviations(dense)),
    ])
  }
}

extension SameCapacitySummary: Composed {
  var brief: String {
    "pair(\(Notation.grouped(counts.reduce(0, +))) active weights each, "
      + "\(Notation.grouped(sparse.others - dense.others)) more biases and the like in the sparse one)"
  }

  func exhibits(on display: Display) -> [Exhibit] {
    let drawn =
      switch scale {
      case .twin: "Active weights of both are drawn from one distribution, that of the dense network."
      case .layer: "Weights of each are scaled by the mean number of active inputs, so they are not alike."
      case .unit: "Weights of each are scaled by the active inputs of their unit, so they are not alike."
      }
    let others =
      "Besides weights the sparse network trains \(Notation.grouped(sparse.others)) numbers and the dense one "
      + "\(Notation.grouped(dense.others)): biases, and what batch norm and activations learn, are not masked."
    return [.chart(Table(plotTable)), .sentence(drawn), .sentence(others)]
  }
}

extension SameCapacitySummary: ArchivedAsParts {
  var archiveParts: Value {
    .record([
      "names": .list(of: names.map { .text($0) }), "counts": .list(of: counts.map { .integer($0) }),
      "densities": .list(of: densities.map { .number($0) }), "scale": .text(scale.rawValue),
      "sparse": sparse.value, "dense": dense.value,
    ])
  }

  init?(archiveParts: Value) {
    guard case .record(let record) = archiveParts, case .list(let names)? = record["names"],
      case .list(let counts)? = record["counts"], case .list(let densities)? = record["densities"],
      case .text(let scale)? = record["scale"], let scale = SameCapacity.Scale(rawValue: scale),
      let sparse = Part(record["sparse"]), let dense = Part(record["dense"])
    else { return nil }
    (self.sparse, self.dense, self.scale) = (sparse, dense, scale)
    (self.names, self.densities) = (names.map(\.plain), densities.compactMap(\.asNumber))
    self.counts = counts.compactMap { if case .integer(let count) = $0 { count } else { nil as Int? } }
  }
}
