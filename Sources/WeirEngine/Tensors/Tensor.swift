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

  /// The most elements of a matrix that is made dense for somebody to look at: a gigabyte of them.
  private static let mostLookedAt = 1 << 28

  /// Refuses to make a sparse matrix dense where nobody could look at so many numbers.
  static func check(rows: Int, columns: Int) throws(ShapeError) {
    guard rows * columns > mostLookedAt else { return }
    throw ShapeError(
      message:
        "a matrix of \(Notation.grouped(rows)) x \(Notation.grouped(columns)) is too large to be looked "
        + "at as a whole: that would take \(Notation.bytes(4 * Double(rows) * Double(columns)))")
  }

  /// A tensor of the given shape; there must be as many values as the shape holds.
  public init(shape: [Int], values: [Float]) {
    precondition(shape.reduce(1, *) == values.count, "a tensor holds as many values as its shape says")
    (self.shape, self.values) = (shape, values)
  }
}
