import WeirCatalog
import WeirEngine
import WeirPlot

/// What one can ask of a surface.
let surfaceMembers = MemberTable(
  Surface.kind,
  [
    Member(
      "loss", of: Surface.self, "The losses, a list for each place along the second direction.", result: .list
    ) {
      .list(of: $0.losses.map { .list(of: $0.map { .number($0) }) })
    },
    Member("places", of: Surface.self, "The places along both directions, 0 in the middle.", result: .list) {
      .list(of: $0.places.map { .number($0) })
    },
    Member("min", of: Surface.self, "The lowest loss.", result: .number) {
      .number($0.losses.joined().min() ?? .nan)
    },
    Member("max", of: Surface.self, "The highest loss.", result: .number) {
      .number($0.losses.joined().max() ?? .nan)
    },
    Member(
      "statistics", of: Surface.self, "What batch norm used: recomputed or frozen; none without any."
    ) { $0.statistics.map { .text($0.rawValue) } ?? .none },
    Member("augmented", of: Surface.self, "Whether the loss is over changed images.", result: .truth) {
      .truth($0.isAugmented)
    },
  ])

extension Surface: Charted {
  /// Its size, and from where to where it goes.
  public var brief: String {
    let ends = [losses.joined().min(), losses.joined().max()].map { Readable.number($0 ?? .nan, digits: 4) }
    var parts = ["\(places.count) x \(places.count) places", "loss from \(ends[0]) to \(ends[1])"]
    if let statistics { parts.append("batch norm \(statistics.rawValue)") }
    if isAugmented { parts.append("augmented") }
    return "surface(\(parts.joined(separator: ", ")))"
  }

  /// Lines of equal loss.
  public var chart: any Chart { Contour(plotGrid) }
}

extension Surface: GridSource {
  /// The losses, the highest place of the second direction in the first row.
  public var plotGrid: PlotGrid {
    var grid = PlotGrid(
      "loss", rows: places.reversed().map { Notation.number($0) }, columns: places, over: "first direction",
      values: losses.reversed())
    grid.rowAxis = "second direction"
    if let middle = places.firstIndex(of: 0) {
      grid.mark = .init("the network", row: places.count - 1 - middle, column: 0)
    }
    return grid
  }
}

extension Surface: SeriesSource, TableSource {
  /// The losses along both directions, from the network to either side, or along the lines nearest to it: what a plot,
  /// which has one axis for places, can show of it.
  public var plotSeries: [PlotSeries] {
    let middle = places.count / 2
    var series = [
      PlotSeries("first direction", over: "lengths of the weights", x: places, y: losses[middle]),
      PlotSeries("second direction", over: "lengths of the weights", x: places, y: losses.map { $0[middle] }),
    ]
    for index in series.indices { series[index].flags = [.init("network", at: 0)] }
    return series
  }

  /// All losses, as the grid has them.
  public var plotTable: PlotTable { chart.data }
}

/// What one can ask of an ensemble.
let ensembleMembers = MemberTable(
  Ensemble.kind,
  [
    Member(
      "accuracy", of: Ensemble.self, "The share that all put together into the right class.", result: .number
    ) {
      .number($0.accuracy)
    },
    Member("accuracies", of: Ensemble.self, "The same for each network by itself.", result: .list) {
      .list(of: $0.accuracies.map { .number($0) })
    },
    Member("loss", of: Ensemble.self, "The cross-entropy of their mean probabilities.", result: .number) {
      .number($0.loss)
    },
    Member("gain", of: Ensemble.self, "Its accuracy less the mean of theirs.", result: .number) {
      .number($0.gain)
    },
    Member(
      "disagreement", of: Ensemble.self,
      "The mean over all pairs of the share that they put into different classes.",
      result: .number
    ) { .number($0.disagreement) },
  ])

extension Ensemble {
  fileprivate var gain: Double {
    accuracy - accuracies.reduce(0, +) / Double(max(1, accuracies.count))
  }
}

extension Ensemble: Shown {
  /// How many there are, and how well they do.
  public var brief: String {
    let numbers = [accuracy, gain, disagreement].map { Readable.number($0, digits: 4) }
    return
      "ensemble(\(accuracies.count) network\(accuracies.count == 1 ? "" : "s"), accuracy \(numbers[0]), gain \(numbers[1]), "
      + "disagreement \(numbers[2]))"
  }
}

extension Ensemble: TableSource {
  /// A row for each network, and one for all together.
  public var plotTable: PlotTable {
    PlotTable([
      .init("network", accuracies.indices.map { .text("\($0)") } + [.text("together")]),
      .init("accuracy", (accuracies + [accuracy]).map { .number($0) }),
    ])
  }
}
