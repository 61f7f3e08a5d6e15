import CWeirKernels
import Testing

@testable import WeirEngine

/// The products of a layer against sums in double, for matrices stored both ways.
@Suite struct LinearTests {
  struct Case: CustomTestStringConvertible {
    let rows: Int, columns: Int, density: Double, batch: Int
    var testDescription: String { "\(rows) x \(columns), density \(density), batch \(batch)" }
  }

  static let cases: [Case] = [
    Case(rows: 1, columns: 1, density: 1, batch: 1), Case(rows: 7, columns: 5, density: 0.5, batch: 3),
    Case(rows: 7, columns: 5, density: 0.7, batch: 65),
    Case(rows: 30, columns: 700, density: 0.05, batch: 64),
    Case(rows: 700, columns: 30, density: 0.05, batch: 96),
    Case(rows: 61, columns: 129, density: 1, batch: 130),
    Case(rows: 13, columns: 300, density: 0, batch: 10),
    Case(rows: 100, columns: 260, density: 0.49, batch: 70),
    Case(rows: 100, columns: 260, density: 0.61, batch: 70),
    // More weights to a block of the transposed matrix than go together, and more tiles.
    Case(rows: 130, columns: 1200, density: 0.5, batch: 330),
    // More weights than the second cache holds beside all else, in bands of 43 rows, of 25 transposed; with both
    // gradients one by one, and at once.
    Case(rows: 700, columns: 400, density: 0.5, batch: 3),
    Case(rows: 700, columns: 790, density: 0.25, batch: 130),
    Case(rows: 3, columns: 70_000, density: 0.0005, batch: 2),
    Case(rows: 70_000, columns: 3, density: 0.0005, batch: 2),
  ]

  private struct Numbers {
    let weights: Parameter, bias: Buffer, dense: [Float]
    let x: TiledBatch, d: TiledBatch

    init(_ test: Case) {
      let all = test.rows * test.columns
      let count = all - Counting.zeros(1 - test.density, of: all)
      let positions = RandomStream(seed: 1, purpose: .mask).choose(count, of: all)
      let mask = Mask(rows: test.rows, columns: test.columns, positions: positions)
      let drawn = RandomStream(seed: 2, purpose: .weights)
      weights = Parameter(mask: mask) { drawn.singleNormal($0 * test.columns + $1) }
      dense = weights.tensor(of: weights.values).values
      bias = Buffer(RandomStream(seed: 3, purpose: .weights).normals(0..<test.rows))
      func batch(_ features: Int, _ seed: Int) -> TiledBatch {
        let numbers = RandomStream(seed: seed, purpose: .data).normals(0..<(features * test.batch))
        return TiledBatch((0..<test.batch).map { Array(numbers[($0 * features)..<(($0 + 1) * features)]) })
      }
      (x, d) = (batch(test.columns, 4), batch(test.rows, 5))
    }
  }

  /// A sum in double, and the sum of sizes, of which rounding is a share.
  private struct Sum {
    var value = 0.0, size = 0.0
    mutating func add(_ a: Float, _ b: Float) {
      let product = Double(a) * Double(b)
      value += product
      size += abs(product)
    }
    /// Up to a thousand roundings of 6e-8 each, which in truth mostly cancel.
    func admits(_ found: Float) -> Bool { abs(Double(found) - value) <= 1e-5 * size + 1e-30 }
  }

  @Test(arguments: cases, [1, 2, 4]) func `products and gradients are what sums in double are`(
    test: Case, threads: Int
  ) {
    let numbers = Numbers(test)
    let execution = Execution(threads: threads)
    let (w, x, d) = (numbers.weights, numbers.x, numbers.d)
    var y = TiledBatch(features: test.rows, count: test.batch)
    execution.product(w, bias: numbers.bias, x, into: &y)
    var back = TiledBatch(features: test.columns, count: test.batch)
    execution.transposedProduct(w, d, into: &back)
    var (gradient, input) = (Buffer(count: 0), Buffer(count: 0))
    execution.gradient(of: w, x, d, &gradient, &input)
    var together = (back: TiledBatch(features: test.columns, count: test.batch), gradient: Buffer(count: 0))
    execution.gradients(of: w, x, d, into: &together.back, &together.gradient, &input)
    var alone = (back: TiledBatch(features: test.columns, count: test.batch), gradient: Buffer(count: 0))
    oneThread.gradients(of: w, x, d, into: &alone.back, &alone.gradient, &input)
    #expect(together.back.samples == alone.back.samples && together.gradient.array == alone.gradient.array)
    let slopes = [gradient, together.gradient].map { w.tensor(of: $0).values }
    // Every hundredth place of the large ones.
    let pitch = max(1, test.rows * test.columns * test.batch / 100_000)
    for sample in 0..<test.batch {
      for row in stride(from: 0, to: test.rows, by: min(pitch, 97)) {
        var sum = Sum()
        sum.add(numbers.bias[row], 1)
        for column in 0..<test.columns {
          sum.add(numbers.dense[row * test.columns + column], x[sample, column])
        }
        #expect(sum.admits(y[sample, row]))
      }
      for column in stride(from: 0, to: test.columns, by: min(pitch, 97)) {
        var sum = Sum()
        for row in 0..<test.rows { sum.add(numbers.dense[row * test.columns + column], d[sample, row]) }
        #expect(sum.admits(back[sample, column]) && sum.admits(together.back[sample, column]))
      }
    }
    var active = Set<Int>()
    w.mask.forEach { row, column in active.insert(row * test.columns + column) }
    for place in stride(from: 0, to: test.rows * test.columns, by: pitch) {
      guard active.contains(place) else {
        #expect(slopes.allSatisfy { $0[place] == 0 })
        continue
      }
      var sum = Sum()
      for sample in 0..<test.batch {
        sum.add(d[sample, place / test.columns], x[sample, place % test.columns])
      }
      #expect(slopes.allSatisfy { sum.admits($0[place]) })
    }
  }

  @Test func `scratch space left from another layer changes nothing`() {
    let (small, large) = (Numbers(Self.cases[1]), Numbers(Self.cases[3]))
    func run(_ numbers: Numbers, _ input: inout Buffer) -> ([[Float]], [Float], [Float]) {
      let w = numbers.weights
      var back = TiledBatch(features: w.mask.columns, count: numbers.d.count)
      var (gradient, dense) = (Buffer(count: 0), Buffer(count: 0))
      oneThread.gradients(of: w, numbers.x, numbers.d, into: &back, &gradient, &input)
      oneThread.denseGradient(of: w, numbers.x, numbers.d, &dense, &input)
      return (back.samples, gradient.array, dense.array)
    }
    var fresh = Buffer(count: 0)
    let alone = run(small, &fresh)
    var used = Buffer(count: 0)
    _ = run(large, &used)
    #expect(run(small, &used) == alone)
    // And one that is too small is made larger.
    let wide = run(large, &used)
    var short = Buffer(count: 1)
    #expect(run(large, &short) == wide && short.count >= large.weights.count)
  }
}
