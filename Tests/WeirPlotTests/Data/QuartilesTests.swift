import Testing

@testable import WeirPlot

@Suite struct QuartilesTests {
  @Test func `quartiles are those of NumPy`() throws {
    // numpy.percentile([1, 2, 3, 4, 10], [25, 50, 75]) and of [1, 2, 3, 4].
    let odd = try #require(Quartiles([10, 3, 1, .nan, 4, 2]))
    #expect([odd.lower, odd.median, odd.upper] == [2, 3, 4] && odd.count == 5)
    let even = try #require(Quartiles([1, 2, 3, 4]))
    #expect([even.lower, even.median, even.upper] == [1.75, 2.5, 3.25])
  }

  @Test func `whiskers reach to the last number within one and a half boxes, and no further`() throws {
    // The box is 2...4, so 7 is the last that is near enough.
    let near = try #require(Quartiles([1, 2, 3, 4, 7]))
    #expect(near.most == 7 && near.outliers.isEmpty)
    let far = try #require(Quartiles([1, 2, 3, 4, 7.01]))
    #expect(far.most == 4 && far.outliers == [7.01] && far.least == 1)
  }

  @Test func `one number is its own box, and none has none`() throws {
    let one = try #require(Quartiles([5, .infinity]))
    #expect([one.least, one.lower, one.median, one.upper, one.most] == [5, 5, 5, 5, 5])
    #expect(Quartiles([.nan]) == nil)
  }

  @Test(arguments: [1, 2, 3, 10, 101, 1000])
  func `quartiles are those of the sorted numbers, in whatever order they come`(count: Int) throws {
    var draws = Draws(seed: UInt64(count))
    let numbers = (0..<count).map { _ in Double(draws.next() % 50) }
    let orders: [[Double]] = [numbers, numbers.sorted(), numbers.sorted().reversed(), numbers.map { _ in 7 }]
    for order in orders {
      let sorted = order.sorted()
      let expected = [0.25, 0.5, 0.75].map { share -> Double in
        let place = share * Double(count - 1)
        let (index, rest) = (Int(place), place - Double(Int(place)))
        return sorted[index] * (1 - rest) + sorted[min(count - 1, index + 1)] * rest
      }
      let box = try #require(Quartiles(order))
      #expect([box.lower, box.median, box.upper] == expected)
    }
  }

  @Test func `the ends of what a Double holds are numbers like any other`() throws {
    let ends = try #require(Quartiles([-.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude]))
    #expect(ends.median == 0 && ends.lower.isFinite && ends.upper.isFinite && ends.outliers.isEmpty)
  }
}
