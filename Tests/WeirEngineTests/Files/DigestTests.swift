import Testing

@testable import WeirEngine

@Suite struct DigestTests {
  // golden: the authors' test vectors for FNV-1a with 64 bits (Fowler, Noll, Vo).
  @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
  func `digests are those of its authors`(text: String, expected: String) {
    var digest = Digest()
    digest.add(text.utf8)
    #expect(digest.text == expected)
  }

  @Test func `networks differ by any bit and by where weights are, drawn or not`() throws {
    let network = try Network.perceptron([5, 4, 3], density: 0.4)
    #expect(network.digest == network.drawn.digest)
    var other = network.drawn
    other.parameters[0].values[2].negate()
    #expect(other.digest != network.digest)
    let moved = try Network([Dense.byHand([[1, 0]], mask: [[1, 0]])], inputShape: [2])
    let there = try Network([Dense.byHand([[0, 1]], mask: [[0, 1]])], inputShape: [2])
    #expect(moved.digest != there.digest)
  }

  @Test func `data differ by inputs, answers, order and parts`() throws {
    let samples = Samples.byHand([[1, 2], [3, 4], [5, 6]], labels: [0, 1, 1])
    func digest(_ train: Samples, _ test: Samples) throws -> String {
      try Dataset(name: "by hand", shape: [2], classes: 2, train: train, test: test).digest
    }
    let digests = [
      try digest(samples, samples[0..<0]), try digest(samples[0..<2], samples[2..<3]),
      try digest(samples.picking([1, 0, 2]), samples[0..<0]),
      try digest(.byHand([[1, 2], [3, 4], [5, 6]], labels: [0, 1, 0]), samples[0..<0]),
      try digest(.byHand([[1, 2], [3, 4], [5, 7]], labels: [0, 1, 1]), samples[0..<0]),
    ]
    #expect(Set(digests).count == digests.count)
    #expect(try digest(samples, samples[0..<0]) == digests[0])
  }
}
