import WeirCatalog

/// A number followed over time: the loss at every step, the gradient flow at some.
public struct Series: Thing, Equatable {
  /// The kind of all series.
  public static let kind = Kind("series")
  /// What is followed, for legends: "loss".
  public var name: String
  /// What it is followed over, for axes: "step".
  public var axis: String
  /// Where each value was taken, increasing.
  public var positions: [Double]
  /// The values, one a position; not-a-number where there was none.
  public var values: [Double]

  /// A series of equally many positions and values.
  public init(_ name: String, over axis: String = "step", positions: [Double] = [], values: [Double] = []) {
    precondition(positions.count == values.count, "a series has one value at each position")
    (self.name, self.axis, self.positions, self.values) = (name, axis, positions, values)
  }
}
