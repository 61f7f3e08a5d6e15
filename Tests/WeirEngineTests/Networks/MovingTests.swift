import Testing

@testable import WeirEngine

@Suite struct MovingTests {
  /// A matrix whose weight at a position is that position plus one.
  private func numbered(_ mask: Mask) -> Parameter {
    Parameter(mask: mask) { row, column in Float(row * mask.columns + column + 1) }
  }

  // From and to every mask of the size, so through every way of storing them.
  @Test(arguments: [(1, 4), (2, 3), (3, 2)])
  func `what stays keeps value and memory, and what is new has zeros`(rows: Int, columns: Int) {
    let all = masks(rows, columns)
    for old in all {
      let parameter = numbered(old)
      for new in all {
        let negative = Buffer(parameter.values.array.map { -$0 })
        // As many as there are weights in some of the matrices.
        let scalar = Buffer([Float](repeating: 7, count: 3))
        let moved = parameter.moved(to: new, [negative, scalar], perWeight: 1)
        let expected = (0..<rows * columns).map { position in
          old.ones[position] * new.ones[position] * Float(position + 1)
        }
        #expect(moved.parameter.mask == new && moved.shared == old.shared(with: new))
        #expect(moved.parameter.tensor(of: moved.parameter.values).values == expected)
        #expect(moved.parameter.tensor(of: moved.memories[0]).values == expected.map { -$0 })
        #expect(moved.memories[0].count == moved.parameter.storedCount && moved.memories[1] == scalar)
      }
    }
  }

  @Test func `threads share the work of moving, and change nothing`() {
    func mask(_ count: Int, _ seed: Int) -> Mask {
      Mask(
        rows: 60, columns: 900, positions: RandomStream(seed: seed, purpose: .mask).choose(count, of: 54_000))
    }
    // The last one is stored whole.
    let all = [mask(9000, 1), mask(9000, 2), mask(700, 3), mask(40_000, 4)]
    for old in all {
      let parameter = numbered(old)
      for new in all {
        let one = parameter.moved(to: new, [parameter.values], perWeight: 1)
        let three = parameter.moved(
          to: new, [parameter.values], perWeight: 1, execution: Execution(threads: 3))
        #expect(one.parameter == three.parameter && one.memories == three.memories)
        #expect(one.shared == three.shared && one.memories == [one.parameter.values])
      }
    }
  }

  @Test func `numbers are listed row after row, however wide the blocks are`() {
    for (rows, columns, density) in [(7, 300, 0.1), (5, 3000, 0.01), (40, 1000, 0.3), (9, 20, 0.8)] {
      let count = Int(density * Double(rows * columns))
      let positions = RandomStream(seed: 3, purpose: .mask).choose(count, of: rows * columns)
      let parameter = numbered(Mask(rows: rows, columns: columns, positions: positions))
      let list = positions.map { Float($0 + 1) }
      #expect(parameter.listed(parameter.values) == list && parameter.stored(list) == parameter.values)
    }
  }
}
