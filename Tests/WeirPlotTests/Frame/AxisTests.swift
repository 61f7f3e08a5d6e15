import Testing

@testable import WeirPlot

@Suite struct AxisTests {
  @Test func `a single number has room on both sides, and no number at all has an axis`() {
    #expect(Extent([3]).bounds(on: .linear) == (1.5, 4.5))
    #expect(Extent([0, 0]).bounds(on: .linear) == (-1, 1))
    #expect(Extent([1]).bounds(on: .linear) == (0, 2))
    #expect(Extent([0.5]).bounds(on: .linear) == (0.25, 0.75))
    #expect(Extent().bounds(on: .linear) == (0, 1))
    #expect(Extent([-1, 0]).bounds(on: .logarithmic) == (0.1, 1))
    #expect(Extent([2]).bounds(on: .logarithmic) == (1, 4))
  }

  @Test func `numbers that are not finite are counted and otherwise ignored`() {
    let extent = Extent([.nan, 2, -.infinity, 5, .infinity])
    #expect(extent.least == 2 && extent.most == 5 && extent.strays == 3 && extent.isWhole)
  }

  @Test func `a logarithmic axis is symmetric where numbers are below zero`() {
    #expect(Scale.logarithmic(for: Extent([0.001, 10])) == .logarithmic)
    #expect(Scale.logarithmic(for: Extent([-0.02, 0, 10])) == .symmetric(threshold: 0.01))
    #expect(Scale.logarithmic(for: Extent([-1e-30, 10])) == .symmetric(threshold: 1e-5))
  }

  @Test func `a symmetric scale is even in the logarithm on both sides and straight in between`() {
    let scale = Scale.symmetric(threshold: 0.1)
    #expect([-10, -0.1, -0.05, 0, 0.1, 1].map { scale.place($0) } == [-3, -1, -0.5, 0, 1, 2])
  }

  @Test func `the ends of the data lie on the first and the last dot`() {
    let axis = Axis(Extent([1, 10, 100]), .logarithmic, Axis.Wish(wanted: 3))
    #expect([1, 10, 100].map { axis.dot($0, of: 41) } == [0, 20, 40])
    #expect([0, -1, .nan, .infinity].map { axis.dot($0, of: 41) } == [nil, nil, nil, nil])
  }

  @Test func `an axis reaches to its outer labels unless it shall end with the data`() {
    let data = Extent([0.0132, 2.3101])
    let loose = Axis(data, .linear, Axis.Wish(wanted: 5))
    #expect(loose.low == 0 && loose.high == 2.5)
    let tight = Axis(data, .linear, Axis.Wish(wanted: 5, isTight: true))
    #expect(tight.low == 0.0132 && tight.ticks.map(\.label) == ["0.5", "1.0", "1.5", "2.0"])
  }

  /// Where two labels that suit the scale did not fit there was none: over one point, in two rows, below one alone.
  @Test(
    arguments: [
      [1], [0], [-3], [0.02], [1, 2], [0.02, 0.08], [1e-5, 1e-3], [-5, -1], [1e-7, 1], [0.1, 0.3],
    ]
      as [[Double]], [Scale.linear, .logarithmic, .symmetric(threshold: 1)])
  func `every axis has a number, and two where they can be read`(numbers: [Double], scale: Scale) {
    for isTight in [true, false] {
      let wish = Axis.Wish(wanted: 2, isTight: isTight)
      let axis = Axis(Extent(numbers), scale, wish)
      #expect(axis.ticks.count >= 2)
      #expect(axis.ticks.allSatisfy { $0.value >= axis.low && $0.value <= axis.high })
      #expect(Axis(Extent(numbers), scale, wish) { $0.ticks.count == 1 }.ticks.count == 1)
    }
  }
}
