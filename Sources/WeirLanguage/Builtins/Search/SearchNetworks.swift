import WeirCatalog
import WeirEngine
import WeirPlot
import WeirStatistics

/// `snas`: a search for how many layers there should be, and how dense each.
struct SearchNetworks: Trains {
  @Required var data: Dataset
  var record: String?
  var strategies: [any SearchStrategy] = [
    RandomSearch(), Evolution(), ParzenSearch(), SuccessiveHalving(), LearnedDensities(),
  ]
  var space = SearchSpace()
  var trials = 12
  var epochs = 3
  var validation = 0.2
  var seeds = [1, 2, 3, 4, 5]
  var finalEpochs: Int?
  var training = SearchTraining()
  var level = 0.05
  var seed: Int?

  static let result: Kind? = SearchOutcome.kind
  static let entry = Entry<SearchNetworks>(
    "snas", "Searches for the depth of a perceptron and the density of each layer, within a budget.",
    details: """
      A genotype is a density for each layer. A network of it is `width` wide, under random masks of just so many \
      weights, which are scaled by the active inputs of each unit. All its densities are times one factor, so that it \
      costs as much as the budget allows: what is searched is how layers share a budget, and no candidate has less to \
      spend than another. With `fill: false` only what costs too much is made smaller; the front then shows what \
      accuracy is to be had for less.

      Trials train on a part of the training part and are scored on the rest of it. Each strategy may cost as many \
      epochs as `trials` trainings of full length. In the end the best of each is trained on all of the training part, \
      from fresh `seeds` of masks and weights, and only then tested. So are, with exactly as many weights as the \
      winner, the same density everywhere (`uniform`), `erk`, and `rigl` from there; a small dense network of the \
      winner's depth (`small_dense`), the widest with no more weights; the winner's densities under other masks \
      (`reshuffled`), which should tie, and moved on by one layer (`permuted`), which should lose if it matters where \
      weights are. Who cannot be compared with the winner is left out, and it is said why.

      Whether the winner is better than each of these, and whether each strategy is better than random search, is \
      judged by the signed ranks of pairs of seeds, the p of each of the two questions adjusted by Holm's rule. Five \
      seeds cannot reach 5 % so; eight can. Who diverges in a seed in which the other does not has lost that pair, by the \
      largest rank. The table counts the seeds in which each diverged, and whoever did in fewer stands first, whatever \
      the mean of the rest: accuracies are means over the seeds that are left. Strategies of which no trial of full \
      length has a score are left out.

      As many trainings go on at once as there are threads, with the same bits. With `record` each of them is kept in \
      that file at once, and the same call goes on there, among trials or in the end, as long as data, settings and the \
      version of Weir are the same. Trials of an earlier build that trained them otherwise are set aside and made anew.

      `plot` of the result draws the front; where all networks cost the same, the best score of each strategy so far.
      """,
    source: "Tessera and Rosman 2019; Li and Talwalkar 2020 (random search)",
    settings: [
      .required("data", \.$data, .thing(Dataset.self), "Data with classes."),
      Setting(
        "record", \.record, .optional(.text), "A file of JSON that keeps all trainings; none: no file."),
      Setting(
        "strategies", \.strategies, .list(of: .made(by: searchStrategies), count: 1...), "How to look."),
      Setting("max_depth", \.space.maxDepth, .integer(in: 1...100), "The most hidden layers."),
      Setting("width", \.space.width, .integer(in: 1...1_000_000), "Units of each hidden layer."),
      Setting(
        "levels", \.space.levels, .list(of: .number(in: 0.0001...1), count: 1...).distinct(),
        "The densities to choose from, before all are times one factor."),
      Setting("budget", \.space.budget, .optional(.integer(in: 1...)), "The most a network may cost."),
      Setting("unit", \.space.unit, .choice, "What the budget counts."),
      Setting(
        "fill", \.space.fillsBudget, .truth, "Whether networks that cost less become denser until it is full."
      ),
      Setting("activation", \.space.activation, .made(by: activations), "Function behind each hidden layer."),
      Setting("batch_norm", \.space.batchNorm, .truth, "Whether to normalize in front of each activation."),
      Setting(
        "trials", \.trials, .integer(in: 1...100_000), "Trainings of full length that a strategy may cost."),
      Setting("epochs", \.epochs, .integer(in: 1...100_000), "Passes of a trial of full length."),
      Setting("validation", \.validation, .number(in: 0.01...0.9), "Share of the training part to score on."),
      Setting(
        "seeds", \.seeds, .list(of: .integer, count: 1...).distinct(), "Seeds of the trainings in the end."),
      Setting(
        "final_epochs", \.finalEpochs, .optional(.integer(in: 1...1_000_000)),
        "Passes of these; none: as a trial of full length."),
      Setting("optimizer", \.training.optimizer, .made(by: optimizers), "How weights move."),
      Setting("schedule", \.training.schedule, .made(by: schedules), "How the learning rate changes."),
      Setting("batch", \.training.batch, .integer(in: 1...1_000_000), "Samples a step."),
      Setting("level", \.level, .number(in: 1e-12...0.5), "The p that is to be reached, as in 5%."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the search; none: that of the session."),
    ],
    examples: [
      Example(
        """
        found = snas(moons(samples: 80), strategies: [random_search], trials: 2, epochs: 1, width: 8, seeds: [1])
        found.trials.length
        """, prints: "2")
    ], words: ["architecture", "search", "density", "hyperparameter", "pareto", "nas"])

  func run(_ context: Context) throws -> Value {
    guard let classes = data.classes else {
      throw CallError.failed("`snas` searches networks for data with classes, but these have none")
    }
    let names = strategies.map(\.identity)
    if Set(names).count < names.count { throw CallError.failed("a strategy is listed twice") }
    let seed = seed ?? context.seed
    var space = space
    (space.inputs, space.classes, space.memory) = (data.train.features, classes, context.memory)
    let search = Search(space, trials: trials, epochs: epochs, seed: seed)
    if seeds.contains(search.trialSeed) {
      throw CallError.failed(
        "the trials are trained from seed \(search.trialSeed), so it is no fresh one for the end")
    }
    guard strategies.contains(where: { $0.next(behind: [], in: search) != nil }) else {
      throw CallError.failed(
        "with \(trials) \(trials == 1 ? "trial" : "trials") none of the strategies can try anything: to learn densities takes "
          + "as long as to try them")
    }
    let host = context.host
    defer { host.progress(nil) }
    return try asCall {
      try space.check()
      warn(host)
      let trainer = SearchTrainer(training: training, context: context, progress: SearchProgress(host))
      let place = try record.map { try context.place(toWrite: $0) }
      let kept = try TrialRecord(place, of: place == nil ? "" : identity(search), maxDepth: space.maxDepth)
      if let place, let aside = kept.setAside {
        host.note(
          "the trials in `\(place)` were trained by the rule of an earlier build of Weir; it is set aside as `\(aside)`, "
            + "and all are made anew")
      }
      let memory = SearchMemory(kept)
      let conduct = SearchConduct(
        search: search, data: try data.split(1 - validation, seed: seed), trainer: trainer, memory: memory)
      let found = try conduct.trials(by: strategies)
      let finals = SearchFinals(
        search: search, found: found, data: data, seeds: seeds, epochs: finalEpochs ?? epochs,
        trainer: trainer, memory: memory)
      return .thing(try finals.outcome(level: level))
    }
  }

  /// Says, before any work, that the seeds are too few for any outcome to be told from chance.
  private func warn(_ host: any Host) {
    let power = PairedPower(
      pairs: seeds.count, level: level, tests: strategies.count - 1 + SearchRivals.most)
    guard !power.canReach else { return }
    host.note(
      "with \(seeds.count) \(seeds.count == 1 ? "seed" : "seeds") no outcome can show at "
        + "\(Readable.number(100 * level)) % that the winner is better than one of the \(power.tests) others; "
        + "\(power.fewestPairs) seeds can")
  }

  /// What makes two searches the same, so that the trials of one may be gone on with.
  private func identity(_ search: Search) -> String {
    let parts: [String] = [
      "weir \(Version.text)", data.summary, "samples with the digest \(data.digest)",
      "\(space.maxDepth) \(space.width) \(space.levels) \(space.budget.map(String.init) ?? "none")",
      "\(space.unit.rawValue) \(space.fillsBudget) \(space.activation.identity) \(space.batchNorm)",
      "\(trials) \(epochs) \(validation) \(search.seed)",
      "\(training.optimizer.identity) \(training.schedule.identity) \(training.batch)",
    ]
    return parts.joined(separator: "; ")
  }
}
