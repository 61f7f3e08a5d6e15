import WeirCatalog

/// Two half circles, each reaching into the other.
public struct Moons: DatasetSource {
  var samples = 1000
  var noise = 0.1
  var test = 0.2
  var seed: Int?

  /// What it says of itself.
  public static let entry = Entry<Moons>(
    "moons", "Two half circles that reach into each other.",
    details: """
      With an angle a uniform in [0, π), class 0 lies at (cos a, sin a) and class 1 at
      (1 − cos a, ½ − sin a).
      """,
    settings: [.samples(\.samples, most: 10_000_000), .noise(\.noise), .heldOut(\.test), .seed(\.seed)],
    examples: ["moons(noise: 0.2, seed: 1)"], words: ["toy", "2d"])

  /// With every default.
  public init() {}

  /// Two coordinates.
  public var inputs: Int? { 2 }
  /// Two moons.
  public var classes: Int? { 2 }

  /// Draws the points.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let points = Points(
      count: samples, held: test, classes: 2, noise: noise, seed: self.seed ?? seed,
      cancellation: environment.cancellation)
    return try points.dataset(Self.entry.name) { label, draws in
      let (cosine, sine) = RandomStream.circle(draws.uniform(2) / 2)
      return label == 0 ? (cosine, sine) : (1 - cosine, 0.5 - sine)
    }
  }
}
