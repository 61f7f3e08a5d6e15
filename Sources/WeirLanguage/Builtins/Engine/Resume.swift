import WeirCatalog
import WeirEngine
import WeirPlot

/// What one can go on with: a run, several that belong together, or a path.
enum Resumable: Sendable {
  case run(Run)
  case solutions(Solutions)
  case path(Path)

  private static let expected = "a run, solutions or a path"

  /// The conversion that accepts all of them.
  static let conversion = Conversion<Resumable>(
    expected: expected, kinds: [Run.kind, Solutions.kind, Path.kind],
    read: { (argument: Argument) throws(CallError) -> Resumable in
      switch argument {
      case .thing(let run as Run): return .run(run)
      case .thing(let solutions as Solutions): return .solutions(solutions)
      case .thing(let path as Path): return .path(path)
      case .none, .truth, .integer, .number, .text, .list, .record, .thing:
        throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
      }
    },
    show: { _ in nil })
}

/// `resume`: goes on with what has been paused.
struct Resume: Trains {
  @Required var of: Resumable
  var epochs: Int?
  var steps: Int?
  var optimizer: (any Optimizer)?
  var schedule: (any Schedule)?
  var live = true

  static let entry = Entry<Resume>(
    "resume", "Goes on with a run or a path, to its planned end or beyond it.",
    details: """
      A paused run goes on to the same bits as if it had never stopped. With `epochs` or `steps` the plan \
      is made longer by as much first; a schedule then counts from the longer plan. With another `optimizer` or \
      `schedule` the run forks: what comes of it has begun here, and its loss can be drawn beside that of the \
      run it came from. An optimizer of the same name keeps its memory; another begins without. What `solutions` \
      gave goes on to its planned end; a path is fitted to the end of its plan, longer by `epochs` or `steps`, and then \
      measured.
      """,
    settings: [
      .required("run", \.$of, Resumable.conversion, "What to go on with: a run, solutions or a path."),
      Setting(
        "epochs", \.epochs, .optional(.integer(in: 1...1_000_000)),
        "Passes over the training part beyond the plan."),
      Setting("steps", \.steps, .optional(.integer(in: 1...1_000_000_000)), "Updates beyond the plan."),
      Setting(
        "optimizer", \.optimizer, .optional(.made(by: optimizers)),
        "How weights move from here on; none: as before."),
      Setting(
        "schedule", \.schedule, .optional(.made(by: schedules)),
        "How the learning rate changes from here on; none: as before."),
      Setting("live", \.live, .truth, "Whether at the prompt other things can be entered meanwhile."),
    ],
    examples: [
      Example("run = train(mlp([2, 8, 2]), xor(), steps: 10)\nrun.resume(steps: 5).steps", prints: "15"),
      """
      run = train(mlp([2, 8, 2]), xor(), steps: 40)
      fork = run.at(20).resume(optimizer: adam(lr: 0.01))
      plot({run: run.loss, fork: fork.loss})
      """,
    ], words: ["continue", "fork", "branch"])

  func run(_ context: Context) throws -> Value {
    switch of {
    case .run(let run): return try resumed(run, context)
    case .solutions(let solutions):
      guard epochs == nil, steps == nil, optimizer == nil, schedule == nil else {
        throw CallError.failed(
          "solutions go on as they were planned, so `resume` takes nothing else with them")
      }
      return .thing(try asCall { try FindSolutions.go(solutions, context) })
    case .path(let path): return try resumed(path, context)
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    call["run"].continued
  }

  private func resumed(_ path: Path, _ context: Context) throws -> Value {
    if case .diverged(let step) = path.status {
      throw CallError.failed(
        "the fit of the path diverged at step \(step), so there is nothing to go on with")
    }
    if epochs != nil, steps != nil { throw CallError.failed("give `epochs` or `steps`, not both") }
    if optimizer != nil || schedule != nil {
      throw CallError.failed("a path goes on with the optimizer and the schedule that it was begun with")
    }
    guard let count = steps ?? epochs.map({ $0 * path.plan.stepsPerEpoch }) else {
      return .thing(Travel.go(path, context))
    }
    guard path.plan.optimizer != nil else {
      throw CallError.failed("a line has no control points to fit, so there are no further steps")
    }
    return .thing(Travel.go(path.lengthened(by: count), context))
  }

  private func resumed(_ run: Run, _ context: Context) throws -> Value {
    var run = run
    if case .diverged(let step) = run.status {
      throw CallError.failed("the run diverged at step \(step), so there is nothing to go on with")
    }
    if epochs != nil, steps != nil { throw CallError.failed("give `epochs` or `steps`, not both") }
    if optimizer != nil || schedule != nil { run = run.forked(optimizer: optimizer, schedule: schedule) }
    if let steps = steps ?? epochs.map({ $0 * run.plan.stepsPerEpoch }) {
      let longer = run.lengthened(by: steps)
      noteSchedule(of: run, longer, context)
      run = longer
    }
    return .thing(Training.begin(run, live: live, context))
  }
}

extension Resume {
  /// Says what becomes of the learning rate, if a plan that is longer changes it: a schedule ends with the plan.
  private func noteSchedule(of run: Run, _ longer: Run, _ context: Context) {
    let schedule = run.plan.schedule
    func factor(_ plan: TrainingPlan) -> Double { schedule.factor(step: run.steps, of: plan.steps) }
    let (before, after) = (factor(run.plan), factor(longer.plan))
    guard abs(before - after) > 1e-9 else { return }
    func share(_ factor: Double) -> String { Readable.number(100 * factor) + " %" }
    context.host.note(
      "the plan ends at step \(longer.plan.steps) now, and so does `\(schedule.identity)`: from step \(run.steps) on the "
        + "learning rate is \(share(after)) of the full one, where it was \(share(before))")
  }
}

/// `step`: some further steps of a run or a path.
struct Step: Trains {
  @Required var of: Resumable
  var count = 1

  static let entry = Entry<Step>(
    "step", "Takes some further steps of a run or a path, within its plan.",
    details:
      "Those of a path are updates of its control points, and behind the last of these, places measured.",
    settings: [
      .required("run", \.$of, Resumable.conversion, "The run or the path to go on with."),
      Setting("count", \.count, .integer(in: 0...1_000_000_000), "How many steps."),
    ],
    positional: 2,
    examples: [
      Example("run = start(mlp([2, 8, 2]), xor(), steps: 100)\nrun.step(5).status", prints: "\"paused\"")
    ])

  func run(_ context: Context) throws -> Value {
    switch of {
    case .run(let run):
      noteEnd(of: run, context)
      return .thing(Training.go(run, to: run.steps + count, context))
    case .path(let path): return .thing(Travel.go(path, to: path.done + count, context))
    case .solutions:
      throw CallError.failed("solutions go on as they were planned, by `resume`, and not step by step")
    }
  }

  /// Says how to go beyond the plan, if that is asked for.
  private func noteEnd(of run: Run, _ context: Context) {
    let beyond = count - (run.plan.steps - run.steps)
    if case .diverged = run.status { return }
    guard beyond > 0 else { return }
    context.host.note(
      "the plan ends at step \(run.plan.steps); `resume(run, steps: \(beyond))` goes beyond it")
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    call["run"].continued
  }
}
