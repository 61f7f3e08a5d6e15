/// Where sparse and dense products take as long on this machine, which the rule by which weights are stored should be
/// near. Nothing depends on it but what `weir doctor` says.
public struct Crossover: Sendable {
  /// What was multiplied: "matrices".
  public let name: String
  /// The density at which a sparse layer takes as long as the same layer dense.
  public let density: Double

  /// The density that the rule goes by: from it on, weights are stored and multiplied whole.
  public static var rule: Double { Parameter.wholeFrom }

  /// How many times as long as need be a layer takes whose density is next to the rule's.
  public var excess: Double { max(Self.rule / density, density / Self.rule) }
  /// Whether a layer just below the rule is slower than the same layer dense.
  public var slowsSparse: Bool { density < Self.rule }

  /// Measures matrices and convolutions, with one thread. Cost: a few tenths of a second.
  public static func measured() -> [Crossover] {
    let map = Convolution(filters: 32, kernel: 3, padding: 1, for: [32, 16, 16])
    return [
      Crossover("matrices", rows: 512, columns: 512, nil),
      Crossover("convolutions", rows: 32, columns: 288, map),
    ]
  }

  /// The time of a layer's product and gradients, per weight: that of sparse ones hardly depends on the density, and that
  /// of dense ones not at all, so each is measured once.
  private init(_ name: String, rows: Int, columns: Int, _ map: Convolution?) {
    let half = RandomStream(seed: 1, purpose: .mask).choose(rows * columns / 2, of: rows * columns)
    var sides = [
      Products(Mask(rows: rows, columns: columns, positions: half), map),
      Products(Mask(fullRows: rows, columns: columns), map),
    ]
    var times = [Double](repeating: .infinity, count: 2)
    let clock = ContinuousClock()
    let start = clock.now
    // By turns, and the least of several, for what else the machine does only adds. The first one makes patterns.
    for round in 0..<20 where round < 3 || clock.now - start < .milliseconds(150) {
      for side in sides.indices {
        let time = clock.measure { sides[side].run() } / .seconds(1)
        if round > 0 { times[side] = min(times[side], time) }
      }
    }
    (self.name, density) = (name, 0.5 * times[1] / times[0])
  }
}

/// A layer's product with a batch, and its gradients.
private struct Products {
  private let weights: Parameter
  private let map: Convolution?
  private var input: TiledBatch, output: TiledBatch, back: TiledBatch
  private var gradient = Buffer(count: 0), scratch = Buffer(count: 0)

  init(_ mask: Mask, _ map: Convolution?) {
    weights = Parameter(map?.weightShape, mask: mask) { row, column in Float(row + column) / 1e5 }
    self.map = map
    input = TiledBatch(features: map?.input.reduce(1, *) ?? mask.columns, count: 128)
    back = input
    output = TiledBatch(features: map?.output.reduce(1, *) ?? mask.rows, count: 128)
  }

  mutating func run() {
    let one = Execution(threads: 1)
    one.product(weights, map, bias: nil, input, into: &output)
    _ = one.gradients(of: weights, map, input, leak: 1, output, into: &back, &gradient, &scratch)
  }
}
