import WeirCatalog
import WeirEngine

/// What `train`, `step` and `resume` have in common: a run that goes on while somebody watches.
enum Training {
  /// [run] at the end of its plan; or as it is, if the host goes on with it beside the program.
  static func begin(_ run: Run, live: Bool, _ context: Context) -> Run {
    if live, let name = context.bound, case .paused = run.status,
      context.host.goOn(with: Course(run, name: name, context))
    {
      return run
    }
    return go(run, context)
  }

  /// [run] after further steps, up to [target] in all or where somebody wishes to stop.
  static func go(_ run: Run, to target: Int? = nil, _ context: Context) -> Run {
    go(run, to: target, part: nil, context) { _ in }
  }

  /// The same, where progress names it as [part] of longer work, and [observe] is told the run behind every step.
  static func go(
    _ run: Run, to target: Int?, part: String?, _ context: Context, observe: (Run) throws -> Void
  ) rethrows -> Run {
    let before = run.steps
    let host = context.host
    let after = try watch(run, to: target, part: part, context, observe: observe)
    switch after.status {
    case .diverged(let step):
      host.note(
        "the loss stopped being finite at step \(step); the run is kept as it was before that step. "
          + "A smaller learning rate or batch norm may help.")
    case .paused where context.cancellation.isRequested: host.paused(.thing(after))
    case .paused, .finished: break
    }
    noteCollapse(after, since: before, context)
    return after
  }

  /// The same, of which nothing is said but how far it has come.
  static func watch(
    _ run: Run, to target: Int?, part: String?, _ context: Context, observe: (Run) throws -> Void
  ) rethrows -> Run {
    let (before, host) = (run.steps, context.host)
    let after = try run.continued(
      to: target, execution: context.execution, cancellation: context.cancellation
    ) { state in
      var readings = [(name: "loss", value: state.loss)]
      if let accuracy = state.accuracy { readings.append(("accuracy", accuracy)) }
      if let egf = state.egf { readings.append(("EGF", egf)) }
      host.progress(
        Progress(
          part: part, step: state.step, steps: state.total, samples: (state.step - before) * state.batch,
          readings: readings, run: state.run))
      try observe(state.run)
    }
    host.progress(nil)
    return after
  }

  /// Names the layers that have lost their last weight behind step [before].
  private static func noteCollapse(_ run: Run, since before: Int, _ context: Context) {
    for change in run.record.changes where change.step >= before {
      for (name, layer) in zip(run.network.weightNames, change.layers) where layer.isCollapse {
        context.host.note("layer \(name) has collapsed at step \(change.step): none of its weights is active")
      }
    }
  }

  /// Snapshots that a run keeps where nobody chooses: people at a prompt go back and forth.
  static func usualSnapshots(_ context: Context) -> Int {
    context.host.isInteractive ? snapshotsAtPrompt : 0
  }

  /// When they are thinned out, eight are left: an eighth of a run is trained again at most.
  static let snapshotsAtPrompt = 16
}
