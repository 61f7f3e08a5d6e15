import CWeirKernels

/// The features of a batch of samples, batch innermost: tiles of 64 samples, each `[features][64]`.
///
/// A row of a tile is one feature of 64 samples, so every active weight becomes one straight operation
/// on 256 bytes. The last tile may be filled in part; a batch then has idle lanes behind its end, whose
/// values mean nothing. Losses keep their gradient at zero, so no sum over a batch sees them.
public struct TiledBatch: Sendable {
  /// Samples a tile.
  public static let lanes = Int(WK_LANES)
  /// How many features a sample has.
  public private(set) var features: Int
  /// How many samples there are.
  public private(set) var count: Int
  /// Tile after tile; may be longer than is in use.
  var buffer: Buffer

  /// Zeros for [count] samples.
  public init(features: Int, count: Int) {
    (self.features, self.count) = (features, count)
    buffer = Buffer(count: Self.tiles(count) * features * Self.lanes)
  }

  /// How many tiles there are.
  public var tiles: Int { Self.tiles(count) }
  /// Floats from one tile to the next.
  var stride: Int { features * Self.lanes }
  /// Floats in use: all tiles.
  var extent: Int { tiles * stride }

  /// Becomes a batch of another size, in the same memory if that suffices. Values are not kept.
  mutating func reshape(features: Int, count: Int) {
    (self.features, self.count) = (features, count)
    if buffer.count < extent { buffer = Buffer(count: extent) }
  }

  /// How many of a tile's lanes hold samples.
  func lanes(ofTile tile: Int) -> Int { min(Self.lanes, count - tile * Self.lanes) }

  /// One feature of one sample.
  public subscript(sample: Int, feature: Int) -> Float {
    get { buffer[place(sample, feature)] }
    set { buffer[place(sample, feature)] = newValue }
  }

  private func place(_ sample: Int, _ feature: Int) -> Int {
    sample / Self.lanes * stride + feature * Self.lanes + sample % Self.lanes
  }

  private static func tiles(_ count: Int) -> Int { (count + lanes - 1) / lanes }
}
