import WeirCatalog
import WeirEngine
import WeirPlot

/// The ledger of a network: a line for each layer that carries weights, and one for all.
public struct NetworkSummary: Thing {
  /// The kind of all summaries.
  public static let kind = Kind("summary")
  /// What it tells of.
  let network: Network
  let layers: [MemoryLedger]
  let parameters: Int
  /// What there is to say besides numbers: how weights were drawn, and which layers let nothing pass.
  let remarks: [String]

  /// The summary of [network].
  init(_ network: Network) {
    self.network = network
    (layers, parameters) = (network.ledger, network.trainedCount)
    remarks =
      [network.initialization.map { "weights drawn by \($0.summary)" }].compactMap(\.self)
      + network.collapsedLayers.map { "layer \($0) has collapsed: none of its weights is active" }
  }

  private func total(_ part: (MemoryLedger) -> Int) -> Int { layers.reduce(0) { $0 + part($1) } }

  private func column(_ name: String, _ part: (MemoryLedger) -> Int) -> PlotTable.Column {
    PlotTable.Column(name, layers.map { .integer(part($0)) } + [.integer(total(part))])
  }

  private func bytes(_ name: String, _ part: (MemoryLedger) -> Int) -> PlotTable.Column {
    PlotTable.Column(
      name, (layers.map(part) + [total(part)]).map { .text(Notation.bytes(Double($0))) })
  }
}

extension NetworkSummary: Equatable {
  /// Whether two say the same.
  public static func == (a: NetworkSummary, b: NetworkSummary) -> Bool {
    a.layers == b.layers && a.parameters == b.parameters && a.remarks == b.remarks
  }
}

extension NetworkSummary: TableSource {
  /// Layer, sizes, active weights, density, multiply-adds a sample, and bytes.
  public var plotTable: PlotTable {
    let all = total { $0.rows * $0.columns }
    let densities =
      layers.map { Double($0.active) / Double($0.rows * $0.columns) }
      + [all == 0 ? 1 : Double(total(\.active)) / Double(all)]
    return PlotTable([
      PlotTable.Column("layer", layers.map { .text($0.name) } + [.text("all")]),
      column("active", \.active),
      PlotTable.Column("density", densities.map { .text(Readable.number($0 * 100, digits: 3) + "%") }),
      column("mul-adds", \.multiplyAdds),
      bytes("at rest", \.restBytes),
      bytes("training", \.trainingBytes),
      bytes("dense twin", \.denseTrainingBytes),
    ])
  }
}

extension NetworkSummary: Composed {
  /// How many weights and parameters there are.
  public var brief: String {
    "summary(\(Notation.grouped(total(\.active))) active weights, \(Notation.grouped(parameters)) parameters)"
  }

  /// The table, and what an active weight costs.
  public func exhibits(on display: Display) -> [Exhibit] {
    let each = Double(total(\.trainingBytes)) / Double(max(1, total(\.active)))
    let note =
      "\(Notation.grouped(parameters)) trained numbers; "
      + "\(Readable.number(each, digits: 3)) bytes an active weight in training with momentum"
    return [.chart(Table(plotTable)), .sentence(note)] + remarks.map { .sentence($0) }
  }
}
