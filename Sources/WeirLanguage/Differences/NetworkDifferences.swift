import WeirCatalog
import WeirEngine
import WeirPlot

extension Differences {
  /// Layer by layer: how dense each is, what share of the weights that are active in either is active in both, how large the
  /// weights are, and how far apart.
  mutating func compare(_ a: Network, _ b: Network) {
    let distance = try? Distance(a, b, execution: execution)
    if let distance {
      say(
        "`\(names.a)` and `\(names.b)` have the same layers; their distance is \(Readable.number(distance.whole))"
      )
    } else {
      compareBriefly(.thing(a), .thing(b))
    }
    let layers = (a.weightLayers, b.weightLayers)
    let places = 0..<max(layers.0.count, layers.1.count)
    func each(_ column: (WeightLayer?, WeightLayer?) -> PlotTable.Cell) -> [PlotTable.Cell] {
      places.map { place in
        column(
          place < layers.0.count ? layers.0[place] : nil, place < layers.1.count ? layers.1[place] : nil)
      }
    }
    func density(_ layer: WeightLayer?) -> PlotTable.Cell {
      layer.map { Self.percent($0.mask.density) } ?? .missing
    }
    func norm(_ layer: WeightLayer?) -> PlotTable.Cell { layer.map { .number($0.norm) } ?? .missing }
    let (first, second) = (column(names.a, 0), column(names.b, 1))
    var columns = [
      PlotTable.Column("layer", each { a, b in .text((a ?? b)?.name ?? "") }),
      PlotTable.Column("density \(first)", each { a, _ in density(a) }),
      PlotTable.Column(second, each { _, b in density(b) }),
      PlotTable.Column("overlap", each(Self.overlap)),
      PlotTable.Column("norm \(first)", each { a, _ in norm(a) }),
      PlotTable.Column(second, each { _, b in norm(b) }),
    ]
    if let distance {
      columns.append(
        .init("distance", places.map { .number(distance.layers[$0].distance) }))
    }
    parts.append(.table(PlotTable(columns)))
  }

  /// The share of the weights active in either that is active in both (Jaccard 1912); nothing for matrices of other sizes.
  private static func overlap(_ a: WeightLayer?, _ b: WeightLayer?) -> PlotTable.Cell {
    guard let a = a?.mask, let b = b?.mask, (a.rows, a.columns) == (b.rows, b.columns) else {
      return .missing
    }
    let shared = a.shared(with: b)
    let either = a.count + b.count - shared
    return percent(either == 0 ? 1 : Double(shared) / Double(either))
  }

  private static func percent(_ share: Double) -> PlotTable.Cell {
    .text(Readable.number(share * 100, digits: 3) + "%")
  }
}
