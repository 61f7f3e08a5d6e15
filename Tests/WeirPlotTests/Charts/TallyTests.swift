import Testing

@testable import WeirPlot

@Suite struct TallyTests {
  @Test func `a range includes its lower end, and the last both`() {
    let tally = Tally([0.5, 1, 1.5, 2.5], bins: 2, isLogarithmic: false, most: 15)
    #expect(tally.edges == [0.5, 1.5, 2.5] && tally.counts == [2, 2])
  }

  @Test func `all whole numbers have a bar each, zeros too`() {
    let tally = Tally([0, 0, 3, 1], bins: nil, isLogarithmic: false, most: 15)
    #expect(tally.counts == [2, 1, 0, 1] && tally.zeros == 0)
    #expect(tally.labels(short: false) == ["0", "1", "2", "3"])
  }

  @Test func `exact zeros among other numbers are counted apart`() {
    let tally = Tally([0, 0.1, -0.0, 0.3, .nan], bins: nil, isLogarithmic: false, most: 15)
    #expect(tally.zeros == 2 && tally.strays == 1 && tally.counts.reduce(0, +) == 2)
    #expect(
      tally.notes == ["40 % are exactly zero (2), not in the bars", "1 value is not finite, not in the bars"])
  }

  @Test func `logarithmic ranges lie on both sides of zero`() {
    let tally = Tally([-0.5, -0.05, 0.05, 0.5, 5], bins: nil, isLogarithmic: true, most: 5)
    #expect(tally.edges == [-10, -1, -0.1, -0.01, 0.01, 0.1, 1, 10])
    #expect(tally.counts == [0, 1, 1, 0, 1, 1, 1])
  }

  @Test func `numbers too far apart to be drawn are told as they are`() {
    // All beyond 8e307 was told as 8e307.
    let tally = Tally([1e308, -1e308, 1e308], bins: 2, isLogarithmic: false, most: 15)
    #expect(tally.summary == "3 values from -1e308 to 1e308, mean 3.333e307")
    #expect(tally.edges == [-1e308, 0, 1e308] && tally.counts == [1, 2])
    #expect(Tally([1e308, -1e308], bins: nil, isLogarithmic: false, most: 15).counts.reduce(0, +) == 2)
    #expect(Tally([1e308, -1e308], bins: nil, isLogarithmic: true, most: 15).counts.reduce(0, +) == 2)
  }

  @Test(arguments: 1...20)
  func `nothing is lost or counted twice`(seed: Int) {
    var draws = Draws(seed: UInt64(seed))
    let scale = [1e-9, 1, 1e12][seed % 3]
    let values = (0..<500).map { $0 % 50 == 7 ? .nan : $0 % 9 == 0 ? 0 : scale * draws.normal() }
    for (bins, isLogarithmic) in [(nil, false), (7, false), (nil, true), (5, true)] as [(Int?, Bool)] {
      let tally = Tally(values, bins: bins, isLogarithmic: isLogarithmic, most: 15)
      #expect(tally.counts.reduce(0, +) + tally.zeros + tally.strays + tally.unplaced == 500)
      #expect(zip(tally.edges, tally.edges.dropFirst()).allSatisfy { $0 < $1 })
      if let bins, !isLogarithmic { #expect(tally.counts.count == bins) }
    }
  }
}
