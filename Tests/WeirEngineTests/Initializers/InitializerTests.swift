import Testing
import WeirCatalog

@testable import WeirEngine

@Suite struct InitializerTests {
  /// Every initializer with every fan and shape it can be given.
  static let variants: [any Initializer] = initializers.entries.flatMap { entry in
    Fan.allCases.flatMap { fan in
      InitialShape.allCases.compactMap { shape in
        let given = [Given("fan", .thing(Word(fan.rawValue))), Given("shape", .thing(Word(shape.rawValue)))]
        return try? entry.make(given) as? any Initializer
      }
    }
  }

  private func variant(_ name: String) throws -> any Initializer {
    try #require(Self.variants.first { $0.identity == name })
  }

  private func draw(_ initializer: any Initializer, _ mask: Mask, seed: Int = 1) -> Draw {
    Draw(
      initializer, [mask.rows, mask.columns], mask: mask, stream: RandomStream(seed: seed, purpose: .weights))
  }

  @Test func `all fans and shapes of all initializers are there`() {
    #expect(Self.variants.count == initializers.entries.count * 6)
  }

  // Half of the units keep 100 of 400 inputs, half 20: fans of 400, 60 on the mean, and their own. The
  // variance of n draws scatters by √(2 / n) for normal numbers, less for uniform ones; four times that.
  @Test(arguments: variants.map { $0.identity })
  func `the variance is that of the fan that was chosen`(name: String) throws {
    let initializer = try variant(name)
    let (rows, columns) = (200, 400)
    let positions = (0..<rows).flatMap { row in
      (0..<(row < 100 ? 100 : 20)).map { row * columns + $0 * 4 }
    }
    let mask = Mask(rows: rows, columns: columns, positions: positions)
    let draw = draw(initializer, mask)
    let density = mask.density
    for (half, own) in [(0..<100, 100.0), (100..<200, 20.0)] {
      var (sum, squares, count) = (0.0, 0.0, 0.0)
      mask.forEach { row, column in
        guard half.contains(row) else { return }
        let weight = Double(draw.value(row, column))
        sum += weight
        squares += weight * weight
        count += 1
      }
      let expected =
        switch initializer.fan {
        case .dense: initializer.variance(fanIn: 400, fanOut: 200)
        case .layer: initializer.variance(fanIn: 400 * density, fanOut: 200 * density)
        case .unit: initializer.variance(fanIn: own, fanOut: 200 * density)
        }
      #expect(abs(squares / count / expected - 1) < 4 * (2 / count).squareRoot())
      #expect(abs(sum / count) < 4 * (expected / count).squareRoot())
    }
  }

  @Test(arguments: variants.map { $0.identity })
  func `a uniform draw stays inside its limits and comes near them`(name: String) throws {
    let initializer = try variant(name)
    guard initializer.shape == .uniform else { return }
    let draw = draw(initializer, Mask(fullRows: 100, columns: 100))
    let limit = (3 * initializer.variance(fanIn: 100, fanOut: 100)).squareRoot()
    let sizes = (0..<10_000).map { Double(abs(draw.value($0 / 100, $0 % 100))) }
    #expect(sizes.allSatisfy { $0 <= limit * (1 + 1e-6) } && sizes.contains { $0 > 0.99 * limit })
  }

  // A public port drew with deviation 2 / fan-in in place of the root: 0.25 for a fan-in of 8.
  @Test func `a fan-in of 8 gives a deviation of a half`() {
    var kaiming = Kaiming()
    #expect(draw(kaiming, Mask(fullRows: 3, columns: 8)).deviations == [0.5])
    kaiming.fan = .unit
    let mask = Mask(rows: 2, columns: 16, positions: Array(0..<8) + [20, 31])
    #expect(draw(kaiming, mask).deviations == [0.5, 1])
    kaiming.fan = .layer
    #expect(draw(kaiming, Mask(rows: 2, columns: 16, positions: Array(0..<16))).deviations == [0.5])
    kaiming.scale = 1
    #expect(draw(kaiming, Mask(fullRows: 3, columns: 4)).deviations == [0.5])
    #expect(Glorot().variance(fanIn: 3, fanOut: 5) == 0.25)
  }

  @Test(arguments: variants.map { $0.identity })
  func `units without inputs, and layers without weights, get zeros`(name: String) throws {
    let initializer = try variant(name)
    let half = Mask(rows: 4, columns: 3, positions: [0, 1, 2, 3])
    let empty = Mask(rows: 4, columns: 3, positions: [])
    for mask in [half, empty] {
      let draw = draw(initializer, mask)
      #expect(draw.deviations.allSatisfy { $0.isFinite && $0 >= 0 })
      let parameter = Parameter(mask: mask, draw: draw).drawn
      let weights = parameter.tensor(of: parameter.values).values
      #expect(weights[4...].allSatisfy { $0 == 0 } && weights.allSatisfy { $0.isFinite })
    }
  }

  @Test func `seeds draw apart, layers draw apart, and a seed draws the same again`() throws {
    func weights(_ seed: Int) throws -> [[Float]] {
      try Network.perceptron([30, 30, 30], seed: seed).weightLayers.map { $0.dense }
    }
    let (first, second) = (try weights(1), try weights(2))
    #expect(try first == weights(1))
    #expect(first[0] != first[1] && first[0] != second[0])
    #expect(try weights(.min) == weights(.min))
  }

  @Test(arguments: variants.map { $0.identity })
  func `a whole matrix is drawn as its weights are one by one`(name: String) throws {
    for (rows, columns) in [(1, 1), (3, 5), (7, 4)] {
      let mask = Mask(fullRows: rows, columns: columns)
      let draw = draw(try variant(name), mask)
      let whole = Parameter(mask: mask, draw: draw).drawn.values.array
      #expect(whole == (0..<rows * columns).map { draw.value($0 / columns, $0 % columns) })
    }
  }
}
