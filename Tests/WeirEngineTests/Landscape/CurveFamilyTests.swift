import Testing

@testable import WeirEngine

@Suite struct CurveFamilyTests {
  @Test(arguments: [CurveFamily.bezier, .polyChain], 2...6)
  func `weights add up to one, also beyond the ends, where only the end counts`(
    family: CurveFamily, count: Int
  ) {
    for t in [-0.7, -0.2, 0.1, 0.35, 0.99, 1.2, 3] {
      #expect(abs(family.weights(of: count, at: t).reduce(0, +) - 1) < 1e-9, "\(t)")
    }
    let rest = [Double](repeating: 0, count: count - 1)
    #expect(family.weights(of: count, at: 0) == [1] + rest && family.weights(of: count, at: 1) == rest + [1])
  }

  @Test func `both families go on beyond their ends as they left`() {
    #expect(CurveFamily.polyChain.weights(of: 3, at: -0.5) == [2, -1, 0])
    #expect(CurveFamily.polyChain.weights(of: 3, at: 1.5) == [0, -1, 2])
    #expect(CurveFamily.bezier.weights(of: 3, at: 2) == [1, -4, 4])
  }

  @Test func `with two points both are the straight line`() {
    for t in [-0.25, 0.5, 0.75, 1.25] {
      #expect(CurveFamily.bezier.weights(of: 2, at: t) == [1 - t, t])
      #expect(CurveFamily.polyChain.weights(of: 2, at: t) == [1 - t, t])
    }
  }
}
