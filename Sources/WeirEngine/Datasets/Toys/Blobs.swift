import WeirCatalog

/// Round clouds of points.
public struct Blobs: DatasetSource {
  var samples = 1000
  var blobs = 3
  var noise = 0.2
  var test = 0.2
  var seed: Int?

  /// What it says of itself.
  public static let entry = Entry<Blobs>(
    "blobs", "Round clouds of points, one for each class.",
    details: """
      The centres stand evenly on the circle of radius 1; the noise is the clouds' deviation. What a
      straight line can tell apart, to see whether anything learns at all.
      """,
    settings: [
      .samples(\.samples, most: 10_000_000),
      Setting("classes", \.blobs, .integer(in: 2...100), "How many clouds."),
      .noise(\.noise), .heldOut(\.test), .seed(\.seed),
    ],
    examples: ["blobs(classes: 5, seed: 1)"], words: ["toy", "2d", "clusters"])

  /// With every default.
  public init() {}

  /// Two coordinates.
  public var inputs: Int? { 2 }
  /// As many as clouds.
  public var classes: Int? { blobs }

  /// Draws the points.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let points = Points(
      count: samples, held: test, classes: blobs, noise: noise, seed: self.seed ?? seed,
      cancellation: environment.cancellation)
    return try points.dataset(Self.entry.name) { label, _ in
      let (cosine, sine) = RandomStream.circle(Double(label) / Double(blobs))
      return (cosine, sine)
    }
  }
}
