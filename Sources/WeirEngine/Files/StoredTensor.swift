/// One tensor as the header of a file describes it.
public struct StoredTensor: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// How its elements are written.
  public let type: ElementType
  /// The length along each axis; empty for a single number.
  public let shape: [Int]
  /// Where its bytes begin in the file.
  let start: Int

  /// How many elements it has. A side of zero leaves none, whatever the others would come to.
  public var count: Int { shape.contains(0) ? 0 : shape.reduce(1, *) }

  /// Its type and shape for sentences: `F32 [300, 784]`.
  public var summary: String { "\(type.rawValue) \(Self.text(shape))" }

  static func text(_ shape: [Int]) -> String { "[" + shape.map(String.init).joined(separator: ", ") + "]" }
}
