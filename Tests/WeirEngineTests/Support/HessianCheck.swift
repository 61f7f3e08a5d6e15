import Testing

@testable import WeirEngine

/// A product with the Hessian, compared with differences of gradients along the same direction.
///
/// Differences are of fourth order over a step h, (8 (g(h) - g(-h)) - (g(2h) - g(-2h))) / 12 h. What they
/// leave out is below 10⁻⁵ of the product for h = 2⁻⁶ and directions of length one a parameter; what rounding
/// of gradients adds, about 10⁻⁷ of the gradient over h, is of that order too.
struct HessianCheck {
  let network: Network
  let samples: Samples
  let loss: any Loss
  var temperature: Float = 1

  /// How far the two may be apart, as a share of the length of the product: the tolerance asked of the engine.
  static let tolerance = 1e-4
  private static let step: Float = 0x1p-6

  init(_ network: Network, _ samples: Samples, _ loss: any Loss, temperature: Float = 1) {
    (self.network, self.samples, self.loss) = (network.drawn.stirred, samples, loss)
    self.temperature = temperature
  }

  /// Normal numbers of length one for each parameter that is trained, zero for inactive weights.
  func direction(_ seed: Int) -> [Buffer] {
    network.parameters.enumerated().map { index, parameter in
      guard parameter.role.isTrained else { return Buffer(count: 0) }
      let stream = RandomStream(seed: seed, purpose: .data, part: index)
      var buffer = Buffer(count: parameter.storedCount)
      let scale = 1 / Float(max(1, parameter.count)).squareRoot()
      parameter.forEachActive { place, _, _ in buffer[place] = scale * stream.singleNormal(place) }
      return buffer
    }
  }

  func gradients(_ network: Network) throws -> [Buffer] {
    try network.gradients(
      on: samples, loss: loss, temperature: temperature, batch: 48, execution: oneThread,
      cancellation: Cancellation()
    ).buffers
  }

  func product(_ direction: [Buffer], _ execution: Execution = oneThread) throws -> [Buffer] {
    try network.hessianProduct(
      with: direction, on: samples, loss: loss, temperature: temperature, batch: 48, execution: execution,
      cancellation: Cancellation())
  }

  /// The gradients at a multiple of the step along [direction].
  private func gradients(_ direction: [Buffer], _ steps: Float) throws -> [Buffer] {
    var moved = network
    for (index, part) in direction.enumerated() {
      for place in 0..<part.count { moved.parameters[index].values[place] += steps * Self.step * part[place] }
    }
    return try gradients(moved)
  }

  /// The distance of product and differences, and the length of the product, over all trained parameters.
  func comparison(_ direction: [Buffer]) throws -> (distance: Double, length: Double) {
    let product = try product(direction)
    let sides = try [-2, -1, 1, 2].map { try gradients(direction, $0) }
    var (distance, length) = (0.0, 0.0)
    for (index, parameter) in network.parameters.enumerated() where parameter.role.isTrained {
      #expect(product[index].count == parameter.storedCount)
      for place in 0..<product[index].count {
        let near = Double(sides[2][index][place]) - Double(sides[1][index][place])
        let far = Double(sides[3][index][place]) - Double(sides[0][index][place])
        let difference = (8 * near - far) / (12 * Double(Self.step))
        let found = Double(product[index][place])
        distance += (found - difference) * (found - difference)
        length += found * found
      }
    }
    return (distance.squareRoot(), length.squareRoot())
  }

  /// Expects agreement along one of some directions: a kink between two steps spoils differences, not products.
  func expectAgreement(_ comment: Comment? = nil, _ location: SourceLocation = #_sourceLocation) throws {
    let shares = try (1...16).map { seed in
      let (distance, length) = try comparison(direction(seed))
      return distance / length
    }
    let best = shares.min() ?? .nan
    #expect(best <= Self.tolerance, comment, sourceLocation: location)
  }
}
