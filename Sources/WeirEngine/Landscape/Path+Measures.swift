extension Path {
  /// What was measured from the start to the end, without what lies beyond them.
  private var inside: [Reading] { readings.filter { (0...1).contains($0.place) } }

  /// How far the loss on the training part rises above the higher end: max L(φ(t)) - max(L(φ(0)), L(φ(1))) over the
  /// places measured in 0...1, so 0 at least; nil where an end was not measured.
  public var barrier: Double? { Self.barrier(inside.map { ($0.place, $0.train.mean) }) }

  /// The same on the test part; nil without one.
  public var testBarrier: Double? {
    let losses = inside.compactMap { reading in reading.test.map { (reading.place, $0.mean) } }
    return losses.isEmpty ? nil : Self.barrier(losses)
  }

  private static func barrier(_ losses: [(place: Double, loss: Double)]) -> Double? {
    guard let first = losses.first, let last = losses.last, first.place == 0, last.place == 1 else {
      return nil
    }
    if losses.contains(where: { $0.loss.isNaN }) { return .nan }
    let highest = losses.reduce(-.infinity) { max($0, $1.loss) }
    let end = max(first.loss, last.loss)
    return highest == end ? 0 : highest - end
  }

  /// Whether the loss on the training part goes from the higher end to the lower without rising on the way. Nil where an
  /// end was not measured.
  ///
  /// Where the start is the higher end, no loss is above the lowest before it by more than the tolerance; where the end
  /// is, none is below the highest before it. Unless a tolerance was chosen, it is the standard error of the difference
  /// of the two means, which are over the same samples, or what single precision leaves uncertain if that is more. See
  /// `PairedSteps`.
  public var isMonotone: Bool? {
    guard let start = inside.first, let end = inside.last, start.place == 0, end.place == 1 else {
      return nil
    }
    let falls = start.train.mean >= end.train.mean
    var outermost = start.train.mean
    for reading in inside.dropFirst() {
      let mean = reading.train.mean
      let noise = max(falls ? reading.steps.rise : reading.steps.fall, Self.rounding * abs(mean))
      let back = falls ? mean - outermost : outermost - mean
      guard back <= plan.measuring.tolerance ?? noise else { return false }
      outermost = falls ? min(outermost, mean) : max(outermost, mean)
    }
    return true
  }

  /// What passes in single precision leave uncertain of a mean loss, as a share of it: some units in the last place.
  private static let rounding = 8 * Double(Float.ulpOfOne)

  /// The mean loss on the training part over the length of the path: each piece between two places counts by its
  /// length (Garipov et al. 2018). Nil where an end was not measured.
  public var meanLoss: Double? {
    guard barrier != nil else { return nil }
    let geometry = PathGeometry(self)
    var (sum, length) = (0.0, 0.0)
    for (a, b) in zip(inside, inside.dropFirst()) {
      let piece = geometry.chord(from: a.place, to: b.place)
      sum += piece * (a.train.mean + b.train.mean) / 2
      length += piece
    }
    // Between equal ends there is no way.
    return length > 0 ? sum / length : inside[0].train.mean
  }

  /// How long the path is from its start to its end: ∫ ‖φ'(t)‖ dt, in the units of the weights.
  public var length: Double { PathGeometry(self).length }

  /// A series over the places of what [value] says of each reading.
  public func series(_ name: String, _ value: (Reading) -> Double?) -> Series {
    Series(
      name, over: "t", positions: readings.map(\.place), values: readings.map { value($0) ?? .nan })
  }

  /// The mean loss of each step's batch, at the t of the step.
  public var fitLoss: Series {
    Series("loss", positions: losses.indices.map { Double($0 + 1) }, values: losses)
  }
}

/// Lengths along a path: L2, over all numbers that training changes.
struct PathGeometry {
  private let family: CurveFamily
  /// The inner products of all control points, seen from the start.
  private let products: [[Double]]

  init(_ path: Path) {
    family = path.plan.family
    let (controls, trained) = (path.controls, path.plan.coordinates.trained)
    products = controls.indices.map { a in
      controls.indices.map { b in
        trained.reduce(0) { $0 + controls[0][$1].inner(controls[a][$1], controls[b][$1]) }
      }
    }
  }

  /// The distance of two points of the path: √(Σᵢⱼ Δwᵢ Δwⱼ ⟨θᵢ, θⱼ⟩), since weights add up to one.
  func chord(from first: Double, to second: Double) -> Double {
    let weights = [first, second].map { family.weights(of: products.count, at: $0) }
    let change = zip(weights[0], weights[1]).map { $1 - $0 }
    var square = 0.0
    for a in change.indices {
      for b in change.indices { square += change[a] * change[b] * products[a][b] }
    }
    // Rounding may leave a little less than nothing.
    return square < 0 ? 0 : square.squareRoot()
  }

  /// The length from start to end, by chords; exact for straight pieces, else to about a millionth.
  var length: Double {
    let straight = products.count - 1
    let pieces: Int
    switch family {
    case .bezier: pieces = straight == 1 ? 1 : 1024
    case .polyChain: pieces = straight
    }
    return (0..<pieces).reduce(0) { sum, piece in
      sum + chord(from: Double(piece) / Double(pieces), to: Double(piece + 1) / Double(pieces))
    }
  }
}
