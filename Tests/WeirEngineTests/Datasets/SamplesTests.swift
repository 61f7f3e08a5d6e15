import Testing

@testable import WeirEngine

/// Four rows of three bytes with the labels 0, 1, 2, 0.
private let bytes = Samples(
  .bytes([0, 10, 7, 2, 20, 7, 4, 30, 7, 6, 40, 7]), features: 3, scale: [0.5], shift: [1],
  answers: .labels([0, 1, 2, 0]))

@Suite struct SamplesTests {
  @Test func `a value is the stored one, scaled and shifted`() {
    #expect((0..<4).map(bytes.input) == [[1, 6, 4.5], [2, 11, 4.5], [3, 16, 4.5], [4, 21, 4.5]])
    let each = Samples(
      .bytes([1, 2, 3, 4]), features: 2, scale: [1, 10], shift: [0, -1], answers: .labels([0, 0]))
    #expect((0..<2).map(each.input) == [[1, 19], [3, 39]])
  }

  @Test func `runs and picks are views that can be cut again`() {
    let middle = bytes[1..<4]
    #expect(middle.rows == .run(1..<4) && middle.storage == bytes.storage)
    #expect((0..<3).map { middle.label($0) } == [1, 2, 0])
    let picked = middle.picking([2, 0])
    #expect(picked.rows == .list([3, 1]))
    #expect((0..<2).map(picked.input) == [[4, 21, 4.5], [2, 11, 4.5]])
    #expect(picked[1..<2].input(0) == [2, 11, 4.5])
    #expect(bytes[4..<4].count == 0)
  }

  @Test func `targets are as wide as they are`() {
    let samples = Samples(.floats([1, 2]), features: 1, answers: .targets([1, 2, 3, 4], width: 2))
    #expect(samples[1..<2].target(0) == [3, 4] && samples.label(0) == nil && samples.targetWidth == 2)
  }

  @Test func `samples are equal by their contents, not by how they are stored`() {
    let floats = Samples(
      .floats((0..<4).flatMap(bytes.input)), features: 3, answers: .labels([0, 1, 2, 0]))
    #expect(bytes == floats && bytes[1..<3] == floats.picking([1, 2]))
    #expect(bytes[0..<2] != bytes[1..<3])
    #expect(
      bytes != Samples(bytes.storage, features: 3, scale: [0.5], shift: [1], answers: .labels([0, 1, 2, 1])))
  }

  @Test func `means and deviations are those of the part`() {
    let (means, deviations) = bytes[0..<3].moments()
    #expect(means == [2, 11, 4.5])
    // Of 0, 2, 4 and of 10, 20, 30, each times a half: √(8/3) and ten times √(2/3), halved.
    #expect(abs(deviations[0] - (8.0 / 3).squareRoot() / 2) < 1e-15)
    #expect(abs(deviations[1] - (200.0 / 3).squareRoot() / 2) < 1e-14)
    #expect(deviations[2] == 0)
    let floats = Samples(.floats([1e7, 1e7 + 1, 1e7 + 2]), features: 1, answers: .labels([0, 0, 0]))
    #expect(floats.moments().means == [1e7 + 1])
    #expect(abs(floats.moments().deviations[0] - (2.0 / 3).squareRoot()) < 1e-15)
  }
}
