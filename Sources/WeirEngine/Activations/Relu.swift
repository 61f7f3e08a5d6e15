import WeirCatalog

/// The rectifier: max(0, x).
public struct Relu: Rectifier {
  /// How it is named.
  public static let entry = Entry<Relu>(
    "relu", "Rectifier: max(0, x).", source: "Nair and Hinton 2010",
    examples: ["mlp([2, 8, 2], activation: relu)"], words: ["rectifier"])

  /// The rectifier.
  public init() {}
  /// max(0, x); what is not a number stays so.
  public func value(_ x: Float) -> Float { x < 0 ? 0 : x }
  /// 1 above zero, else 0.
  public func slope(_ x: Float) -> Float { x > 0 ? 1 : 0 }
  /// Nothing passes below zero.
  public var leak: Float { 0 }
}
