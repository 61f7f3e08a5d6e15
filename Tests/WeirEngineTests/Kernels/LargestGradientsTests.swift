import Testing

@testable import WeirEngine

@Suite struct LargestGradientsTests {
  /// The same from the dense gradient, by sorting.
  private func byHand(_ count: Int, _ kept: Mask, _ gradient: Buffer) -> [Int] {
    let ones = kept.ones
    let inactive = ones.indices.filter { ones[$0] == 0 }
    let ordered = inactive.sorted { (abs(gradient[$1]), $0) < (abs(gradient[$0]), $1) }
    return ordered.prefix(count).sorted()
  }

  @Test(arguments: [(3, 5, 4), (64, 100, 7), (130, 31, 300), (200, 80, 64), (70, 1500, 3)])
  func `growth sees what the dense gradient would show`(rows: Int, columns: Int, samples: Int) {
    var (x, d) = (
      TiledBatch(features: columns, count: samples), TiledBatch(features: rows, count: samples)
    )
    let numbers = RandomStream(seed: rows, purpose: .data).normals(0..<samples * (rows + columns))
    for sample in 0..<samples {
      for column in 0..<columns { x[sample, column] = numbers[sample * columns + column] }
      // Every third unit is dead, so that there are ties at zero.
      for row in 0..<rows where row % 3 != 1 {
        d[sample, row] = numbers[samples * columns + sample * rows + row]
      }
    }
    let positions = RandomStream(seed: 2, purpose: .mask).choose(rows * columns / 10, of: rows * columns)
    let kept = Mask(rows: rows, columns: columns, positions: positions)
    let parameter = Parameter(mask: kept, values: Buffer(count: kept.count))
    var (gradient, scratch) = (Buffer(count: 0), Buffer(count: 0))
    oneThread.denseGradient(of: parameter, x, d, &gradient, &scratch)
    for count in [0, 1, 2, kept.count / 2, kept.count, rows * columns - kept.count, rows * columns] {
      let expected = byHand(count, kept, gradient)
      for threads in 1...3 {
        let found = Execution(threads: threads).largestGradients(count, outside: kept, x, d, &scratch)
        #expect(found == expected, "\(count) of \(rows) x \(columns), \(threads) threads")
      }
    }
  }

  @Test func `a gradient that is not a number counts as zero`() {
    var (x, d) = (TiledBatch(features: 3, count: 1), TiledBatch(features: 1, count: 1))
    (x[0, 0], x[0, 1], x[0, 2], d[0, 0]) = (.nan, 1, 2, 1)
    var scratch = Buffer(count: 0)
    let none = Mask(rows: 1, columns: 3, positions: [])
    #expect(oneThread.largestGradients(2, outside: none, x, d, &scratch) == [1, 2])
    #expect(oneThread.largestGradients(3, outside: none, x, d, &scratch) == [0, 1, 2])
  }
}
