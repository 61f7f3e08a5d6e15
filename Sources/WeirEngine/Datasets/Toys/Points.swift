import WeirCatalog

/// Points of the plane, drawn one by one: what the toy datasets have in common.
struct Points {
  /// How many points, of both parts.
  let count: Int
  /// Share of them in the test part.
  let held: Double
  /// How many classes; point i is of class i mod classes, so that both parts are balanced.
  let classes: Int
  /// Deviation of the normal noise on both coordinates.
  let noise: Double
  /// What all draws follow from.
  let seed: Int
  /// The wish to stop.
  let cancellation: Cancellation

  /// The dataset of points at [place], which is handed a class and the draws of one point: any
  /// number of `uniform` from index 2 on. The first two stand for the noise.
  func dataset(
    _ name: String, at place: (_ label: Int, _ draws: RandomStream) -> (x: Double, y: Double)
  ) throws(DataError) -> Dataset {
    var inputs: [Float] = []
    inputs.reserveCapacity(2 * count)
    for index in 0..<count {
      if cancellation.isRequested { throw DataError(.cancelled) }
      let draws = RandomStream(seed: seed, purpose: .data, part: index)
      let (x, y) = place(index % classes, draws)
      inputs.append(Float(x + noise * draws.normal(0)))
      inputs.append(Float(y + noise * draws.normal(1)))
    }
    let labels = (0..<count).map { Int32($0 % classes) }
    let all = Samples(.floats(inputs), features: 2, answers: .labels(labels))
    let (train, test) = try all.holdingOut(held)
    return try Dataset(name: name, shape: [2], classes: classes, train: train, test: test)
  }
}

extension Setting {
  /// How many samples a source draws for both parts.
  static func samples(_ path: WritableKeyPath<Owner, Int> & Sendable, most: Int) -> Setting {
    Setting("samples", path, .integer(in: 1...most), "How many samples, of both parts together.")
  }

  /// The share of samples held out.
  static func heldOut(_ path: WritableKeyPath<Owner, Double> & Sendable) -> Setting {
    Setting("test", path, .number(in: 0...1), "Share of the samples held out as the test part.")
  }

  /// The noise on coordinates.
  static func noise(_ path: WritableKeyPath<Owner, Double> & Sendable) -> Setting {
    Setting("noise", path, .number(in: 0...1000), "Deviation of the normal noise on both coordinates.")
  }

  /// A source's own seed.
  static func seed(_ path: WritableKeyPath<Owner, Int?> & Sendable) -> Setting {
    Setting("seed", path, .optional(.integer), "What the samples follow from; the session's seed if none.")
  }
}
