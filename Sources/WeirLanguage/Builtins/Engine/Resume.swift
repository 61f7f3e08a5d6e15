import WeirCatalog
import WeirEngine

/// `resume`: goes on with a run.
struct Resume: Builtin {
  @Required var of: Run
  var epochs: Int?
  var steps: Int?

  static let result: Kind? = Run.kind
  static let entry = Entry<Resume>(
    "resume", "Goes on with a run, to its planned end or beyond it.",
    details: """
      A paused run goes on to the same bits as if it had never stopped. With `epochs` or `steps` the plan \
      is made longer by as much first; a schedule then counts from the longer plan.
      """,
    settings: [
      .required("run", \.$of, .thing(Run.self), "The run to go on with."),
      Setting(
        "epochs", \.epochs, .optional(.integer(in: 1...1_000_000)), "Further passes over the training part."),
      Setting("steps", \.steps, .optional(.integer(in: 1...1_000_000_000)), "Further updates."),
    ],
    examples: [
      Example("run = train(mlp([2, 8, 2]), xor(), steps: 10)\nrun.resume(steps: 5).steps", prints: "15")
    ], words: ["continue"])

  func run(_ context: Context) throws -> Value {
    var longer = of
    if case .diverged(let step) = longer.status {
      throw CallError.failed("the run diverged at step \(step), so there is nothing to go on with")
    }
    if epochs != nil, steps != nil { throw CallError.failed("give `epochs` or `steps`, not both") }
    if let epochs { longer.plan.steps += epochs * longer.plan.stepsPerEpoch }
    if let steps { longer.plan.steps += steps }
    return .thing(Training.go(longer, context))
  }
}

/// `step`: some further steps of a run.
struct Step: Builtin {
  @Required var of: Run
  var count = 1

  static let result: Kind? = Run.kind
  static let entry = Entry<Step>(
    "step", "Takes some further steps of a run, within its plan.",
    settings: [
      .required("run", \.$of, .thing(Run.self), "The run to go on with."),
      Setting("count", \.count, .integer(in: 0...1_000_000_000), "How many steps."),
    ],
    positional: 2,
    examples: [
      Example("run = start(mlp([2, 8, 2]), xor(), steps: 100)\nrun.step(5).status", prints: "\"paused\"")
    ])

  func run(_ context: Context) throws -> Value { .thing(Training.go(of, to: of.steps + count, context)) }
}

/// `at`: an earlier state of a run.
struct At: Builtin {
  @Required var of: Run
  @Required var step: Int

  static let result: Kind? = Run.kind
  static let entry = Entry<At>(
    "at", "Gives a run as it was after some of its steps, by training it again to there.",
    settings: [
      .required("run", \.$of, .thing(Run.self), "The run."),
      .required("step", \.$step, .integer(in: 0...), "How many steps were done."),
    ],
    examples: [
      Example("run = train(mlp([2, 8, 2]), xor(), steps: 10)\nrun.at(4).resume() == run", prints: "true")
    ], words: ["rewind"])

  func run(_ context: Context) throws -> Value {
    guard step <= of.steps else {
      throw CallError.failed("the run has done \(of.steps) steps; there is no step \(step) yet")
    }
    guard step >= of.firstStep else {
      throw CallError.failed(
        "the run was rewound to step \(of.firstStep) and began there; there is no step \(step)")
    }
    return .thing(Training.go(of.restarted, to: step, context))
  }
}
