import Testing

@testable import WeirPlot

@Suite struct SeriesNamesTests {
  // Two paths in one plot were called "loss" and "loss (2)".
  @Test func `series of one name are called by what tells them apart`() {
    func series(_ name: String, _ distinction: String = "") -> PlotSeries {
      var series = PlotSeries(name, y: [1, 2])
      series.distinction = distinction
      return series
    }
    func names(_ series: PlotSeries...) -> [String] { PlotSeries.distinctlyNamed(series).map(\.name) }
    #expect(names(series("loss", "line"), series("loss", "curve")) == ["line", "curve"])
    #expect(names(series("loss", "line"), series("loss", "line")) == ["line", "line (2)"])
    #expect(names(series("loss"), series("loss")) == ["loss", "loss (2)"])
    #expect(names(series("loss", "line"), series("accuracy", "line")) == ["loss", "accuracy"])
    #expect(names(series("loss", "line")) == ["loss"])
  }
}
