/// A layer that does the work of a rectifier behind it on the way, where memory would set the pace of a pass of its own.
///
/// On which side of zero a number was is known again on the way back: by the sign behind the rectifier, for no slope turns
/// it round, or from the layer's input.
public protocol RectifyingLayer: Layer {
  /// The slope below zero of the rectifier whose work it does, in 0...1; 1 without one.
  var leak: Float { get set }
}

extension RectifyingLayer {
  /// The layer and a rectifier.
  public func joined(with next: any Layer) -> (any Layer)? {
    guard let rectifier = next as? any Rectifier else { return nil }
    var both = self
    both.leak = rectifier.leak
    return both
  }
}
