import Testing
import WeirCatalog
import WeirPlot

@Suite struct ChartTests {
  @Test func `a plot says how its series goes`() {
    #expect(
      Plot([PlotSeries("loss", over: "step", x: [0, 469], y: [2.3, 0.31])]).sentence
        == "1 line: loss falls from 2.3 at step 0 to 0.31 at step 469.")
    #expect(Plot([PlotSeries("egf", y: [.nan])]).sentence == "1 line: egf has no finite values.")
    var path = PlotSeries("loss", over: "t", y: [1, 3, 2])
    path.remark = "with a barrier of 1"
    path.flags = [.init("a", at: 1), .init("nowhere", at: 1.5)]
    #expect(
      Plot([path]).sentence
        == "1 line: loss rises from 1 at t 0 to 2 at t 2, highest 3 at t 1, with a barrier of 1.")
    #expect(Plot([path]).svg.contains(">a</text>") && !Plot([path]).svg.contains("nowhere"))
  }

  @Test func `series without names are numbered, and names that occur twice are told apart`() {
    let plot = made(Plot.self, [.list(of: [1, 2]), .list(of: [2, 1])])
    #expect(plot.sentence.hasPrefix("2 lines: series 1 rises") && plot.sentence.contains("series 2 falls"))
    let loss = Argument.thing(SampleSeries("loss", from: 2, to: 1, halfLife: 3, count: 9, seed: 1))
    #expect(made(Plot.self, [loss, loss]).render(on: Display(charset: .ascii)).contains("o loss (2)"))
  }

  @Test func `a million points are one picture like any other`() {
    var draws = Draws(seed: 2)
    let plot = Plot([PlotSeries(y: (0..<1_000_000).map { _ in draws.unit() })])
    #expect(plot.render(on: Display(width: 60)).contains("⣿⣿⣿⣿"))
  }

  @Test func `the picture has as many rows as were asked for`() {
    let plot = made(Plot.self, [.list(of: [1, 2])], ["height": .integer(30)])
    let rows = plot.render(on: Display(charset: .ascii)).split(separator: "\n")
    #expect(rows.count == 32)
  }

  @Test func `a spy of a mask counts it and finds what is dead`() {
    let spy = Spy(
      PlotPattern("layer 1", rows: 2, columns: 3) { mark in
        mark(0, 0)
        mark(0, 2)
      })
    #expect(
      spy.sentence
        == "Layer 1: 2 by 3, 2 active (33.3 %); 1 of 2 rows and 1 of 3 columns without an active weight.")
  }

  @Test func `names keep their letters in sentences`() {
    let series = [PlotSeries("relu", y: [1, 2]), PlotSeries("Tanh", y: [2, 1])]
    #expect(
      Plot(series).sentence == "2 lines: relu rises from 1 at 0 to 2 at 1; Tanh falls from 2 at 0 to 1 at 1.")
  }

  @Test func `a spy of deviations says in words where the mask is no random one`() {
    // The left half is full, the right half empty: each part of it lies as far off, on either side.
    let half = PlotPattern("half", rows: 40, columns: 40) { mark in
      for row in 0..<40 { for column in 0..<20 { mark(row, column) } }
    }
    let spy = Spy(half, mode: .deviation)
    #expect(spy.sentence.hasPrefix("Half: 40 by 40, 800 active (50 %); 100 % of parts outside -2...2;"))
    #expect(spy.sentence.contains("; lowest z -") && spy.sentence.contains("; highest z "))
    #expect(!Spy(half).sentence.contains(" z "))
  }

  @Test func `a mask is drawn weight by weight only where it fits`() {
    let large = SampleMask("", rows: 300, columns: 784, density: 0.1, seed: 1)
    let exact = made(Spy.self, [.thing(large)], ["mode": .text("exact")]).render(on: Display())
    #expect(exact.contains("too large to be drawn weight by weight here") && exact.contains("kept 0%"))
    let small = SampleMask("", rows: 40, columns: 100, density: 0.1, seed: 1)
    #expect(!made(Spy.self, [.thing(small)]).render(on: Display()).contains("kept"))
  }

  @Test func `a random mask deviates in about one part of twenty, a thinned one in many`() {
    func beyond(_ mask: SampleMask) -> Double? {
      let text = made(Spy.self, [.thing(mask)], ["mode": .text("deviation")]).render(on: Display())
      return text.split(separator: "\n").last.flatMap { Double($0.prefix { $0 != " " }) }
    }
    let random = beyond(SampleMask("", rows: 300, columns: 784, density: 0.1, seed: 1))
    let thinned = beyond(SampleMask("", rows: 300, columns: 784, density: 0.1, thinnedThird: true, seed: 1))
    #expect(random.map { (2.0...8.0).contains($0) } == true)
    #expect(thinned.map { $0 > 20 } == true)
  }

  @Test func `a scale that is given is the scale of the picture`() {
    let grid = PlotGrid(values: [[0, 0.5, 2]])
    var chart = Heatmap(grid)
    (chart.low, chart.high) = (0, 1)
    let text = chart.render(on: Display(charset: .ascii))
    #expect(text.contains("0|  |") && text.contains("|@@|1") && text.contains("^ above 1"))
  }

  @Test func `numbers that go together to nothing are still a picture`() {
    for argument in [Argument.list([]), .record([]), .list(of: [.nan])] {
      for entry in charts.entries {
        for count in 1...2 {
          let chart = try? entry.make(Array(repeating: Given(nil, argument), count: count)) as? any Chart
          if let chart { #expect(!chart.render(on: Display(width: 20)).isEmpty, "\(entry.name)") }
        }
      }
    }
  }
}
