import Testing
import WeirCatalog
import WeirPlot

@Suite struct ConversionTests {
  private func series(_ argument: Argument) throws -> [PlotSeries] {
    try Conversion<[PlotSeries]>.series.read(argument)
  }

  @Test func `a list of numbers is one series, and none in it is a missing value`() throws {
    let read = try series(.list([.integer(1), .none, .number(2.5)]))
    #expect(
      read.count == 1 && read[0].x == [0, 1, 2] && read[0].y[0] == 1 && read[0].y[1].isNaN
        && read[0].y[2] == 2.5)
  }

  @Test func `a list of series is all of them`() throws {
    let loss = SampleSeries("loss", from: 1, to: 0, halfLife: 3, count: 4, seed: 0)
    let read = try series(.list([.thing(loss), .list(of: [1, 2])]))
    #expect(read == loss.plotSeries + [PlotSeries(y: [1, 2])])
  }

  @Test func `a record names its series, and one of just x and y is points`() throws {
    let named = try series(.record([.init("a", .list(of: [1])), .init("b", .list(of: [2]))]))
    #expect(named == [PlotSeries("a", y: [1]), PlotSeries("b", y: [2])])
    let points = Argument.record([.init("x", .list(of: [3, 4])), .init("y", .list(of: [5, 6]))])
    #expect(try series(points) == [PlotSeries(x: [3, 4], y: [5, 6])])
    #expect(try series(.record([.init("sgd", points)])) == [PlotSeries("sgd", x: [3, 4], y: [5, 6])])
  }

  @Test func `points need as many x as y`() {
    let points = Argument.record([.init("x", .list(of: [3])), .init("y", .list(of: [5, 6]))])
    let error = #expect(throws: CallError.self) { try series(points) }
    #expect(error?.message == "a series needs as many numbers in `x` as in `y`, but has 1 and 2")
  }

  @Test(arguments: [
    Argument.text("loss"), .integer(1), .list([.text("a")]), .record([.init("a", .integer(1))]),
  ])
  func `what is no series is refused with what was expected`(argument: Argument) {
    let error = #expect(throws: CallError.self) { try Plot.assemble([Given(nil, argument)]) }
    #expect(
      error?.message
        == "`series` must be a series: a list of numbers, a record of such lists, or a thing with series, but is "
        + argument.found)
  }

  @Test func `values are gathered from lists of lists, grids and series`() throws {
    let read = try Conversion<[Double]>.values.read(.list([.list(of: [1, 2]), .list([.list(of: [3])])]))
    #expect(read == [1, 2, 3])
    let flow = SampleFlow(layers: 2, times: 5)
    #expect(try Conversion<[Double]>.values.read(.thing(flow)).count == 10)
  }

  @Test func `the rows of a grid are equally long`() throws {
    let grid = try Conversion<PlotGrid>.grid.read(
      .record([.init("a", .list(of: [1, 2])), .init("b", .list(of: [3, 4]))]))
    #expect(grid == PlotGrid(rows: ["a", "b"], values: [[1, 2], [3, 4]]))
    let error = #expect(throws: CallError.self) {
      try Conversion<PlotGrid>.grid.read(.list([.list(of: [1, 2]), .list(of: [3])]))
    }
    #expect(error?.message == "the rows must be equally long, but row `0` has 2 numbers and row `1` has 1")
  }

  @Test func `a pattern is a mask, or what is not zero or not false`() throws {
    var active: [[Int]] = []
    let pattern = try Conversion<PlotPattern>.pattern.read(
      .list([.list([.truth(true), .integer(0)]), .list([.number(.nan), .number(-0.0)])]))
    pattern.visit { active.append([$0, $1]) }
    #expect(pattern.rows == 2 && pattern.columns == 2 && active == [[0, 0], [1, 0]])
  }

  @Test func `a table is read from records, from lists, and from a record of values`() throws {
    let table = Conversion<PlotTable>.table
    let records = try table.read(
      .list([.record([.init("a", .integer(1))]), .record([.init("b", .text("x")), .init("a", .none)])]))
    #expect(
      records.columns == [.init("a", [.integer(1), .missing]), .init("b", [.missing, .text("x")])])
    let columns = try table.read(
      .record([.init("a", .list(of: [1, 2])), .init("b", .list([.text("x"), .truth(true)]))]))
    #expect(
      columns.columns == [.init("a", [.number(1), .number(2)]), .init("b", [.text("x"), .text("true")])])
    let values = try table.read(.record([.init("lr", .number(0.1)), .init("steps", .integer(3))]))
    #expect(
      values.columns == [
        .init("name", [.text("lr"), .text("steps")]), .init("value", [.number(0.1), .integer(3)]),
      ])
    let error = #expect(throws: CallError.self) {
      try table.read(.record([.init("a", .list(of: [1, 2])), .init("b", .list(of: [1]))]))
    }
    #expect(error?.message == "the columns must be equally long, but `a` has 2 values and `b` has 1")
  }

  @Test func `none is a word of the logarithmic axes`() throws {
    #expect(try Plot.assemble([Given("log", .none)]).log == .none)
    #expect(try Plot.assemble([Given("log", .thing(Word("both")))]).log == .both)
  }
}
