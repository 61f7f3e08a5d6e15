/// Samples as somebody sees them: as they are, or changed at random as in training.
struct View: Sendable {
  let samples: Samples
  /// How images are changed; nil if they are not.
  private(set) var augmentation: Augmentation?
  /// The shape of a sample, where images are changed.
  private(set) var shape: [Int] = []
  /// The seed of the changes.
  private var seed = 0

  /// The samples as they are.
  init(_ samples: Samples) { self.samples = samples }

  /// The training part as a step sees it; with [seed], which a measure takes, each image is changed in the same way
  /// whenever it is looked at.
  init(training data: Dataset, seed: Int = 0) {
    self.init(data.train)
    (augmentation, shape, self.seed) = (data.augmentation, data.shape, seed)
  }

  /// The draws of a measure that looks at the samples from place [first] on. Those of a training have part 0.
  fileprivate func stream(from first: Int32) -> RandomStream {
    RandomStream(seed: seed, purpose: .augmentation, step: Int(first), part: 1)
  }
}

extension Execution {
  /// Puts the samples at [places] into a batch, changed as [view] says by what [stream] draws. [spare] is scratch.
  func load(
    _ view: View, at places: ArraySlice<Int32>, _ stream: RandomStream, into batch: inout TiledBatch,
    _ spare: inout TiledBatch
  ) {
    guard let augmentation = view.augmentation else {
      return load(view.samples, at: places, into: &batch)
    }
    load(view.samples, at: places, of: view.shape, changedBy: augmentation, stream, into: &batch, &spare)
  }

  /// Puts the samples at [places] into a batch, as a measure sees them.
  func load(
    _ view: View, at places: ArraySlice<Int32>, into batch: inout TiledBatch, _ spare: inout TiledBatch
  ) {
    load(view, at: places, view.stream(from: places.first ?? 0), into: &batch, &spare)
  }
}
