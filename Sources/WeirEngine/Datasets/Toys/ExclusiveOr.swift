import WeirCatalog

/// The classic that no straight line can tell apart.
public struct ExclusiveOr: DatasetSource {
  var samples = 1000
  var noise = 0.05
  var test = 0.2
  var seed: Int?

  /// What it says of itself.
  public static let entry = Entry<ExclusiveOr>(
    "xor", "Points of a square, told apart by whether their coordinates differ in sign.",
    details: """
      Both coordinates are uniform in (−1, 1); class 1 is where exactly one of them is negative. The
      noise is added after that, so that points near the axes may stand on the wrong side.
      """,
    source: "Minsky and Papert 1969",
    settings: [.samples(\.samples, most: 10_000_000), .noise(\.noise), .heldOut(\.test), .seed(\.seed)],
    examples: ["xor(noise: 0, seed: 1)"], words: ["toy", "2d", "parity"])

  /// With every default.
  public init() {}

  /// Two coordinates.
  public var inputs: Int? { 2 }
  /// Whether the signs differ, or not.
  public var classes: Int? { 2 }

  /// Draws the points.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let points = Points(
      count: samples, held: test, classes: 2, noise: noise, seed: self.seed ?? seed,
      cancellation: environment.cancellation)
    return try points.dataset(Self.entry.name) { label, draws in
      // The class is given; so only the size of the second coordinate is left to chance.
      let (x, size) = (2 * draws.uniform(2) - 1, draws.uniform(3))
      return (x, (x < 0) == (label == 0) ? -size : size)
    }
  }
}
