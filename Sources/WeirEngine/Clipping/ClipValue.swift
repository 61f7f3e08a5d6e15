import WeirCatalog

/// Cuts each number of the gradient off at ±`most`, which may change its direction.
public struct ClipValue: Clip {
  /// The largest size of a number.
  public var most: Float = 1

  /// How it is named and set.
  public static let entry = Entry<ClipValue>(
    "clip_value", "Cuts each number of the gradient off where its size is larger than `most`.",
    details: "g = min(max(g, -most), most), which may change the direction of the gradient.",
    source: "Mikolov 2012",
    settings: [Setting("most", \.most, .positive, "The largest size of a number.")],
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), clip: clip_value(0.1), epochs: 2)"],
    words: ["clip_grad_value"])

  /// The defaults.
  public init() {}

  /// The same limit at every step.
  public func bounds(on gradients: [Buffer]) -> GradientBounds {
    var bounds = GradientBounds()
    bounds.limit = most
    return bounds
  }
}
