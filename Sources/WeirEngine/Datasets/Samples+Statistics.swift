extension Samples {
  /// The mean and the standard deviation (over n, not n − 1) of each feature.
  ///
  /// Bytes are summed as integers and so exactly; floats in two passes in double precision.
  func moments() -> (means: [Double], deviations: [Double]) {
    let stored =
      switch storage {
      case .bytes(let bytes): byteMoments(bytes)
      case .floats(let floats): floatMoments(floats)
      }
    var (means, deviations) = stored
    for feature in 0..<features {
      let one = scale.count == 1 ? 0 : feature
      means[feature] = means[feature] * Double(scale[one]) + Double(shift[one])
      deviations[feature] *= Double(scale[one]).magnitude
    }
    return (means, deviations)
  }

  private func byteMoments(_ bytes: [UInt8]) -> (means: [Double], deviations: [Double]) {
    var sums = [Int](repeating: 0, count: features)
    var squares = sums
    for place in 0..<count {
      let start = rows[place] * features
      for (feature, byte) in bytes[start..<(start + features)].enumerated() {
        sums[feature] &+= Int(byte)
        squares[feature] &+= Int(byte) &* Int(byte)
      }
    }
    let n = Double(max(1, count))
    let means = sums.map { Double($0) / n }
    // n Σx² − (Σx)² is exact as long as it fits an integer, which takes more images than there are.
    let deviations = zip(sums, squares).map { sum, square in
      Double(count * square - sum * sum).squareRoot() / n
    }
    return (means, deviations)
  }

  private func floatMoments(_ floats: [Float]) -> (means: [Double], deviations: [Double]) {
    var means = [Double](repeating: 0, count: features)
    var squares = means
    let n = Double(max(1, count))
    for place in 0..<count {
      let start = rows[place] * features
      for (feature, value) in floats[start..<(start + features)].enumerated() {
        means[feature] += Double(value)
      }
    }
    for feature in 0..<features { means[feature] /= n }
    for place in 0..<count {
      let start = rows[place] * features
      for (feature, value) in floats[start..<(start + features)].enumerated() {
        let difference = Double(value) - means[feature]
        squares[feature] += difference * difference
      }
    }
    return (means, squares.map { ($0 / n).squareRoot() })
  }

  /// Every input less [means], divided by [deviations]; a deviation of 0 divides by nothing.
  ///
  /// Bytes stay as they are, under another scale and shift. Floats are computed anew, since a scale
  /// and a shift would lose the digits of a feature whose mean is far larger than its deviation.
  func standardized(_ means: [Double], _ deviations: [Double]) -> Samples {
    let divisors = deviations.map { $0 > 0 ? $0 : 1 }
    switch storage {
    case .bytes:
      var (scales, shifts) = ([Float](), [Float]())
      for feature in 0..<features {
        let one = scale.count == 1 ? 0 : feature
        scales.append(Float(Double(scale[one]) / divisors[feature]))
        shifts.append(Float((Double(shift[one]) - means[feature]) / divisors[feature]))
      }
      return scaled(scales, shifts)
    case .floats(let floats):
      var values: [Float] = []
      values.reserveCapacity(count * features)
      for place in 0..<count {
        let start = rows[place] * features
        for (feature, value) in floats[start..<(start + features)].enumerated() {
          values.append(Float((Double(value) - means[feature]) / divisors[feature]))
        }
      }
      return Samples(.floats(values), features: features, answers: viewedAnswers)
    }
  }

  /// The answers of this part alone.
  private var viewedAnswers: Answers {
    switch answers {
    case .labels(let labels): .labels((0..<count).map { labels[rows[$0]] })
    case .targets(let targets, let width):
      .targets(
        (0..<count).flatMap { targets[(rows[$0] * width)..<((rows[$0] + 1) * width)] }, width: width)
    }
  }
}
