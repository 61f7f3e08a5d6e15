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

  /// Two lines whose ends have signs of their own.
  private static var paths: [PlotSeries] {
    let places = (0...14).map { Double($0 - 2) / 10 }
    return [("scratch", 1.5), ("lottery", 0.1)].map { name, height in
      var series = PlotSeries(name, over: "t", x: places, y: places.map { 0.2 + 4 * height * $0 * (1 - $0) })
      series.flags = [.init("a", at: 0), .init("b", at: 1), .init("c", at: 7)]
      return series
    }
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
    Picture(name: "plot-flags", chart: Plot(paths)),
    Picture(name: "plot-constant", chart: Plot([PlotSeries(y: [3, 3, 3])])),
    Picture(
      name: "stairs",
      chart: Stairs(
        [PlotSeries("density", over: "step", x: [0, 100, 200, 300, 400], y: [1, 0.5, 0.25, 0.125, 0.1])],
        title: "Gradual pruning")),
    Picture(
      name: "stairs-two",
      chart: Stairs([PlotSeries("one", y: [1, 3, 2, 5]), PlotSeries("other", y: [4, .nan, 3, 1])])),
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
    Picture(
      name: "box",
      chart: Boxes(
        [
          PlotSeries("dense", y: normal(60, about: 0.87, spread: 0.01)),
          PlotSeries("sparse", y: normal(60, about: 0.84, spread: 0.03) + [.nan]),
          PlotSeries("one", y: [0.8]), PlotSeries("none", y: []),
        ], title: "Accuracy")),
    Picture(
      name: "box-log",
      chart: made(Boxes.self, [.list(of: [0.001, 0.01, 0.012, 0.02, 0.1, 0.2, 20])], ["log": .truth(true)])),
    Picture(name: "heatmap", chart: Heatmap(flow.plotGrid)),
    Picture(name: "heatmap-log", chart: Heatmap(flow.plotGrid, log: true, title: "Gradient flow")),
    Picture(name: "heatmap-narrow", chart: Heatmap(flow.plotGrid, log: true), width: 28),
    Picture(name: "heatmap-small", chart: Heatmap(PlotGrid(values: [[0, 1, 2], [3, 4, 5], [6, 7, 9]]))),
    Picture(name: "contour", chart: Contour(valley, title: "Loss")),
    Picture(name: "contour-log", chart: Contour(valley, log: true)),
    Picture(
      name: "contour-small", chart: Contour(PlotGrid(values: [[0, 1, 2], [1, 2, .nan], [2, 3, 4]]))),
    Picture(name: "contour-marked", chart: Contour(bowl)),
    Picture(name: "ridge", chart: Ridge(flow.plotGrid.asSeries, title: "Gradient flow")),
    Picture(
      name: "ridge-many",
      chart: Ridge(
        (0..<9).map { layer in PlotSeries("layer \(layer)", y: normal(30 + layer, about: 0, spread: 1)) })),
    Picture(
      name: "ridge-shared",
      chart: Ridge([PlotSeries("few", y: [1, 5, 2]), PlotSeries("less", y: [1, 2, 1])], shared: true)),
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
    Picture(
      name: "spark-log",
      chart: Spark(
        [
          PlotSeries("falling", y: (0..<40).map { 1 / Double(1 << $0) }),
          PlotSeries("dead", y: [1, 0.01, 0, 0]),
        ], log: true)),
    Picture(name: "spark-strays", chart: Spark([PlotSeries(y: [1, 3, .nan, 5, 4])])),
    Picture(name: "table", chart: Table(layers, title: "Layers")),
    Picture(name: "table-large", chart: Table(large, rows: 6)),
    Picture(name: "table-wide", chart: Table(large, rows: 4), width: 130),
  ]

  /// A curved valley (Rosenbrock 1960).
  private static let valley = PlotGrid(
    "loss", rows: (0..<25).map { Readable.number(1.5 - Double($0) / 12) },
    columns: (0..<41).map { -1.5 + Double($0) * 3 / 40 }, over: "x",
    values: (0..<25).map { row in
      let y = 1.5 - Double(row) / 12
      return (0..<41).map { column in
        let x = -1.5 + Double(column) * 3 / 40
        return (1 - x) * (1 - x) + 20 * (y - x * x) * (y - x * x)
      }
    })

  /// A bowl whose lines come near to the sides, around a place with a name.
  private static let bowl: PlotGrid = {
    let places = (-5...5).map { Double($0) / 5 }
    var grid = PlotGrid(
      "loss", rows: places.reversed().map { Readable.number($0) }, columns: places, over: "first direction",
      values: places.map { y in places.map { x in 100 * (x * x + 0.01 * y * y) } })
    grid.rowAxis = "second direction"
    grid.mark = .init("the network", row: 5, column: 0)
    return grid
  }()

  private static func normal(_ count: Int, about mean: Double, spread: Double) -> [Double] {
    var draws = Draws(seed: UInt64(count) + UInt64(spread * 1000))
    return (0..<count).map { _ in mean + spread * draws.normal() }
  }

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

  /// Twenty layers in eight lines: in each cell the upper layer is the character, and the lower one behind it.
  @Test(arguments: [Display.Colours.sixteen, .palette, .full])
  func `two rows share a line where there are colours for both`(colours: Display.Colours) {
    var values = SampleFlow(layers: 21, times: 12).plotGrid.values
    values[4][3] = .nan
    let map = Heatmap(PlotGrid("flow", over: "step", values: values), log: true)
    let text = map.render(on: Display(width: 40, height: 16, charset: .block, colours: colours))
    let difference = goldenDifference(text.replacing("\u{1B}", with: "^"), "Colours/heatmap-\(colours).txt")
    #expect(difference.isEmpty, "\(difference)")
  }

  /// The first picture of each chart: the one that is called like it.
  static let first = pictures.filter { charts[$0.name] != nil }

  @Test(arguments: first)
  func `a picture has its form at every width`(picture: Picture) {
    var text = ""
    for width in [20, 40] {
      for charset in Display.Charset.allCases {
        text += "== \(width), \(charset.rawValue) ==\n"
        text += picture.chart.render(on: Display(width: width, charset: charset)) + "\n\n"
      }
    }
    let difference = goldenDifference(String(text.dropLast()), "Widths/" + picture.name + ".txt")
    #expect(difference.isEmpty, "\(difference)")
  }

  @Test(arguments: first)
  func `vectors are the ones on record`(picture: Picture) {
    let difference = goldenDifference(
      String(picture.chart.svg.dropLast()), "Vectors/" + picture.name + ".svg")
    #expect(difference.isEmpty, "\(difference)")
  }

  @Test(arguments: charts.entries.map(\.name))
  func `every chart has a picture on record`(name: String) {
    #expect(Self.pictures.contains { $0.name == name })
  }
}
