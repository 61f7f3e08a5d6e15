import WeirCatalog
import WeirEngine

/// The builtins that make networks to be held against each other.
let solutionBuiltins: [any Builtin.Type] = [FindSolutions.self, Zeroed.self]

/// `solutions`: a pruned network, and those that begin with its masks.
struct FindSolutions: PlansTraining, Trains {
  var choices = TrainingChoices()
  var gradual = GradualPruning()
  var rewind = Moment.step(0)
  var among = Solution.allCases
  var initializer: (any Initializer)?
  var folder: String?

  static let result: Kind? = Solutions.kind
  static let entry = Entry<FindSolutions>(
    "solutions", "Trains a dense network while pruning it, and then others with the masks that came of it.",
    details: """
      All are trained for as many steps, on the samples in the same order, and each is a run: `pruned`, trained dense \
      and pruned gradually; `lottery`, the weights it had at step `rewind` under its last masks; `scratch`, fresh \
      weights under these masks; `shuffled`, fresh weights under masks with as many weights in each layer, at random \
      places; `small_dense`, a dense network so narrow that it has about as many weights. `start` is the dense network, \
      `masks` are those found. A lottery that begins with a later step than the first goes on from there, with what the \
      optimizer remembers at that step, and makes that many updates fewer.

      With a `folder` all runs are kept there, finished ones and the one at hand: the same call goes on where it was, \
      to the same bits, whatever ended it. One program at a time may train there. Ctrl-C pauses between two steps, and `resume` goes on.
      """,
    source: "Evci et al. 2019; Zhu and Gupta 2018; Frankle and Carbin 2019; Liu et al. 2019",
    settings: [
      .required(
        "network", \.choices.$network, .solution, "The dense network, or a run, which stands for its network."
      )
    ] + trainingSettings.filter { $0.name != "sparsity" && $0.name != "network" } + [
      Setting(
        "to", \.gradual.target.sparsity, .number(in: 0...0.9999), "Sparsity that is reached, as in 95%."),
      Setting(
        "distribution", \.gradual.target.distribution, .made(by: distributions),
        "How layers share the sparsity."),
      Setting("begin", \.gradual.begin, .moment, "First pruning, a step or a share of the training."),
      Setting("end", \.gradual.end, .moment, "Last pruning, a step or a share of the training."),
      Setting(
        "every", \.gradual.every, .integer(in: 1...1_000_000_000), "Steps from one pruning to the next."),
      Setting(
        "rewind", \.rewind, .moment, "Step of the dense training whose weights the lottery begins with."),
      Setting(
        "among", \.among, .choices(of: Solution.self), "Which networks are trained, besides the pruned one."),
      Setting(
        "init", \.initializer, .optional(.made(by: initializers)),
        "How fresh sparse weights are drawn; none: as those of the dense network."),
      Setting("folder", \.folder, .optional(.folder), "Where the runs are kept; none: nowhere."),
    ],
    examples: [
      Example(
        """
        found = solutions(mlp([2, 32, 2]), spirals(), to: 75%, every: 5, steps: 40)
        [found.pruned.net.nonzeros, found.scratch.net.nonzeros, found.small_dense.net.nonzeros]
        """, prints: "[32, 32, 32]")
    ], words: ["lottery", "scratch", "small dense", "difficulty", "rewind", "magnitude pruning"])

  func run(_ context: Context) throws -> Value {
    var choices = choices
    choices.sparsity = gradual
    return try asCall {
      var plan = try SolutionsPlan(try choices.plan(context), rewind: rewind, among: among)
      plan.initializer = initializer
      let place = try folder.map { try context.place(toMake: $0) }
      let kept = try place.map {
        try SolutionsFolder($0, for: plan, metadata: TensorFile.labels(of: Run.kind))
      }
      return .thing(try Self.go(try Solutions(plan, in: kept), context))
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkSolution("network")
    try call.checkFit(network: "network", data: "data")
    return .trained(Solutions.kind, network: call.sizes(of: "network"))
  }

  /// [solutions] at their end, or where somebody wished to stop.
  static func go(_ solutions: Solutions, _ context: Context) throws -> Solutions {
    let all = solutions.plan.solutions
    let after = try solutions.continued { stage in
      let (solution, run) = (stage.solution, stage.run)
      let name = solution.rawValue
      if stage.isRepeated {
        context.host.note(
          "\(solutions.folder?.path ?? "") has lost \(SolutionsFolder.earlyFile), so the dense network is trained "
            + "again up to step \(stage.step), where the lottery begins; its training to the end is kept")
      } else if run.steps == run.firstStep {
        let number = (all.firstIndex(of: solution) ?? 0) + 1
        context.host.note("\(number) of \(all.count): \(name), \(run.network.weightsNote)")
      }
      let facts = solutions.folder.map { _ in run.plan.facts }
      var kept = ContinuousClock.now
      return try Training.go(run, to: stage.step, part: name, context) { run in
        let isDue = run.steps % SolutionsFolder.steps == 0 || kept.duration(to: .now) >= SolutionsFolder.time
        guard !stage.isRepeated, isDue, let facts else { return }
        try solutions.folder?.keep(run, as: solution, facts: facts)
        kept = .now
      }
    }
    if case .diverged(let step) = after[.pruned]?.status {
      throw CallError.failed("the dense training diverged at step \(step), so there is nothing to prune")
    }
    if after.next != nil { context.host.paused(.thing(after)) }
    return after
  }
}

extension Network {
  /// How many of its weights are active, and of how many if that is not all.
  fileprivate var weightsNote: String {
    let active = Notation.grouped(nonzeros)
    return nonzeros == weightCount
      ? "\(active) weights" : "\(active) of \(Notation.grouped(weightCount)) weights"
  }
}
