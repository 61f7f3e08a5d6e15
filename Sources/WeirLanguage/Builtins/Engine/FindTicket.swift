import WeirCatalog
import WeirEngine

/// `lottery`: trains, prunes and rewinds.
struct FindTicket: PlansTraining, Trains {
  var choices = TrainingChoices()
  var sparsity = 0.9
  var share = 0.2
  var rewind = Moment.step(0)
  var distribution: any Distribution = GlobalRanking()
  var controls = false

  static let result: Kind? = .record
  static let entry = Entry<FindTicket>(
    "lottery", "Finds a lottery ticket: trains, prunes the smallest weights, rewinds the others, and again.",
    details: """
      At each level the share with the smallest |w| of the weights left goes, and the others are set back, bit for \
      bit, with their optimizer memory, to what they were at step `rewind` of the dense training; from there the \
      training goes on to its end. The record has `run`, that of the last level, `ticket`, the rewound network it began \
      with, and `levels`, the runs of all. With `controls: true` two more runs share the masks' densities: \
      `random`, the first weights under random masks, and `reinitialized`, new weights under the ticket's masks.
      """,
    source: "Frankle and Carbin 2019; Frankle et al. 2020",
    settings: trainingSettings.filter { $0.name != "sparsity" } + [
      Setting("to", \.sparsity, .number(in: 0...0.9999), "Sparsity that is reached, as in 95%."),
      Setting("share", \.share, .number(in: 0.01...1), "Share of the weights left that goes at each level."),
      Setting("rewind", \.rewind, .moment, "Step of the dense training that weights are set back to."),
      Setting("distribution", \.distribution, .made(by: distributions), "How layers share the sparsity."),
      Setting("controls", \.controls, .truth, "Whether to train the two controls too."),
    ],
    examples: [
      Example(
        "found = lottery(mlp([2, 32, 2]), spirals(), to: 75%, share: 50%, steps: 20)\n[r.net.nonzeros for r in found.levels]",
        prints: "[128, 64, 32]")
    ], words: ["ticket", "rewind", "iterative magnitude pruning", "imp"])

  func run(_ context: Context) throws -> Value {
    let lottery = try plan(context)
    let start = try goOn(Run(lottery.plan), to: rewind.step(of: lottery.plan.steps), context)
    var runs = [try goOn(start, context)]
    var masks = lottery.plan.network.weightLayers.map(\.mask)
    let levels = lottery.levels.dropFirst()
    for (number, sparsity) in levels.enumerated() {
      masks = lottery.masks(behind: runs[runs.count - 1], sparsity: sparsity)
      let active = masks.reduce(0) { $0 + $1.count }
      context.host.note(
        "level \(number + 1) of \(levels.count): \(Notation.grouped(active)) of "
          + "\(Notation.grouped(lottery.plan.network.weightCount)) weights")
      runs.append(try goOn(start.rewound(under: masks), context))
    }
    let last = runs[runs.count - 1]
    var fields = [
      Record.Field("run", .thing(last)), .init("ticket", .thing(last.restarted.network)),
      .init("levels", .list(of: runs.map { .thing($0) })),
    ]
    if controls {
      let random = start.rewound(under: start.randomMasks(like: masks))
      fields.append(.init("random", .thing(try goOn(random, context))))
      let fresh = try asCall { try last.reinitialized() }
      fields.append(.init("reinitialized", .thing(try goOn(fresh, context))))
    }
    return .record(Record(fields))
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkFit(network: "network", data: "data")
    return .kind(.record)
  }

  private func plan(_ context: Context) throws -> Lottery {
    var lottery = try asCall { try Lottery(try choices.plan(context)) }
    (lottery.target.sparsity, lottery.target.distribution, lottery.share) = (sparsity, distribution, share)
    let (step, steps) = (rewind.step(of: lottery.plan.steps), lottery.plan.steps)
    guard step < max(1, steps) else {
      throw CallError.failed(
        "`rewind` must be before the end of the training, at step \(steps), but is step \(step)")
    }
    if let objection = lottery.objection { throw CallError.failed(objection) }
    return lottery
  }

  /// The run after further steps. An interruption ends the search, and leaves this run to the prompt.
  private func goOn(_ run: Run, to target: Int? = nil, _ context: Context) throws -> Run {
    let run = Training.go(run, to: target, context)
    if context.cancellation.isRequested { throw Interruption() }
    if case .diverged(let step) = run.status {
      throw CallError.failed("the training diverged at step \(step), so there is nothing to prune")
    }
    return run
  }
}
