/// An activation that is the identity above zero and a line through zero below: so little that a layer in front of
/// it does it on the way. See `Layer.canRectify`.
public protocol Rectifier: Activation {
  /// The slope below zero, in 0...1.
  var leak: Float { get }
}

extension Rectifier {
  /// Its leak.
  public var rectifierLeak: Float? { leak }
  /// 0: both sides are straight.
  public func curvature(_ x: Float) -> Float { 0 }
  /// xᵢ above zero, else leak xᵢ.
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    Elements.rectify(x, slope: leak, into: &y)
  }
  /// dᵢ, times the leak where xᵢ is not above zero.
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    Elements.rectifyGradient(x, slope: leak, &d)
  }
}
