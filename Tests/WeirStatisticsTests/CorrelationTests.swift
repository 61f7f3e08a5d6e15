import Testing

@testable import WeirStatistics

@Suite struct CorrelationTests {
  // Of the 6 orders of three things, 1, 2, 2 and 1 have 0, 1, 2 and 3 pairs out of order.
  @Test func `three things have six orders`() throws {
    func p(_ b: [Double], _ side: Side) throws -> Double {
      try Correlation.kendall([1, 2, 3], b, side: side).p
    }
    #expect(abs(try p([1, 2, 3], .greater) - 1.0 / 6) < 1e-15)
    #expect(abs(try p([1, 3, 2], .greater) - 3.0 / 6) < 1e-15)
    #expect(abs(try p([2, 3, 1], .greater) - 5.0 / 6) < 1e-15)
    #expect(try p([3, 2, 1], .greater) == 1)
    #expect(abs(try p([3, 2, 1], .less) - 1.0 / 6) < 1e-15)
    #expect(abs(try p([1, 2, 3], .twoSided) - 2.0 / 6) < 1e-15)
  }

  @Test func `tau counts every pair`() throws {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33).truncatingRemainder(dividingBy: 9)
    }
    for _ in 0..<50 {
      let (a, b) = ((0..<23).map { _ in next() }, (0..<23).map { _ in next() })
      var (same, other, tiedA, tiedB) = (0.0, 0.0, 0.0, 0.0)
      for i in a.indices {
        for j in 0..<i {
          let sign = (a[i] - a[j]) * (b[i] - b[j])
          if sign > 0 { same += 1 }
          if sign < 0 { other += 1 }
          if a[i] == a[j] { tiedA += 1 }
          if b[i] == b[j] { tiedB += 1 }
        }
      }
      let m = Double(23 * 22 / 2)
      let expected = (same - other) / ((m - tiedA) * (m - tiedB)).squareRoot()
      #expect(abs(try Correlation.kendall(a, b).coefficient - expected) < 1e-14)
    }
  }

  @Test func `what rises together correlates fully`() throws {
    let (a, b): ([Double], [Double]) = ([1, 2, 3, 4], [1, 8, 27, 64])
    #expect(try Correlation.kendall(a, b).coefficient == 1)
    #expect(try Correlation.kendall(a, b.reversed()).coefficient == -1)
    #expect(abs(try Correlation.spearman(a, b).coefficient - 1) < 1e-15)
    #expect(abs(try Correlation.pearson(a, a.map { 3 - 2 * $0 }).coefficient + 1) < 1e-15)
    // 104 / sqrt(5 * 2390).
    let steep = try Correlation.pearson(a.map { $0 * 1e200 }, b)
    #expect(abs(steep.coefficient - 104 / 11950.0.squareRoot()) < 1e-15)
  }

  @Test func `what is constant has no correlation`() {
    #expect(throws: StatisticsError.constant(name: "b")) { try Correlation.kendall([1, 2, 3], [4, 4, 4]) }
    #expect(throws: StatisticsError.tooFew(what: "a", found: 2, least: 3)) {
      try Correlation.pearson([1, 2], [3, 4])
    }
  }

  // t of one degree is Cauchy's distribution, and of two (1 - t / √(2 + t²)) / 2.
  @Test(arguments: [-30.0, -2, -0.1, 0, 0.5, 1, 7, 400]) func `Student's tail has closed forms`(t: Double) {
    let two = 0.5 * (1 - t / (2 + t * t).squareRoot())
    #expect(abs(Tails.student(t, freedom: 2) - two) < 1e-15)
    #expect(abs(Tails.student(t, freedom: 3) + Tails.student(-t, freedom: 3) - 1) < 1e-15)
    #expect(abs(Tails.student(1, freedom: 1) - 0.25) < 1e-15)
    #expect(abs(Tails.student(t, freedom: 1e9) - Tails.normal(t)) < 1e-8)
  }

  @Test(arguments: [1e-12, 0.001, 0.025, 0.3, 0.5, 0.9, 0.9999]) func `quantiles undo tails`(p: Double) {
    #expect(abs(Tails.normal(Tails.normalQuantile(p)) - p) < 1e-15)
    #expect(abs(Tails.student(Tails.studentQuantile(p, freedom: 4), freedom: 4) - p) < 1e-14)
  }
}
