import WeirCatalog

/// Shortens the gradient of all parameters together, as one long vector, where it is longer than `most`:
/// g ← g min(1, most / (‖g‖₂ + 1e-6)).
///
/// Of a weight matrix the gradients of active weights count. The norm is summed in double precision and
/// in the order of memory. Cost: a pass over the gradients.
public struct ClipNorm: Clip {
  /// The largest length.
  public var most: Float = 1

  /// How it is named and set.
  public static let entry = Entry<ClipNorm>(
    "clip_norm", "Shortens the gradient where all of it together is longer than `most`.",
    details:
      "g = g min(1, most / (|g| + 1e-6)), where |g| is the Euclidean norm over all trained parameters.",
    source: "Pascanu, Mikolov and Bengio 2013",
    settings: [Setting("most", \.most, .positive, "The largest length.")],
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), clip: clip_norm(0.5), epochs: 2)"],
    words: ["clip_grad_norm", "exploding gradients"])

  /// The defaults.
  public init() {}

  /// The factor that makes it short enough.
  public func bounds(on gradients: [Buffer]) -> GradientBounds {
    let squares = gradients.reduce(0) { $0 + Updates.norms(of: $1).squares }
    var bounds = GradientBounds()
    // The summand, which is PyTorch's, keeps the quotient finite where there is no gradient.
    bounds.factor = Float(min(1, Double(most) / (squares.squareRoot() + 1e-6)))
    return bounds
  }
}
