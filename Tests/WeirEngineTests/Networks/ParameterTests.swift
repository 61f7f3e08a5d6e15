import Testing

@testable import WeirEngine

@Suite struct ParameterTests {
  /// Values that name their place, so that a weight in the wrong one shows; none is zero.
  private func named(_ mask: Mask) -> Parameter {
    Parameter(mask: mask) { row, column in Float(row * mask.columns + column + 1) }
  }

  private func tensor(_ parameter: Parameter) -> [Float] { parameter.tensor(of: parameter.values).values }

  @Test(arguments: [(1, 1), (1, 4), (4, 1), (2, 3), (3, 3)])
  func `values stand where the mask says, stored sparse or whole`(rows: Int, columns: Int) {
    for mask in masks(rows, columns) {
      let parameter = named(mask)
      #expect((parameter.pattern != nil) == (mask.density < 0.6))
      #expect(parameter.count == mask.count)
      #expect(parameter.storedCount == parameter.values.count)
      #expect(parameter.hasInactive == (mask.density >= 0.6 && !mask.isFull))
      let expected = mask.ones.enumerated().map { $1 * Float($0 + 1) }
      #expect(tensor(parameter) == expected)
    }
  }

  @Test func `another mask keeps what is in both and adds zeros, for all pairs of small masks`() {
    for (rows, columns) in [(2, 3), (3, 2), (1, 5)] {
      let all = masks(rows, columns)
      for before in all {
        let parameter = named(before)
        for after in all {
          let moved = parameter.masked(by: after)
          let both = zip(before.ones, after.ones).map { $0 * $1 }
          #expect(tensor(moved) == both.enumerated().map { $1 * Float($0 + 1) })
          #expect(moved.mask == after)
        }
      }
    }
  }

  @Test func `wide matrices, whose columns come in blocks, keep theirs too`() {
    let stream = RandomStream(seed: 1, purpose: .mask)
    let before = Mask(rows: 40, columns: 3000, positions: stream.choose(9000, of: 120_000))
    let after = before.keeping(RandomStream(seed: 2, purpose: .mask).choose(700, of: 9000))
    let moved = named(before).masked(by: after)
    let expected = after.ones.enumerated().map { $1 * Float($0 + 1) }
    #expect(tensor(moved) == expected)
  }

  @Test func `two parameters are equal by what they hold, drawn or not`() throws {
    let network = try Network.perceptron([20, 10])
    let (lazy, drawn) = (network.parameters[0], network.parameters[0].drawn)
    #expect(lazy == drawn && drawn == lazy && lazy == lazy)
    #expect(drawn.values.count == 200 && lazy.values.count == 0)
    var other = drawn
    other.values[7] = -other.values[7]
    #expect(other != drawn && other != lazy)
    #expect(try Network.perceptron([20, 10], seed: 2).parameters[0] != lazy)
  }
}
