import WeirCatalog

/// How far two networks of the same layers are from each other: L2, over all numbers that training changes. A weight
/// that is inactive in one of them counts there as zero.
public struct Distance: Sendable, Equatable {
  /// Of all numbers together.
  public let whole: Double
  /// Of the weights of each layer, by its short name; biases and the parameters of batch norm and activations
  /// together under the name `others`, if there are any. Their squares add up to that of the whole.
  public let layers: [(name: String, distance: Double)]

  /// The distance of [a] and [b]. Cost: linear in the active weights of both.
  ///
  /// Errors: networks of different layers, with the first difference; numbers that are not finite.
  public init(_ a: Network, _ b: Network, execution: Execution) throws(PlanError) {
    for network in [a, b] { try network.checkFinite() }
    let space = try ParameterSpace([a, b], execution: execution)
    let points = [a, b].map { space.point($0, execution: execution) }
    let squares = space.trained.map { index in
      (
        isWeight: space.frame.parameters[index].role == .weight,
        square: points[0][index].inner(points[1][index], points[1][index])
      )
    }
    var layers = zip(a.weightNames, squares.filter(\.isWeight)).map {
      (name: $0, distance: $1.square.squareRoot())
    }
    let others = squares.filter { !$0.isWeight }
    if !others.isEmpty {
      layers.append((name: "others", distance: others.reduce(0) { $0 + $1.square }.squareRoot()))
    }
    self.layers = layers
    whole = squares.reduce(0) { $0 + $1.square }.squareRoot()
  }

  /// Whether all numbers agree.
  public static func == (a: Distance, b: Distance) -> Bool {
    a.whole == b.whole && a.layers.map(\.distance) == b.layers.map(\.distance)
  }
}
