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

extension Network {
  /// A perceptron of rectifiers, sizes from the inputs on.
  static func plain(_ sizes: Int...) throws -> Network {
    try Network(
      perceptron(sizes, activation: Relu(), batchNorm: false, dropout: 0), inputShape: [sizes[0]])
  }
}

extension Dataset {
  /// [samples] to train on, and none to test on.
  static func byHand(_ samples: Samples, classes: Int? = nil) throws -> Dataset {
    try Dataset(
      name: "by hand", shape: [samples.features], classes: classes, train: samples, test: samples[0..<0])
  }
}

extension WeightLayer {
  /// All weights, row after row, zeros where inactive.
  var dense: [Float] { (try? weights.values) ?? [] }
}

extension Mask {
  /// A one for each active weight and a zero for each other, row after row.
  var ones: [Float] {
    var ones = [Float](repeating: 0, count: rows * columns)
    forEach { row, column in ones[row * columns + column] = 1 }
    return ones
  }
}

extension Dense {
  /// A layer of ones under [mask].
  static func byHand(_ mask: Mask) -> Dense {
    let rows = (0..<mask.rows).map { Array(mask.ones[($0 * mask.columns)..<(($0 + 1) * mask.columns)]) }
    return byHand(rows, mask: rows)
  }
}

extension [Float] {
  /// The numbers in double precision.
  var doubles: [Double] { map { Double($0) } }
}

extension Execution {
  /// For work too small to be shared.
  static let oneThread = Execution(threads: 1)
}
