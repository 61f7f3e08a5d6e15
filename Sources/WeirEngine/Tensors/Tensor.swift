import WeirCatalog

/// An array of any rank, rows last: what a person sees of weights, gradients and inputs.
///
/// The engine itself computes on tiles and sparse matrices; a tensor is made when somebody looks.
public struct Tensor: Thing, Equatable {
  /// The kind of all tensors.
  public static let kind = Kind("tensor")
  /// The length along each axis; empty for a single number.
  public let shape: [Int]
  /// The elements, the last axis running fastest.
  public var values: [Float]

  /// A tensor of the given shape; there must be as many values as the shape holds.
  public init(shape: [Int], values: [Float]) {
    precondition(shape.reduce(1, *) == values.count, "a tensor holds as many values as its shape says")
    (self.shape, self.values) = (shape, values)
  }
}
