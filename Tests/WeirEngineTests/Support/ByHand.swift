@testable import WeirEngine

extension Dense {
  /// A layer set by hand, a row a unit.
  static func byHand(_ weights: [[Float]], bias: [Float]? = nil, mask: [[Float]]? = nil) -> Dense {
    var dense = Dense(units: weights.count)
    (dense.weights, dense.bias, dense.mask) = (weights, bias, mask)
    return dense
  }
}

extension Samples {
  /// Rows of inputs with targets.
  static func byHand(_ inputs: [[Float]], targets: [[Float]]) -> Samples {
    Samples(
      .floats(inputs.flatMap { $0 }), features: inputs[0].count,
      answers: .targets(targets.flatMap { $0 }, width: targets[0].count))
  }

  /// Rows of inputs with labels.
  static func byHand(_ inputs: [[Float]], labels: [Int32]) -> Samples {
    Samples(.floats(inputs.flatMap { $0 }), features: inputs[0].count, answers: .labels(labels))
  }
}

extension TiledBatch {
  /// A batch of [rows], a sample each.
  init(_ rows: [[Float]]) {
    self.init(features: rows[0].count, count: rows.count)
    for (sample, row) in rows.enumerated() {
      for (feature, value) in row.enumerated() { self[sample, feature] = value }
    }
  }

  /// The samples as rows.
  var samples: [[Float]] { (0..<count).map { sample in (0..<features).map { self[sample, $0] } } }
}

/// The largest difference between numbers that belong together.
func distance(_ a: [Float], _ b: [Float]) -> Float {
  precondition(a.count == b.count, "as many of each")
  return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
