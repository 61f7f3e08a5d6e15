import Testing

@testable import WeirPlot

@Suite struct SpacedLabelsTests {
  private func along(_ xs: [Double], y: Double = 3) -> [Drawing.Point] { xs.map { .init(x: $0, y: y) } }

  // Labels of landscapes were cut at the right side, and stood one on the other.
  @Test func `labels stand inside the sides, and not on one another`() {
    var labels = SpacedLabels(left: 10, right: 60)
    labels.add("12345", along: along([59, 60, 30]), .faint)
    #expect(labels.all.map(\.at.x) == [30])
    labels.add("12345", along: along([20, 30, 40]), .faint)
    #expect(labels.all.last?.at.x != 30)
    labels.keepFree(.init(x: 50, y: 8), width: 2)
    labels.add("1", along: along([40, 50, 45], y: 8), .faint)
    #expect(labels.all.last?.at.x == 40)
    // Where no place is free it still is not cut.
    labels.add("12345", along: along([60]), .faint)
    #expect(labels.all.last?.at.x == 57.5)
    labels.add("1", along: [], .faint)
    #expect(labels.all.count == 4)
  }
}
