import CWeirKernels
import Testing

@Suite struct PoolingTests {
  /// Windows of every kind over planes of random sides.
  private struct Windows {
    let planes: Int
    let window: wk_window
    let parts: [Range<Int>]

    init(random: inout Random) {
      planes = Int.random(in: 1...3, using: &random)
      let (rows, columns) = (Int32.random(in: 1...4, using: &random), Int32.random(in: 1...4, using: &random))
      let padding = Int32.random(in: 0...min(rows, columns) / 2, using: &random)
      let stride = Int32.random(in: 1...4, using: &random)
      let height = Int32.random(in: rows...8, using: &random)
      let width = Int32.random(in: columns...8, using: &random)
      window = wk_window(
        height: height, width: width, out_height: (height + 2 * padding - rows) / stride + 1,
        out_width: (width + 2 * padding - columns) / stride + 1, rows: rows, columns: columns, stride: stride,
        padding: padding)
      parts = random.cuts(planes)
    }

    var front: Int { planes * Int(window.height * window.width) * lanes }
    var back: Int { planes * Int(window.out_height * window.out_width) * lanes }

    /// For each number behind the places in front of it, in order.
    var places: [[Int]] {
      (0..<back).map { index in
        let (place, lane) = index.quotientAndRemainder(dividingBy: lanes)
        let (plane, position) = place.quotientAndRemainder(
          dividingBy: Int(window.out_height * window.out_width))
        let (i, j) = position.quotientAndRemainder(dividingBy: Int(window.out_width))
        let (top, left) = (
          i * Int(window.stride) - Int(window.padding), j * Int(window.stride) - Int(window.padding)
        )
        return (top..<top + Int(window.rows)).flatMap { row in
          (left..<left + Int(window.columns)).compactMap { column in
            guard (0..<Int(window.height)).contains(row), (0..<Int(window.width)).contains(column) else {
              return nil
            }
            return ((plane * Int(window.height) + row) * Int(window.width) + column) * lanes + lane
          }
        }
      }
    }

    /// What [body] writes in parts.
    func inParts(
      _ count: Int, _ body: (UnsafePointer<wk_window>, UnsafeMutablePointer<Float>, Int32, Int32) -> Void
    ) -> [Float] {
      let out = Guarded(unwritten: count)
      withUnsafePointer(to: window) { window in
        for part in parts { body(window, out.pointer, Int32(part.lowerBound), Int32(part.upperBound)) }
      }
      return out.array
    }
  }

  @Test(arguments: instructionSets, 1...30)
  func `the first of the largest passes a window, and has the gradient`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let windows = Windows(random: &random)
    // Few numbers, so that many are equal.
    let x = Guarded((0..<windows.front).map { _ in Float(Int.random(in: -1...1, using: &random)) })
    let v = Guarded(random.floats(windows.front)), d = Guarded(random.floats(windows.back))
    let places = windows.places
    let winners = places.map { inputs in inputs.dropFirst().reduce(inputs[0]) { x[$1] > x[$0] ? $1 : $0 } }
    with(set) {
      let y = windows.inParts(windows.back) { wk_max_pool(x.pointer, $0, $1, $2, $3) }
      #expect(y == winners.map { x[$0] })
      let most = Guarded(y)
      let picked = windows.inParts(windows.back) {
        wk_max_pool_pick(x.pointer, $0, most.pointer, v.pointer, $1, $2, $3)
      }
      #expect(picked == winners.map { v[$0] })
      let found = windows.inParts(windows.front) {
        wk_max_pool_gradient(x.pointer, $0, most.pointer, d.pointer, $1, $2, $3)
      }
      var expected = [ExactSum](repeating: ExactSum(), count: windows.front)
      for (index, winner) in winners.enumerated() { expected[winner].add(d[index]) }
      #expect(zip(expected, found).allSatisfy { $0.admits($1) })
    }
  }

  @Test(arguments: instructionSets, 1...30)
  func `a mean counts the zeros around, and shares its gradient evenly`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let windows = Windows(random: &random)
    let x = Guarded(random.floats(windows.front)), d = Guarded(random.floats(windows.back))
    let size = Double(windows.window.rows * windows.window.columns)
    with(set) {
      let y = windows.inParts(windows.back) { wk_average_pool(x.pointer, $0, $1, $2, $3) }
      let found = windows.inParts(windows.front) { wk_average_pool_gradient(d.pointer, $0, $1, $2, $3) }
      var back = [Double](repeating: 0, count: windows.front)
      var most = 0.0
      for (index, inputs) in windows.places.enumerated() {
        most = max(most, abs(Double(y[index]) - inputs.reduce(0) { $0 + Double(x[$1]) } / size))
        for input in inputs { back[input] += Double(d[index]) / size }
      }
      // Sums of at most 16 numbers of at most 1.
      #expect(most < 1e-6 && zip(back, found).allSatisfy { abs($0 - Double($1)) < 2e-6 })
    }
  }

  @Test(arguments: instructionSets) func `what is not a number passes`(set: Int32) {
    let x = Guarded(
      [Float](repeating: 1, count: lanes) + [Float](repeating: .nan, count: lanes)
        + [Float](repeating: 5, count: lanes))
    let y = Guarded(unwritten: lanes)
    var window = wk_window(
      height: 1, width: 3, out_height: 1, out_width: 1, rows: 1, columns: 3, stride: 1, padding: 0)
    with(set) { wk_max_pool(x.pointer, &window, y.pointer, 0, 1) }
    #expect(y.array.allSatisfy { $0.isNaN })
  }
}
