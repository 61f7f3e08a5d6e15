import WeirCatalog

/// The mean of each channel: a vector of as many features.
public struct GlobalAvgPool: AveragePooling {
  /// How it is named.
  public static let entry = Entry<GlobalAvgPool>(
    "global_avg_pool", "The mean of each channel over all its positions.",
    details: "Turns samples of shape [channels, height, width] into vectors of as many features as channels.",
    source: "Lin et al. 2013",
    examples: [
      Example("network([global_avg_pool, dense(10)], input: [3, 8, 8]).parameters", prints: "40")
    ], words: ["pooling", "mean"])

  /// Over whole planes.
  public init() {}

  /// One window, the plane.
  public func window(over input: [Int]) throws(ShapeError) -> Window {
    try Window(whole: input, for: Self.entry.name)
  }

  /// A feature a channel.
  public func outputShape(for input: [Int]) throws(ShapeError) -> [Int] {
    [try window(over: input).output[0]]
  }
}
