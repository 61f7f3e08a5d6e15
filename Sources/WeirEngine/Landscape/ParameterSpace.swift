import WeirCatalog

/// A space in which networks of the same layers are points, whatever their masks: all their numbers, under common masks.
///
/// What is inactive in all of them has no coordinate, so nothing that is made of points can leave the masks. Running
/// averages of batch norm are coordinates too, though no distance counts them.
public struct ParameterSpace: Sendable {
  /// Layers, masks and patterns, without numbers.
  let frame: Network

  /// The space of [networks] under the union of their masks, or with all weights if it [isDense].
  ///
  /// Errors: networks of different layers, with the first difference.
  init(_ networks: [Network], isDense: Bool = false, execution: Execution) throws(PlanError) {
    precondition(!networks.isEmpty, "a space has a network")
    for other in networks.dropFirst() { try networks[0].check(hasLayersOf: other) }
    var frame = networks[0]
    for index in frame.parameters.indices {
      let own = frame.parameters[index]
      guard own.role == .weight else {
        frame.parameters[index] = own.withoutValues
        continue
      }
      let mask =
        isDense
        ? Mask(fullRows: own.mask.rows, columns: own.mask.columns)
        : networks.dropFirst().reduce(own.mask) { $0.union($1.parameters[index].mask) }
      frame.parameters[index] = Parameter(
        own.shape, mask: mask, values: Buffer(count: 0), execution: execution)
    }
    frame.initialization = nil
    self.frame = frame
  }

  /// The places of the numbers that training changes, among the parameters.
  var trained: [Int] { frame.parameters.indices.filter { frame.parameters[$0].role.isTrained } }

  /// [network] as a point, parameter after parameter: zero where only others are active.
  func point(_ network: Network, execution: Execution) -> [Buffer] {
    zip(network.drawn.parameters, frame.parameters).map { own, frame in
      guard own.role == .weight, own.mask != frame.mask else { return own.values }
      return execution.move([own.values], from: own, to: frame).arrays[0]
    }
  }

  /// The network at [point].
  func network(_ point: [Buffer]) -> Network {
    var network = frame
    for (index, values) in point.enumerated() { network.parameters[index].values = values }
    return network
  }

  /// Σ wᵢ θᵢ over [points] θ with [weights] w. A variance stays one: below zero, where weights are, it is zero.
  func mix(_ points: [[Buffer]], _ weights: [Double]) -> [Buffer] {
    let terms = zip(points, weights).filter { $0.1 != 0 }.map { (point: $0.0, weight: Float($0.1)) }
    if terms.count == 1, terms[0].weight == 1 { return terms[0].point }
    return frame.parameters.indices.map { index in
      var sum = Buffer(count: points[0][index].count)
      for term in terms { sum.add(term.point[index], times: term.weight) }
      if frame.parameters[index].role == .runningVariance { sum = Buffer(sum.array.map { max(0, $0) }) }
      return sum
    }
  }
}

extension Network {
  /// Refuses [other] if its layers are not those of this network, so that its numbers mean something else.
  func check(hasLayersOf other: Network) throws(PlanError) {
    guard inputShape == other.inputShape else {
      throw PlanError(
        message:
          "the networks must have the same layers, but one takes samples of shape \(inputShape) and the other of "
          + "\(other.inputShape)")
    }
    if let difference = Self.difference(layers.map(\.identity), other.layers.map(\.identity)) {
      throw PlanError(message: difference)
    }
  }

  /// The first thing in which layers described by [own] and by [others] differ, as a sentence; nil if they are the same.
  public static func difference(_ own: [String], _ others: [String]) -> String? {
    if let place = zip(own, others).enumerated().first(where: { $1.0 != $1.1 })?.offset {
      return
        "the networks must have the same layers, but layer \(place) is `\(own[place])` in one and "
        + "`\(others[place])` in the other"
    }
    return own.count == others.count
      ? nil
      : "the networks must have the same layers, but one has \(Notation.grouped(own.count)) and the other "
        + Notation.grouped(others.count)
  }
}

extension Buffer {
  /// Adds [factor] times [other], which is as long.
  mutating func add(_ other: Buffer, times factor: Float) {
    precondition(other.count == count, "a number for each")
    withMutableSpan { sum in
      other.withSpan { other in
        for place in 0..<other.count { sum[place] += factor * other[place] }
      }
    }
  }

  /// Σ (aᵢ - cᵢ)(bᵢ - cᵢ) in double precision, c this buffer.
  func inner(_ a: Buffer, _ b: Buffer) -> Double {
    withSpan { own in
      a.withSpan { a in
        b.withSpan { b in
          var sum = 0.0
          for place in 0..<own.count {
            let origin = Double(own[place])
            sum += (Double(a[place]) - origin) * (Double(b[place]) - origin)
          }
          return sum
        }
      }
    }
  }
}
