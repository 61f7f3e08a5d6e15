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
    let chosen = RandomStream(seed: seed, purpose: .split).choose(Int(kept), of: train.count)
    var rest: [Int] = []
    var next = 0
    for place in chosen {
      rest.append(contentsOf: next..<place)
      next = place + 1
    }
    rest.append(contentsOf: next..<train.count)
    return replacing(train.picking(chosen), train.picking(rest))
  }

  /// Every feature less its mean, divided by its deviation, both of the training part. A feature
  /// that is constant there is only centred.
  public func standardize() -> Dataset {
    let (means, deviations) = train.moments()
    return replacing(train.standardized(means, deviations), test.standardized(means, deviations))
  }

  /// The training part by itself; what is measured over "the training part" of it is this.
  public var trainOnly: Dataset { replacing(train, test[0..<0]) }

  /// The test part by itself, as the training part of a dataset, since measures look there.
  public var testOnly: Dataset { replacing(test, test[0..<0]) }

  private func replacing(_ train: Samples, _ test: Samples) -> Dataset {
    Dataset(name, shape, classes, classNames, train, test)
  }
}
