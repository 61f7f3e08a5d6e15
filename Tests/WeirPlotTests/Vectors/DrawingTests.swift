import Testing

@testable import WeirPlot

@Suite struct DrawingTests {
  private func elements(_ draw: (inout Drawing) -> Void) -> [Substring] {
    var sheet = Drawing()
    draw(&sheet)
    // The opening, the title, the sentence and the paper are in front of what was drawn.
    return sheet.svg(title: "t", sentence: "s").split(separator: "\n").dropFirst(4).dropLast()
  }

  @Test func `a column is ten units wide, and a line twenty high`() {
    #expect(
      elements { $0.rectangle(.init(x: 1.5, y: 2), width: 3, height: 0.5, .more) } == [
        "<rect x=\"15\" y=\"40\" width=\"30\" height=\"10\" fill=\"#e69f00\" shape-rendering=\"crispEdges\"/>"
      ])
    #expect(
      elements { $0.line([.init(x: 0, y: 0), .init(x: -0.123, y: 1.00025)], .fewer) } == [
        "<polyline points=\"0,0 -1.23,20.01\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"1\" stroke-linejoin=\"round\"/>"
      ])
  }

  @Test
  func `what XML would take for its own is written as an entity, and what moves the cursor is left out`() {
    #expect(
      elements { $0.text("a < b & \"c\"\u{1B}", x: 0, y: 0) } == [
        "<text x=\"0\" y=\"14.4\">a &lt; b &amp; &quot;c&quot;</text>"
      ])
    #expect(elements { $0.text(" ", x: 0, y: 0) }.isEmpty, "blanks are not drawn")
  }

  @Test func `neighbouring cells of one ink are one rectangle`() {
    let (a, b) = (Ink.fewer, Ink.more)
    let found = elements { $0.cells([[a, a, nil, b]], at: .init(x: 0, y: 0), width: 4, height: 1) }
    #expect(
      found == [
        "<rect x=\"0\" y=\"0\" width=\"20\" height=\"20\" fill=\"#0072b2\" shape-rendering=\"crispEdges\"/>",
        "<rect x=\"30\" y=\"0\" width=\"10\" height=\"20\" fill=\"#e69f00\" shape-rendering=\"crispEdges\"/>",
      ])
  }

  @Test func `a sheet grows downwards`() {
    var sheet = Drawing()
    #expect(sheet.take(1.5) == 0 && sheet.take(2) == 1.5 && sheet.bottom == 3.5)
    #expect(sheet.svg(title: "", sentence: "").contains("viewBox=\"-10 -8 740 86\""))
  }

  /// Charts with axes, of which every label is looked for.
  static let pictures = GoldenTests.first.filter {
    $0.chart.render(on: Display(width: 72)).contains { $0 == "└" } && $0.name != "table"
  }

  @Test(arguments: pictures)
  func `vectors have the labels of the text`(picture: GoldenTests.Picture) {
    let lines = picture.chart.render(on: Drawing.display).split(
      separator: "\n", omittingEmptySubsequences: false)
    var labels: [Substring] = []
    for (line, next) in zip(lines, lines.dropFirst()) where line.contains("└") {
      labels += next.split(separator: " ")
    }
    for line in lines where line.contains("┤") && !line.contains("├") {
      labels += line.prefix { $0 != "┤" }.split(separator: " ")
    }
    let reader = XMLReader()
    #expect(reader.reads(picture.chart.svg) && !labels.isEmpty)
    let texts = Set(reader.texts["text"] ?? [])
    for label in labels { #expect(texts.contains(String(label)), "\(picture.name): \(label)") }
  }

  @Test func `many points are few in a file, and none of the extreme ones is lost`() {
    var draws = Draws(seed: 4)
    var y = (0..<200_000).map { _ in draws.unit() }
    y[77_777] = 5
    let plot = Plot([PlotSeries(y: y)])
    #expect(plot.svg.utf8.count < 100_000)
    let frame = Frame(Frame.Wish(x: Extent([0, 199_999]), y: Extent(y)), on: Drawing.display)
    let plane = Plane(frame: frame, top: 0)
    let course = Course(PlotSeries(y: y), on: plane, joining: .straight)
    #expect(course.pieces.count == 1 && course.pieces[0].contains { $0.y == plane.y(5) })
  }

  @Test func `stairs turn corners`() {
    let plane = Plane(
      frame: Frame(Frame.Wish(x: Extent([0, 1]), y: Extent([0, 1])), on: Drawing.display), top: 0)
    let course = Course(PlotSeries(y: [0, 1]), on: plane, joining: .stairs)
    #expect(course.pieces.map { $0.map(\.y) } == [[plane.y(0), plane.y(0), plane.y(1)].compactMap(\.self)])
    #expect(course.pieces[0][1].x == course.pieces[0][2].x)
  }

  @Test func `a gap parts a line, and what stands alone is a point`() {
    let series = PlotSeries(y: [0, 1, .nan, 1, .infinity, 0, 1])
    let plane = Plane(
      frame: Frame(Frame.Wish(x: Extent(series.x), y: Extent([0, 1])), on: Drawing.display), top: 0)
    let course = Course(series, on: plane, joining: .straight)
    #expect(course.pieces.map(\.count) == [2, 2] && course.alone.count == 1)
    #expect(course.outside.map { $0.glyph } == ["?", "↑"] && course.points.count == 5)
  }
}
