import WeirCatalog
import WeirEngine

/// `train`: fits a network to data.
struct Train: PlansTraining, Trains {
  var choices = TrainingChoices()
  var snapshots: Int?
  var live = true

  static let entry = Entry<Train>(
    "train", "Trains a network on data and returns the run.",
    details: """
      The network given stays as it is; `run.net` is the trained one. Ctrl-C pauses between two steps, \
      and `resume` goes on to the same bits. The test part is looked at after each epoch. The same seed \
      gives the same bits, on any number of threads.

      At the prompt, `run = train(…)` as the last thing of a cell goes on while you enter others: in each of \
      them `run` is what it was after the last step done. No other cell may train until its end.
      """,
    settings: trainingSettings + [
      Setting(
        "snapshots", \.snapshots, .optional(.integer(in: 0...1000)),
        "States on its way that the run keeps for `at`; none: \(Training.snapshotsAtPrompt) at the prompt, 0 in scripts."
      ),
      Setting("live", \.live, .truth, "Whether at the prompt other things can be entered meanwhile."),
    ],
    examples: [
      "run = train(mlp([2, 32, 2]), spirals(), optimizer: adam(lr: 0.01), epochs: 3, seed: 1)\nrun.accuracy",
      "sparse = mlp([2, 32, 2]).sparsify(density: 50%)\nsparse.train(moons(), steps: 20).loss",
    ], words: ["fit", "learn", "optimize"])

  func run(_ context: Context) throws -> Value {
    let run = Run(try choices.plan(context))
    let kept = run.keepingSnapshots(snapshots ?? Training.usualSnapshots(context))
    return .thing(Training.begin(kept, live: live, context))
  }
}

/// `start`: a training at step 0.
struct Start: PlansTraining {
  var choices = TrainingChoices()

  static let entry = Entry<Start>(
    "start", "Prepares a training and returns the run at step 0, for `step` and `resume`.",
    settings: trainingSettings,
    examples: [
      Example("run = start(mlp([2, 8, 2]), xor(), steps: 100)\nrun.step(5).steps", prints: "5")
    ])

  func run(_ context: Context) throws -> Value {
    .thing(Run(try choices.plan(context)).keepingSnapshots(Training.usualSnapshots(context)))
  }
}
