import Testing

@testable import WeirEngine

@Suite struct CountingTests {
  // A product of floats falls short of the integer that is meant: 0.29 * 100 is 28.999999999999996.
  @Test(arguments: [10, 100, 1000, 235_200, 10_000_000_000])
  func `trap 18: a share of k percent drops floor of k n / 100, whatever way the share was computed`(n: Int) {
    for k in 0...100 {
      let zeros = k * n / 100
      #expect(Counting.zeros(Double(k) / 100, of: n) == zeros, "\(k) % of \(n)")
      #expect(Counting.zeros(Double(k) * 0.01, of: n) == zeros, "\(k) % of \(n)")
      #expect(Counting.zeros(1 - Double(100 - k) / 100, of: n) == zeros, "\(k) % of \(n)")
      #expect(Counting.zeros(1 - (1 - Double(k) / 100), of: n) == zeros, "\(k) % of \(n)")
    }
  }

  @Test func `what is clearly between two integers is floored, also where there are very many`() {
    #expect(Counting.zeros(0.5, of: 3) == 1)
    #expect(Counting.zeros(0.999, of: 10) == 9)
    #expect(Counting.zeros(0.999_999_999_9, of: 9_000_000_000) == 8_999_999_999)
    #expect(Counting.zeros(0.3, of: 9_999_999_999) == 2_999_999_999)
  }

  @Test func `nothing is dropped of nothing, and never more than there is`() {
    #expect(Counting.zeros(0.5, of: 0) == 0)
    #expect(Counting.zeros(1.5, of: 4) == 4)
    #expect(Counting.zeros(-0.5, of: 4) == 0)
  }

}
