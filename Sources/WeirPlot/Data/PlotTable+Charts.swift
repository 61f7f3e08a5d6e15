import WeirCatalog

/// What charts show, as tables.
extension PlotTable {
  /// A row for each row of [grid], with its label in front.
  init(_ grid: PlotGrid) {
    let labels = Column(grid.axis, grid.rowLabels.map(Cell.text))
    self.init(
      [labels]
        + grid.columns.enumerated().map { index, place in
          Column(Notation.plain(place), grid.values.map { .number($0[index]) })
        })
  }

  /// A row for each place of [series], where all have the same places; else of those that have the places of the
  /// first.
  init(alike series: [PlotSeries]) {
    guard let first = series.first else {
      self.init([Column]())
      return
    }
    let alike = PlotSeries.distinctlyNamed(series).filter { $0.x == first.x }
    let places = Column(first.axis.isEmpty ? "index" : first.axis, first.x.map(Cell.number))
    self.init([places] + alike.map { Column($0.name.isEmpty ? "value" : $0.name, $0.y.map(Cell.number)) })
  }

  /// A row for each place of [series] if all have the same places; else a row for each value, with the name of its
  /// series in front.
  init(_ series: [PlotSeries]) {
    guard let first = series.first, series.contains(where: { $0.x != first.x }) else {
      self.init(alike: series)
      return
    }
    let axes = Set(series.map(\.axis))
    let axis = axes.count == 1 && !first.axis.isEmpty ? first.axis : "index"
    self.init([
      Column("series", series.flatMap { one in one.y.map { _ in .text(one.name) } }),
      Column(axis, series.flatMap { $0.x.map(Cell.number) }),
      Column("value", series.flatMap { $0.y.map(Cell.number) }),
    ])
  }
}
