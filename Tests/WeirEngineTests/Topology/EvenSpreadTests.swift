import Testing

@testable import WeirEngine

@Suite struct EvenSpreadTests {
  // By the definition, number after number, for all small cases: more times than steps among them.
  @Test func `the time at a step is the last that is not behind it`() {
    for count in 1...9 {
      for first in 0...4 {
        for last in first...(first + 12) {
          let spread = EvenSpread(count, from: .step(first), to: .step(last), of: 30)
          #expect(count == 1 || spread.step(of: 0) == first)
          #expect(spread.step(of: count - 1) == last)
          for step in 0...20 {
            #expect(spread.number(at: step) == (0..<count).last { spread.step(of: $0) <= step })
            #expect(spread.contains(step) == (0..<count).contains { spread.step(of: $0) == step })
          }
        }
      }
    }
  }

  @Test func `a spread that ends before it begins is its end`() {
    let spread = EvenSpread(3, from: .step(9), to: .step(5), of: 20)
    #expect((0...20).filter(spread.contains) == [5] && spread.number(at: 4) == nil)
    #expect(spread.number(at: 5) == 2 && spread.number(at: 20) == 2)
  }
}
