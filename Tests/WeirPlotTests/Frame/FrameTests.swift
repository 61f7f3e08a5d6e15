import Testing

@testable import WeirPlot

@Suite struct FrameTests {
  @Test func `names beside the ends of lines are moved apart, the higher value on top`() {
    let ends = [(5, 1.0), (5, 2.0), (0, 9.0), (5, 0.5)].map { Trace.End(row: $0.0, value: $0.1) }
    #expect(Legend.beside(ends, rows: 10) == [6, 5, 0, 7])
    #expect(Legend.beside(ends, rows: 7) == [5, 4, 0, 6])
    #expect(Legend.beside(ends, rows: 3) == nil)
    #expect(Legend.beside([nil, ends[0]], rows: 8) == [7, 5])
  }

  @Test(arguments: [
    (0.0, 1.0, false, [0.0, 0.2, 0.4, 0.6, 0.8, 1]), (-1, 1, false, [-1, -0.5, 0, 0.5, 1]),
    (1e-4, 1, true, [1e-4, 1e-3, 1e-2, 0.1, 1]), (9e-5, 1.1, true, [9e-5, 1e-3, 1e-2, 0.1, 1.1]),
    (1e-9, 1, true, [1e-9, 1e-8, 1e-6, 1e-4, 1e-2, 1]), (1, 30, true, [1, 2, 5, 10, 20, 30]),
    (2.1, 2.2, true, [2.1, 2.12, 2.14, 2.16, 2.18, 2.2]),
  ])
  func `a scale of shades has round bounds between its ends`(
    low: Double, high: Double, isLogarithmic: Bool, bounds: [Double]
  ) {
    #expect(
      ShadeScale(low: low, high: high, isLogarithmic: isLogarithmic, alphabet: .unicode).bounds == bounds)
  }

  @Test func `a level includes its lower bound, and the last both`() {
    let scale = ShadeScale(low: 0, high: 1, isLogarithmic: false, alphabet: .unicode)
    #expect(String([0, 0.19, 0.2, 0.5, 0.8, 1].map { scale.cell($0).glyph }) == "  ░▒██")
    #expect(String([.nan, -0.1, 1.1, .infinity].map { scale.cell($0).glyph }) == "?↓↑↑")
  }

  @Test func `groups share out items evenly, and means cannot overflow`() {
    #expect(Groups(of: 7, in: 3).ranges == [0..<2, 2..<4, 4..<7])
    #expect(Groups(of: 2, in: 5).ranges == [0..<1, 1..<2])
    #expect(Groups(of: 3, in: 2).places == [0, 1, 1])
    #expect(Groups.mean([1e308, 1e308]) == 1e308)
  }

  @Test func `labels too long for the picture are left out rather than cut`() {
    let wish = Frame.Wish(x: Extent([0, 1]), y: Extent([12_345_678_901, 12_345_678_950]))
    #expect(!Frame(wish, on: Display(width: 72)).y.ticks.isEmpty)
    #expect(Frame(wish, on: Display(width: 20)).y.ticks.isEmpty)
  }

  @Test func `a label that has no room on its left moves to the right`() {
    let axis = LowerAxis(gutter: 2, columns: 10, width: 12, labels: [(0, "1234567"), (9, "90")])
    #expect(
      axis.lines("", on: Display(charset: .ascii)).map { $0.text() } == [
        " ++--------+", "1234567   90",
      ])
    #expect(axis.isLegible)
    #expect(!LowerAxis(gutter: 2, columns: 10, width: 12, labels: [(0, "12345678"), (8, "90")]).isLegible)
  }
}
