/// Changes to images while a network is trained on them: each time a sample is seen it looks a little different.
///
/// What a step sees is a function of (seed, step, place in the batch). Measures see the images as they are.
public struct Augmentation: Sendable, Equatable {
  /// Whether half of the images, drawn anew in each step, are mirrored from left to right.
  public var flips: Bool
  /// By how many pixels at most an image is moved, to each side and up or down: padded with zeros by as much on
  /// all sides and cut back to its size at a random place.
  public var crop: Int

  /// Changes of the given sort.
  public init(flips: Bool, crop: Int) { (self.flips, self.crop) = (flips, crop) }
}

extension Dataset {
  /// The data with images that change while a network is trained on them.
  ///
  /// Errors: samples that are no images, or images no larger than what is cut off.
  public func augmented(_ augmentation: Augmentation) throws(DataError) -> Dataset {
    guard shape.count == 3 else {
      throw DataError(
        .refused(
          "`augment` needs images, of channels by height by width, but a sample of \(name) has the shape \(shape)"
        ))
    }
    let side = min(shape[1], shape[2])
    guard (0..<side).contains(augmentation.crop) else {
      throw DataError(
        .refused(
          "`crop` must be in 0..<\(side), for images of \(shape[1]) by \(shape[2]), but is \(augmentation.crop)"
        ))
    }
    var data = self
    data.augmentation = augmentation
    return data
  }
}
