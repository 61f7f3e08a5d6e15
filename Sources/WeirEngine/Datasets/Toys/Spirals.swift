import WeirCatalog

/// Arms of a spiral, one for each class.
public struct Spirals: DatasetSource {
  var samples = 1000
  var arms = 2
  var turns = 1.5
  var noise = 0.02
  var test = 0.2
  var seed: Int?

  /// What it says of itself.
  public static let entry = Entry<Spirals>(
    "spirals", "Points along arms of a spiral, one arm for each class.",
    details: """
      A point at radius r = √u, u uniform in [0, 1), lies at the angle 2π (turns · r + class / classes).
      Arms are further apart than their noise, but no straight line tells them apart.
      """,
    source: "Lang and Witbrock 1988",
    settings: [
      .samples(\.samples, most: 10_000_000),
      Setting("classes", \.arms, .integer(in: 2...100), "How many arms."),
      Setting("turns", \.turns, .number(in: 0...100), "Full turns from the centre to the end of an arm."),
      .noise(\.noise), .heldOut(\.test), .seed(\.seed),
    ],
    examples: ["spirals(samples: 500, noise: 0.05, seed: 1)"], words: ["toy", "2d"])

  /// With every default.
  public init() {}

  /// Two coordinates.
  public var inputs: Int? { 2 }
  /// As many as arms.
  public var classes: Int? { arms }

  /// Draws the points.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let points = Points(
      count: samples, held: test, classes: arms, noise: noise, seed: self.seed ?? seed,
      cancellation: environment.cancellation)
    return try points.dataset(Self.entry.name) { label, draws in
      let radius = draws.uniform(2).squareRoot()
      let (cosine, sine) = RandomStream.circle(turns * radius + Double(label) / Double(arms))
      return (radius * cosine, radius * sine)
    }
  }
}
