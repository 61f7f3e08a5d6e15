import WeirCatalog

/// The mean of each window of a plane; around the sample there are zeros, and they count.
public struct AvgPool: SquarePooling, AveragePooling {
  /// The side of the window.
  @Required public var size: Int
  /// How far it moves; by its side if nil.
  public var stride: Int?
  /// How many rows and columns of zeros are thought around the sample.
  public var padding = 0

  /// How it is named and set.
  public static let entry = Entry<AvgPool>(
    "avg_pool", "The mean of each window that moves over the planes of a sample.",
    details: """
      Behind it a side has floor((side + 2 padding - size) / stride) + 1 numbers. Zeros of the padding are counted in \
      the mean.
      """,
    source: "LeCun et al. 1998",
    settings: settings(size: \.$size, padding: "Rows and columns of zeros on each side."),
    positional: 1,
    examples: [
      Example("network([avg_pool(2), dense(1)], input: [1, 8, 8]).parameters", prints: "17"),
      "network([avg_pool(3, stride: 2, padding: 1), dense(1)], input: [1, 8, 8])",
    ], words: ["pooling", "mean", "subsampling"])

  /// Without a size yet.
  public init() {}

  /// Of windows of side [size].
  public init(size: Int, stride: Int? = nil, padding: Int = 0) {
    (self.size, self.stride, self.padding) = (size, stride, padding)
  }
}
