/// States of a run on its way, from which an earlier step is reached sooner than from the beginning.
///
/// They are evenly spaced: where there would be too many, every other one goes. No result depends on them, so
/// neither equality nor files know of them.
struct Snapshots: Sendable {
  /// In the order of their steps; none has snapshots of its own.
  private(set) var states: [Run] = []
  /// How many there are at most.
  private let most: Int
  /// Steps from one to the next.
  private var spacing: Int

  /// At most so many, in a training of [steps] steps.
  init(most: Int = 0, steps: Int = 0) {
    self.most = most
    spacing = max(1, steps / max(1, most))
  }

  /// Keeps [run] as it is, if it is time.
  mutating func keep(_ run: Run) {
    guard most > 0, run.steps % spacing == 0 else { return }
    var state = run
    state.snapshots = Snapshots()
    states.append(state)
    while states.count > most {
      spacing *= 2
      states.removeAll { $0.steps % spacing != 0 }
    }
  }

  /// None yet, as many at most, in a training of [steps] steps.
  func emptied(steps: Int) -> Snapshots { Snapshots(most: most, steps: steps) }

  /// Those at [step] or before.
  func until(_ step: Int) -> Snapshots {
    var earlier = self
    earlier.states.removeAll { $0.steps > step }
    return earlier
  }
}

/// An earlier length of a plan.
struct Lengthening: Sendable, Equatable {
  /// How many steps were planned.
  let planned: Int
  /// How many were done when the plan was made longer.
  let done: Int
}

extension Run {
  /// The run, keeping at most [count] snapshots from here on; fewer if they would take more memory than
  /// snapshots may.
  public func keepingSnapshots(_ count: Int) -> Run {
    var run = self
    run.snapshots = Snapshots(most: min(count, Self.snapshotBytes / max(1, storedBytes)), steps: plan.steps)
    return run
  }

  /// How much memory all snapshots of a run may take together.
  static let snapshotBytes = 128 << 20

  /// What a snapshot takes: parameters and what the optimizer and the rule for masks remember of them.
  private var storedBytes: Int {
    let trained = network.parameters.enumerated().reduce(0) { sum, one in
      sum + (topology.latents[one.offset].map { 2 * $0.current.storedCount } ?? one.element.storedCount)
    }
    let remembered = (memories.joined().map(\.count) + topology.averages.map(\.count)).reduce(0, +)
    return MemoryLayout<Float>.size * (trained + remembered)
  }

  /// The run with a plan that is [count] steps longer.
  public func lengthened(by count: Int) -> Run {
    var run = self
    if steps > firstStep { run.lengthenings.append(Lengthening(planned: plan.steps, done: steps)) }
    run.plan.steps += count
    run.ahead = []
    return run
  }

  /// The run as far as it ever came: what was gone back in to get here, or else the run itself.
  public var whole: Run { ahead.first ?? self }

  /// Whether the run stands at an earlier step of its way than it has been at.
  public var isRevisited: Bool { !ahead.isEmpty }

  /// The run as it was after [step] of its steps, bit for bit: what [go] makes of the nearest snapshot before, or of
  /// the beginning, by going on to a step under the plan of that time. A run that was gone back in goes forward likewise.
  ///
  /// The step must lie in `firstStep...whole.steps`.
  public func retraced(to step: Int, by go: (_ run: Run, _ step: Int) throws -> Run) rethrows -> Run {
    let whole = whole
    var run = try whole.earlier(step, by: go)
    if run.steps < whole.steps { run.ahead = [whole] }
    return run
  }

  private func earlier(_ step: Int, by go: (_ run: Run, _ step: Int) throws -> Run) rethrows -> Run {
    let earlier = snapshots.until(step)
    var run = earlier.states.last ?? restarted
    run.snapshots = earlier
    let rest =
      lengthenings.dropFirst(run.lengthenings.count) + [Lengthening(planned: plan.steps, done: steps)]
    for length in rest {
      run.plan.steps = length.planned
      let end = min(step, length.done)
      run = try go(run, end)
      // It may have been stopped on the way.
      guard run.steps == end, end < step else { break }
      run.lengthenings.append(length)
    }
    return run
  }
}
