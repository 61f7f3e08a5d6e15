import CWeirKernels
import Testing

@testable import WeirEngine

/// The three products of a convolution against sums in double, for weights stored both ways.
@Suite struct ConvolvingTests {
  struct Case: CustomTestStringConvertible {
    let map: Convolution, density: Double, batch: Int
    var testDescription: String {
      "\(map.input) -> \(map.output), kernel \(map.kernel), stride \(map.stride), padding \(map.padding), "
        + "groups \(map.groups), density \(density), batch \(batch)"
    }
  }

  /// Shapes that are hard in one way or another, and shapes by chance.
  static let cases: [Case] = {
    func map(
      _ input: [Int], _ filters: Int, _ kernel: Int, stride: Int = 1, padding: Int = 0, groups: Int = 1
    ) -> Convolution? {
      Convolution(
        filters: filters, kernel: kernel, stride: stride, padding: padding, groups: groups, for: input)
    }
    let chosen: [(Convolution?, Double, Int)] = [
      (map([1, 1, 1], 1, 1), 1, 1), (map([3, 8, 8], 7, 3, padding: 1), 0.3, 65),
      (map([3, 8, 8], 7, 3, padding: 1), 1, 65),
      (map([4, 9, 7], 6, 3, stride: 2, padding: 1, groups: 2), 0.4, 3),
      (map([4, 9, 7], 6, 3, stride: 2, padding: 1, groups: 2), 0.7, 3),
      (map([6, 5, 5], 6, 3, padding: 1, groups: 6), 1, 17),
      (map([6, 5, 5], 6, 3, padding: 1, groups: 6), 0.5, 17),
      (map([5, 7, 7], 9, 1, stride: 2), 0.5, 20), (map([5, 7, 7], 9, 1, stride: 3), 1, 20),
      (map([2, 5, 6], 3, 5, stride: 4, padding: 4), 0.5, 2),
      (map([2, 5, 6], 3, 5, stride: 7, padding: 4), 1, 2),
      (map([40, 4, 4], 30, 3, padding: 1), 0.1, 5), (map([40, 4, 4], 30, 3, padding: 1), 1, 5),
      (map([3, 6, 6], 4, 3, padding: 1), 0, 4), (map([1, 2, 40], 2, 2), 0.5, 1),
      (map([1, 33, 33], 2, 31, stride: 1, padding: 15), 0.2, 1),
      // So many filters would come in bands, were they the rows of a matrix.
      (map([4, 6, 6], 64, 3, padding: 1), 0.2, 5),
      (map([40, 3, 5], 130, 3, stride: 2, padding: 1, groups: 2), 0.1, 3),
    ]
    let random = RandomStream(seed: 7, purpose: .data)
    let drawn = (0..<24).map { number -> (Convolution?, Double, Int) in
      func draw(_ part: Int, _ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(random.uniform(number * 16 + part) * Double(range.count))
      }
      let groups = draw(0, 1...3)
      let map = map(
        [groups * draw(1, 1...4), draw(2, 1...12), draw(3, 1...19)], groups * draw(4, 1...5), draw(5, 1...5),
        stride: draw(6, 1...3), padding: draw(7, 0...3), groups: groups)
      return (map, [0.2, 0.5, 0.8, 1][draw(8, 0...3)], draw(9, 1...70))
    }
    return (chosen + drawn).compactMap { map, density, batch in
      map.map { Case(map: $0, density: density, batch: batch) }
    }
  }()

  private struct Numbers {
    let weights: Parameter, bias: Buffer, dense: [Float]
    let x: TiledBatch, d: TiledBatch

    init(_ test: Case) {
      let shape = test.map.weightShape
      let (rows, columns) = (shape[0], shape.dropFirst().reduce(1, *))
      let count = rows * columns - Counting.zeros(1 - test.density, of: rows * columns)
      let positions = RandomStream(seed: 1, purpose: .mask).choose(count, of: rows * columns)
      let drawn = RandomStream(seed: 2, purpose: .weights)
      weights = Parameter(shape, mask: Mask(rows: rows, columns: columns, positions: positions)) {
        drawn.singleNormal($0 * columns + $1)
      }
      dense = weights.tensor(of: weights.values).values
      bias = Buffer(RandomStream(seed: 3, purpose: .weights).normals(0..<rows))
      func batch(_ shape: [Int], _ seed: Int) -> TiledBatch {
        let features = shape.reduce(1, *)
        let numbers = RandomStream(seed: seed, purpose: .data).normals(0..<(features * test.batch))
        return TiledBatch((0..<test.batch).map { Array(numbers[($0 * features)..<(($0 + 1) * features)]) })
      }
      (x, d) = (batch(test.map.input, 4), batch(test.map.output, 5))
    }
  }

  private struct Results: Equatable {
    var y: TiledBatch, back: TiledBatch
    var gradient = Buffer(count: 0), dense = Buffer(count: 0)

    init(_ test: Case, _ numbers: Numbers, threads: Int) {
      let execution = Execution(threads: threads)
      let (map, w) = (test.map, numbers.weights)
      y = TiledBatch(features: map.output.reduce(1, *), count: test.batch)
      back = TiledBatch(features: map.input.reduce(1, *), count: test.batch)
      var scratch = Buffer(count: 0)
      execution.product(w, map, bias: numbers.bias, numbers.x, into: &y)
      execution.transposedProduct(w, map, numbers.d, into: &back, &scratch)
      execution.gradient(of: w, map, numbers.x, numbers.d, &gradient, &scratch)
      execution.denseGradient(of: w, map, numbers.x, numbers.d, &dense, &scratch)
    }

    static func == (a: Results, b: Results) -> Bool {
      a.y.buffer == b.y.buffer && a.back.buffer == b.back.buffer && a.gradient == b.gradient
        && a.dense == b.dense
    }
  }

  /// Sums in double, and the sums of sizes, of which rounding is a share.
  private struct Sums {
    var values: [Double], sizes: [Double]
    init(_ count: Int) {
      (values, sizes) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    }
    mutating func add(_ a: Float, _ b: Float, to place: Int) {
      let product = Double(a) * Double(b)
      values[place] += product
      sizes[place] += abs(product)
    }
    func admit(_ found: Float, at place: Int) -> Bool {
      abs(Double(found) - values[place]) <= 1e-5 * sizes[place] + 1e-30
    }
  }

  /// Calls [body] with the place of every weight, of what it reads and of what it makes.
  private func forEachProduct(
    _ map: Convolution, _ body: (_ weight: Int, _ input: Int, _ output: Int) -> Void
  ) {
    let (filters, channels, kernel) = (map.filters / map.groups, map.channels, map.kernel)
    for f in 0..<map.filters {
      for c in 0..<channels {
        for u in 0..<kernel {
          for v in 0..<kernel {
            for i in 0..<map.output[1] {
              for j in 0..<map.output[2] {
                let (y, x) = (i * map.stride + u - map.padding, j * map.stride + v - map.padding)
                guard (0..<map.input[1]).contains(y), (0..<map.input[2]).contains(x) else { continue }
                let channel = f / filters * channels + c
                body(
                  ((f * channels + c) * kernel + u) * kernel + v,
                  (channel * map.input[1] + y) * map.input[2] + x,
                  (f * map.output[1] + i) * map.output[2] + j)
              }
            }
          }
        }
      }
    }
  }

  @Test(arguments: cases, [Int32(0), 1, 2]) func `products and gradients are what sums in double are`(
    test: Case, set: Int32
  ) {
    wk_limit_instruction_set(set)
    defer { wk_limit_instruction_set(-1) }
    let (map, numbers) = (test.map, Numbers(test))
    let results = Results(test, numbers, threads: 2)
    let samples = Array(Set([0, test.batch / 2, test.batch - 1]))
    for sample in samples {
      var (y, back) = (Sums(map.output.reduce(1, *)), Sums(map.input.reduce(1, *)))
      for index in y.values.indices { y.add(numbers.bias[index / map.positions], 1, to: index) }
      forEachProduct(map) { weight, input, output in
        y.add(numbers.dense[weight], numbers.x[sample, input], to: output)
        back.add(numbers.dense[weight], numbers.d[sample, output], to: input)
      }
      #expect(y.values.indices.allSatisfy { y.admit(results.y[sample, $0], at: $0) })
      #expect(back.values.indices.allSatisfy { back.admit(results.back[sample, $0], at: $0) })
    }
    var gradient = Sums(numbers.dense.count)
    for sample in 0..<test.batch {
      forEachProduct(map) { weight, input, output in
        gradient.add(numbers.d[sample, output], numbers.x[sample, input], to: weight)
      }
    }
    #expect(gradient.values.indices.allSatisfy { gradient.admit(results.dense[$0], at: $0) })
    var active = true
    numbers.weights.forEachActive { index, row, column in
      let place = row * numbers.weights.mask.columns + column
      active = active && gradient.admit(results.gradient[index], at: place)
    }
    #expect(active)
  }

  @Test(arguments: cases) func `the number of threads changes no bit`(test: Case) {
    let numbers = Numbers(test)
    let alone = Results(test, numbers, threads: 1)
    #expect(Results(test, numbers, threads: 2) == alone)
    #expect(Results(test, numbers, threads: 5) == alone)
  }
}
