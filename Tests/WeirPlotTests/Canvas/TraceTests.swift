import Testing

@testable import WeirPlot

@Suite struct TraceTests {
  private func frame(_ series: PlotSeries, on display: Display = Display(width: 40)) -> Frame {
    Frame(Frame.Wish(x: Extent(series.x), y: Extent(series.y)), on: display)
  }

  @Test func `many points in one column are drawn as lines between them would be`() {
    var draws = Draws(seed: 11)
    let series = PlotSeries(y: (0..<3000).map { _ in draws.normal() })
    let frame = frame(series)
    var trace = Trace(frame, BrailleGlyphs())
    trace.draw(series, index: 0)
    var plain = Canvas(columns: frame.columns, rows: frame.rows, glyphs: BrailleGlyphs())
    let points = zip(series.x, series.y).compactMap { x, y -> (x: Int, y: Int)? in
      guard let column = frame.x.dot(x, of: plain.width), let row = frame.y.dot(y, of: plain.height) else {
        return nil
      }
      return (column, row)
    }
    for (start, end) in zip(points, points.dropFirst()) { plain.line(from: start, to: end, series: 0) }
    for row in 0..<frame.rows { #expect(trace.canvas.line(row) == plain.line(row)) }
  }

  @Test func `what has no place stands at its edge and is counted`() {
    let series = PlotSeries(x: [0, 1, 2, 3, 4, .nan], y: [1, .nan, .infinity, -.infinity, 2, 3])
    var trace = Trace(frame(series), BrailleGlyphs())
    let end = trace.draw(series, index: 0)
    #expect(trace.strays == Strays(notNumbers: 1, infinite: 1, negativeInfinite: 1, unplaced: 0, places: 1))
    #expect(
      trace.strays.notes(.unicode) == [
        "3 values are not finite (? nan, ↑ inf, ↓ -inf)", "1 point has no place along the axis",
      ])
    #expect(end?.value == 2)
    let rows = (0..<trace.frame.rows).map { trace.canvas.line($0).text() }
    #expect(
      rows.first?.contains("↑") == true && rows.last?.contains("?") == true
        && rows.last?.contains("↓") == true)
  }

  @Test func `a point without neighbours is marked`() {
    let series = PlotSeries(y: [1, .nan, 2, .nan, 1])
    var trace = Trace(frame(series), BrailleGlyphs())
    trace.draw(series, index: 0)
    let marks = (0..<trace.frame.rows).map { trace.canvas.line($0).text() }.joined()
    #expect(marks.filter { $0 == "●" }.count == 3)
  }
}
