import WeirCatalog

extension Dataset {
  /// The first [count] training samples; the test part stays whole.
  public func take(_ count: Int) throws(DataError) -> Dataset {
    guard count >= 1, count <= train.count else {
      throw DataError(
        .refused(
          "`take` needs a number of samples in 1...\(train.count), which is all there are to train on,"
            + " but is given \(count)"))
    }
    return replacing(train[0..<count], test)
  }

  /// The training part in two: a random [fraction] of it to learn from, and the rest as the test
  /// part, for choices that the real test part must know nothing of. Both keep the order of samples.
  public func split(_ fraction: Double, seed: Int) throws(DataError) -> Dataset {
    let kept = fraction.isFinite ? (fraction * Double(train.count)).rounded() : -1
    guard kept >= 1, kept < Double(train.count) else {
      throw DataError(
        .refused(
          "`split` must leave at least one of \(train.count) training samples on either side,"
            + " but \(Notation.number(fraction)) of them are to be kept"))
    }
    let (part, rest) = train.parted(keeping: Int(kept), seed: seed)
    return replacing(part, rest)
  }

  /// What shares a mean and a deviation: a channel of images, all its pixels together, or each feature alone.
  public enum Standard: String, Choice { case channel, feature }

  /// Every feature less its mean, divided by its deviation, both over the training part, [per] channel or feature.
  /// What is constant there is only centred. A sample that is no image has a channel for each of its features.
  public func standardize(per standard: Standard = .channel) -> Dataset {
    var (means, deviations) = train.moments()
    switch standard {
    case .channel where shape.count == 3:
      (means, deviations) = Self.pooled(means, deviations, over: shape[1] * shape[2])
    case .channel, .feature: break
    }
    return replacing(train.standardized(means, deviations), test.standardized(means, deviations))
  }

  /// The moments of each run of [area] features taken together, again one pair for each feature: the variance of
  /// all is the mean of the variances and the variance of the means.
  private static func pooled(
    _ means: [Double], _ deviations: [Double], over area: Int
  ) -> (means: [Double], deviations: [Double]) {
    var (pooledMeans, pooledDeviations) = ([Double](), [Double]())
    for start in stride(from: 0, to: means.count, by: area) {
      let (some, spreads) = (means[start..<(start + area)], deviations[start..<(start + area)])
      // From the first on, so that the mean of equals is that number, and their deviation no rounding error.
      let mean = means[start] + some.reduce(0) { $0 + ($1 - means[start]) } / Double(area)
      let variance = zip(some, spreads).reduce(0) { sum, each in
        sum + (each.0 - mean) * (each.0 - mean) + each.1 * each.1
      }
      pooledMeans += [Double](repeating: mean, count: area)
      pooledDeviations += [Double](repeating: (variance / Double(area)).squareRoot(), count: area)
    }
    return (pooledMeans, pooledDeviations)
  }

  /// The training part by itself; what is measured over "the training part" of it is this.
  public var trainOnly: Dataset { replacing(train, test[0..<0]) }

  /// The test part by itself, as the training part of a dataset, since measures look there.
  public var testOnly: Dataset { replacing(test, test[0..<0]) }

  private func replacing(_ train: Samples, _ test: Samples) -> Dataset {
    var data = Dataset(name, shape, classes, classNames, train, test)
    data.augmentation = augmentation
    return data
  }
}

extension Samples {
  /// A random choice of [count] samples and the others, each in their order.
  func parted(keeping count: Int, seed: Int) -> (kept: Samples, rest: Samples) {
    let kept = RandomStream(seed: seed, purpose: .split).choose(count, of: self.count)
    return (picking(kept), picking(RandomStream.others(than: kept, of: self.count)))
  }

  /// The samples without the last ones, the given [share] of all, and these.
  /// Errors: no sample left to train on.
  func holdingOut(_ share: Double) throws(DataError) -> (train: Samples, test: Samples) {
    let kept = try count(without: share)
    return (self[0..<kept], self[kept..<count])
  }

  /// The samples without a random choice of the given [share] of all, and these.
  /// Errors: no sample left to train on.
  func drawingOut(_ share: Double, seed: Int) throws(DataError) -> (train: Samples, test: Samples) {
    let kept = try count(without: share)
    return kept == count ? (self, self[0..<0]) : parted(keeping: kept, seed: seed)
  }

  private func count(without share: Double) throws(DataError) -> Int {
    let held = Int((share * Double(count)).rounded())
    guard held < count else {
      throw DataError(
        .refused(
          "of \(count) samples, \(held) would be held out for the test part, and none left to train on"))
    }
    return count - held
  }
}
