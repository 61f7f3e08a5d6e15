import WeirCatalog

/// Circles around one centre.
public struct Rings: DatasetSource {
  var samples = 1000
  var rings = 2
  var noise = 0.05
  var test = 0.2
  var seed: Int?

  /// What it says of itself.
  public static let entry = Entry<Rings>(
    "rings", "Circles around one centre, one for each class.",
    details: "Class c of k lies on the circle of radius (c + 1) / k, at a uniform angle.",
    settings: [
      .samples(\.samples, most: 10_000_000),
      Setting("classes", \.rings, .integer(in: 2...100), "How many circles."),
      .noise(\.noise), .heldOut(\.test), .seed(\.seed),
    ],
    examples: ["rings(classes: 3, seed: 1)"], words: ["toy", "2d", "circles"])

  /// With every default.
  public init() {}

  /// Two coordinates.
  public var inputs: Int? { 2 }
  /// As many as circles.
  public var classes: Int? { rings }

  /// Draws the points.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let points = Points(
      count: samples, held: test, classes: rings, noise: noise, seed: self.seed ?? seed,
      cancellation: environment.cancellation)
    return try points.dataset(Self.entry.name) { label, draws in
      let radius = Double(label + 1) / Double(rings)
      let (cosine, sine) = RandomStream.circle(draws.uniform(2))
      return (radius * cosine, radius * sine)
    }
  }
}
