import WeirCatalog

/// How the gradients of a step are kept from being too large, before the optimizer sees them.
///
/// Gradient flow is read from the gradients as they are, and `l2` pulls as if nothing were clipped.
public protocol Clip: Catalogued, Thing {
  /// The bounds for one step, from the gradients of all trained parameters.
  func bounds(on gradients: [Buffer]) -> GradientBounds
}

extension Clip {
  /// The kind of all clips.
  public static var kind: Kind { clips.kind }
}

/// What a gradient g becomes when it enters a step: min(max(factor g, -limit), limit).
public struct GradientBounds: Sendable, Equatable {
  /// What it is multiplied by.
  public var factor: Float = 1
  /// The largest size of a number behind that.
  public var limit = Float.infinity

  /// No bounds.
  public init() {}
}

/// All clips.
public let clips = Registry<any Clip>(Kind("clip"), [ClipNorm.self, ClipValue.self])
