import Testing
import WeirCatalog
import WeirPlot
import WeirTestSupport

/// Every picture as a person would see it, in all charsets. To record them anew, set `WEIR_RECORD=1`.
@Suite struct GoldenTests {
  /// A chart in a file of its own; the name begins with that of the chart's entry.
  struct Picture: Sendable, CustomStringConvertible {
    var name: String
    var chart: any Chart
    var width = 72
    var description: String { name }
  }

  private static let dense = SampleSeries("dense", from: 2.4, to: 0.2, halfLife: 30, count: 470, seed: 1)
  private static let sparse = SampleSeries("sparse", from: 2.5, to: 0.3, halfLife: 60, count: 470, seed: 2)
  private static let flow = SampleFlow(layers: 5, times: 48)

  /// Small gradients about zero, three in ten exactly zero, one lost.
  private static var gradients: [Double] {
    var draws = Draws(seed: 3)
    return (0..<2000).map { _ in draws.unit() < 0.3 ? 0 : 0.1 * draws.normal() } + [.nan]
  }

  static let pictures: [Picture] = [
    Picture(name: "plot", chart: Plot(dense.plotSeries, title: "Training loss")),
    Picture(name: "plot-two", chart: Plot(dense.plotSeries + sparse.plotSeries)),
    Picture(
      name: "plot-log", chart: made(Plot.self, [.thing(dense), .thing(sparse)], ["log": .text("both")])),
    Picture(
      name: "plot-symmetric",
      chart: made(Plot.self, [.list(of: [-100, -1, -0.01, 0, 0.01, 1, 100, 3])], ["log": .text("y")])),
    Picture(
      name: "plot-strays",
      chart: Plot([
        PlotSeries("accuracy", over: "epoch", y: [0.7, 0.8, .nan, 0.83, .infinity, -.infinity, 0.85])
      ])),
    Picture(name: "plot-narrow", chart: Plot(dense.plotSeries + sparse.plotSeries, title: "Loss"), width: 30),
    Picture(name: "plot-constant", chart: Plot([PlotSeries(y: [3, 3, 3])])),
    Picture(
      name: "scatter",
      chart: Scatter(
        x: (0..<40).map { Double($0 % 8) }, y: (0..<40).map { Double($0 * $0 % 23) },
        groups: (0..<40).map { $0 % 3 == 0 ? "in" : "out" }, title: "Points")),
    Picture(
      name: "bars",
      chart: Bars(PlotBars(["uniform", "er", "erk"], [0.8312, 0.8604, 0.8712]), title: "Accuracy")),
    Picture(
      name: "bars-signed", chart: Bars(PlotBars(["lower", "equal", "higher", "lost"], [-3, 0, 2, .nan]))),
    Picture(name: "hist", chart: Histogram(gradients, title: "Gradients of layer 1")),
    Picture(name: "hist-log", chart: made(Histogram.self, [.list(of: gradients)], ["log": .text("both")])),
    Picture(name: "hist-whole", chart: Histogram([0, 1, 1, 2, 2, 2, 4])),
    Picture(name: "heatmap", chart: Heatmap(flow.plotGrid)),
    Picture(name: "heatmap-log", chart: Heatmap(flow.plotGrid, log: true, title: "Gradient flow")),
    Picture(name: "heatmap-narrow", chart: Heatmap(flow.plotGrid, log: true), width: 28),
    Picture(name: "heatmap-small", chart: Heatmap(PlotGrid(values: [[0, 1, 2], [3, 4, 5], [6, 7, 9]]))),
    Picture(name: "pictures", chart: Pictures(filters(6, of: 1))),
    Picture(name: "pictures-channels", chart: Pictures(filters(64, of: 16))),
    Picture(
      name: "pictures-large",
      chart: Pictures(
        PlotPictures("maps", count: 5, rows: 24, columns: 20) { Double($1 * $1 + ($0 + 1) * $2 * $2) })),
    Picture(name: "spy", chart: made(Spy.self, [mask(rows: 4, columns: 12, density: 0.3)])),
    Picture(
      name: "spy-kernels",
      chart: Spy(
        PlotPattern("layer 0", rows: 4, columns: 27, together: 9) { mark in
          for row in 0..<4 { for column in 0..<27 where (row + column) % 3 == 0 { mark(row, column) } }
        })),
    Picture(name: "spy-dots", chart: made(Spy.self, [mask(rows: 28, columns: 60, density: 0.1)])),
    Picture(name: "spy-density", chart: made(Spy.self, [mask(rows: 300, columns: 784, density: 0.1)])),
    Picture(
      name: "spy-deviation",
      chart: made(Spy.self, [mask(rows: 300, columns: 784, density: 0.1)], ["mode": .text("deviation")])),
    Picture(name: "spark", chart: Spark(dense.plotSeries + sparse.plotSeries)),
    Picture(name: "spark-strays", chart: Spark([PlotSeries(y: [1, 3, .nan, 5, 4])])),
    Picture(name: "table", chart: Table(layers, title: "Layers")),
    Picture(name: "table-large", chart: Table(large, rows: 6)),
  ]

  private static func mask(rows: Int, columns: Int, density: Double) -> Argument {
    .thing(
      SampleMask("layer 0", rows: rows, columns: columns, density: density, thinnedThird: rows > 99, seed: 4))
  }

  /// Kernels of 3 x 3, of whose weights every third is inactive.
  private static func filters(_ count: Int, of channels: Int) -> PlotPictures {
    PlotPictures("layer 0", count: count * channels, together: channels, rows: 3, columns: 3) {
      picture, row, column in
      (picture + row + 2 * column) % 3 == 0 ? nil : Double((picture * 7 + row * 5 + column * 3) % 11) - 5
    }
  }

  private static let layers = PlotTable([
    PlotTable.Column("layer", [.text("dense 0"), .text("dense 1"), .text("層 2"), .text("sum")]),
    PlotTable.Column("nonzeros", [.integer(18715), .integer(6906), .integer(1000), .integer(26621)]),
    PlotTable.Column("density", [.number(0.0796), .number(0.2302), .number(1), .number(0.1)]),
    PlotTable.Column("bytes", [.text("75 kB"), .text("28 kB"), .text("4.0 kB"), .text("107 kB")]),
    PlotTable.Column("loss", [.number(1.5e-7), .number(.nan), .missing, .number(123.456)]),
  ])

  private static let large = PlotTable(
    (0..<12).map { column in
      PlotTable.Column("column \(column)", (0..<1000).map { .number(Double($0 * column) / 7) })
    })

  @Test(arguments: pictures)
  func `a picture is the one on record`(picture: Picture) {
    var text = ""
    for charset in Display.Charset.allCases {
      text += "== \(charset.rawValue) ==\n"
      text += picture.chart.render(on: Display(width: picture.width, charset: charset)) + "\n\n"
    }
    text += picture.chart.sentence
    let difference = goldenDifference(text, picture.name + ".txt")
    #expect(difference.isEmpty, "\(difference)")
  }

  @Test(arguments: charts.entries.map(\.name))
  func `every chart has a picture on record`(name: String) {
    #expect(Self.pictures.contains { $0.name == name })
  }
}
