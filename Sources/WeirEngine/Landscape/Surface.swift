import WeirCatalog

/// The loss on a plane through the weights of a network: θ + x d₁ + y d₂, along two random directions.
///
/// A direction has a normal number for each active weight, and none for others, biases, and the parameters of batch norm
/// and activations. Those of a unit or filter are brought to the length of its weights, so that pictures of networks
/// whose weights differ in scale can be compared (Li et al. 2018).
public struct Surface: Thing, Equatable {
  /// The kind of all surfaces.
  public static let kind = Kind("surface")
  /// Which places there are along both directions, increasing; 0 is in the middle of an odd number of them.
  public let places: [Double]
  /// The mean loss on the training part: a row for each place y along the second direction, from the lowest, in which
  /// there is a number for each place x along the first.
  public let losses: [[Double]]
  /// Which statistics batch norm used; nil without any.
  public let statistics: PathPlan.Statistics?
  /// Whether the images were changed as in training.
  public let isAugmented: Bool

  /// What there is to choose.
  public struct Choices: Sendable {
    /// Places along each direction.
    public var points = 21
    /// How far they reach to each side, in lengths of the weights.
    public var extent = 1.0
    /// What batch norm uses.
    public var statistics = PathPlan.Statistics.recomputed
    /// Whether the loss is over images changed as in training, where the data say how.
    public var augments = true
    /// The seed of the directions.
    public var seed = 0

    /// The defaults.
    public init() {}

    /// Where to look along each direction; exactly 0 in the middle.
    var places: [Double] {
      let middle = Double(points - 1) / 2
      return (0..<points).map { middle == 0 ? 0 : extent * ((Double($0) - middle) / middle) }
    }
  }

  /// The surface around [network] on [data]; [observe] is told how many places are done, of how many. Cost for each: a
  /// pass forward over the training part, and what statistics of batch norm take.
  ///
  /// Errors: `Cancelled`, if somebody wishes to stop.
  public init(
    _ network: Network, on data: Dataset, loss: some Loss, _ choices: Choices, execution: Execution,
    cancellation: Cancellation, observe: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(Cancelled) {
    let network = network.drawn
    let directions = [0, 1].map { network.direction(number: $0, seed: choices.seed) }
    let frame = network.parameters.indices
    isAugmented = choices.augments && data.augmentation != nil
    let view = isAugmented ? View(training: data, seed: choices.seed) : View(data.train)
    statistics = network.hasStatistics ? choices.statistics : nil
    places = choices.places
    var losses: [[Double]] = []
    for (row, y) in places.enumerated() {
      var line: [Double] = []
      for x in places {
        var moved = network
        for index in frame where !directions[0][index].isEmpty {
          moved.parameters[index].values.add(directions[0][index], times: Float(x))
          moved.parameters[index].values.add(directions[1][index], times: Float(y))
        }
        if statistics == .recomputed {
          moved = try moved.refreshed(on: view, execution: execution, cancellation: cancellation)
        }
        line.append(
          try moved.evaluate(on: view, loss: loss, execution: execution, cancellation: cancellation).mean)
        observe(row * places.count + line.count, places.count * places.count)
      }
      losses.append(line)
    }
    self.losses = losses
  }
}

extension Surface {
  /// Whether all numbers have the same bits, so that a loss that is not a number equals itself.
  public static func == (a: Surface, b: Surface) -> Bool {
    a.places == b.places && a.statistics == b.statistics && a.isAugmented == b.isAugmented
      && a.losses.map { $0.map(\.bitPattern) } == b.losses.map { $0.map(\.bitPattern) }
  }
}

extension Network {
  /// A random direction in the active weights, each row of a matrix as long as the weights in it; nothing for what is no
  /// weight. The number of a weight hangs on its place alone, not on the mask.
  func direction(number: Int, seed: Int) -> [Buffer] {
    parameters.enumerated().map { index, parameter in
      guard parameter.role == .weight else { return Buffer(count: 0) }
      let stream = RandomStream(seed: seed, purpose: .probing, step: number, part: index)
      let columns = parameter.mask.columns
      var direction = Buffer(count: parameter.storedCount)
      var lengths = [(direction: Double, weights: Double)](repeating: (0, 0), count: parameter.mask.rows)
      parameter.forEachActive { place, row, column in
        let number = stream.singleNormal(row * columns + column)
        direction[place] = number
        lengths[row].direction += Double(number) * Double(number)
        lengths[row].weights += Double(parameter.values[place]) * Double(parameter.values[place])
      }
      let factors = lengths.map { $0.direction > 0 ? Float(($0.weights / $0.direction).squareRoot()) : 0 }
      parameter.forEachActive { place, row, _ in direction[place] *= factors[row] }
      return direction
    }
  }
}

extension Buffer {
  fileprivate var isEmpty: Bool { count == 0 }
}
