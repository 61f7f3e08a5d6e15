import WeirCatalog

/// A path from one network to another through the space of their weights, with the losses along it: a straight line, or
/// a curve whose control points are fitted to be low.
///
/// A value, like a run: one that somebody has stopped goes on to the same bits.
public struct Path: Thing {
  /// The kind of all paths.
  public static let kind = Kind("path")

  /// What is known of the network at one place.
  public struct Reading: Sendable, Equatable {
    /// Where: 0 is the start, 1 the end.
    public let place: Double
    /// On the training part.
    public let train: LossReading
    /// On the test part, if there is one.
    public let test: LossReading?
    /// How well the losses here are told from the lowest and the highest before.
    let steps: PairedSteps

    /// Whether all numbers have the same bits, so that a loss that is not a number equals itself.
    public static func == (a: Reading, b: Reading) -> Bool {
      a.place == b.place && a.train.isSame(as: b.train) && a.steps.isSame(as: b.steps)
        && (a.test.map { one in b.test.map { one.isSame(as: $0) } ?? false } ?? (b.test == nil))
    }
  }

  /// What was to be done.
  public internal(set) var plan: PathPlan
  /// All control points, from start to end.
  var controls: [[Buffer]]
  /// The optimizer's memory of each parameter of the points between the ends.
  var memories: [[[Buffer]]]
  /// Updates of the control points done.
  public internal(set) var steps = 0
  /// The mean loss of each step's batch.
  var losses: [Double] = []
  /// Where the loss stopped being finite while control points were fitted.
  var divergence: Int?
  /// What was measured, from the first place on.
  public internal(set) var readings: [Reading] = []

  /// A path of which nothing has been fitted or measured. Points between the ends begin on the line from end to end,
  /// evenly spaced, or at [bends], which are networks of the same layers under the path's masks.
  ///
  /// Errors: other layers, or numbers that are not finite; too many or too few bends; weights outside of the path's masks.
  public init(_ plan: PathPlan, bends: [Network]? = nil, execution: Execution) throws(PlanError) {
    self.plan = plan
    let space = plan.coordinates
    let ends = [plan.start, plan.end].map { space.point($0, execution: execution) }
    let between = plan.controls - 2
    var controls = [ends[0]]
    if let bends {
      guard bends.count == between else {
        throw PlanError(
          message:
            "the path has \(between) point\(between == 1 ? "" : "s") between its ends, not \(bends.count)")
      }
      for bend in bends {
        try plan.start.check(hasLayersOf: bend)
        try bend.checkFinite()
        for index in bend.weightIndices {
          let (own, allowed) = (bend.parameters[index].mask, space.frame.parameters[index].mask)
          guard own.shared(with: allowed) == own.count else {
            throw PlanError(
              message: "a point between the ends has active weights where the path may have none")
          }
        }
        controls.append(space.point(bend, execution: execution))
      }
    } else if between > 0 {
      for number in 1...between {
        let share = Double(number) / Double(between + 1)
        controls.append(space.mix(ends, [1 - share, share]))
      }
    }
    self.controls = controls + [ends[1]]
    memories = (0..<between).map { _ in
      space.frame.parameters.indices.map { index in
        guard let optimizer = plan.optimizer, space.frame.parameters[index].role.isTrained else { return [] }
        return optimizer.memory(of: ends[0][index].count)
      }
    }
  }

  /// How far it has come.
  public var status: Run.Status {
    if readings.count < plan.places.count { return .paused }
    return divergence.map { .diverged(step: $0) } ?? .finished
  }

  /// Pieces of work done, and to be done in all: updates of the control points, and places that are measured.
  public var done: Int { steps + readings.count }
  /// How many that are in all.
  public var all: Int { plan.steps + plan.places.count }

  /// The path with a fit that is [count] steps longer, and nothing measured yet.
  public func lengthened(by count: Int) -> Path {
    var path = self
    path.plan.steps += count
    path.readings = []
    return path
  }

  /// The network at [place], as its weights are: running averages are those of the control points, mixed.
  func mixed(at place: Double) -> Network {
    switch place {
    case 0: return plan.start
    case 1: return plan.end
    default:
      let weights = plan.family.weights(of: plan.controls, at: place)
      return plan.coordinates.network(plan.coordinates.mix(controls, weights))
    }
  }

  /// The network at [place], with the statistics that losses on the path are measured with. At 0 and 1 it is the end
  /// itself, with its own masks. Cost: with recomputed statistics, a pass forward as far as each batch norm.
  ///
  /// Errors: `Cancelled`, if somebody wishes to stop.
  public func network(
    at place: Double, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> Network {
    let network = mixed(at: place)
    switch plan.measuring.statistics {
    case .frozen: return network
    case .recomputed:
      return try network.refreshed(on: plan.view, execution: execution, cancellation: cancellation)
    }
  }

  /// The control points as networks, from start to end, each under the masks of the path.
  public var controlPoints: [Network] { controls.map { plan.coordinates.network($0) } }
}

extension LossReading {
  fileprivate func isSame(as other: LossReading) -> Bool {
    sum.bitPattern == other.sum.bitPattern && squares.bitPattern == other.squares.bitPattern
      && count == other.count && correct == other.correct
  }
}

extension Path: Equatable {
  /// Whether control points, progress and readings agree, bit for bit.
  public static func == (a: Path, b: Path) -> Bool {
    a.controlPoints == b.controlPoints && a.memories == b.memories && a.steps == b.steps
      && a.plan.places == b.plan.places && a.losses.map(\.bitPattern) == b.losses.map(\.bitPattern)
      && a.readings == b.readings && a.divergence == b.divergence
  }
}
