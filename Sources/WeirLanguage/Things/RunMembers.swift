import WeirCatalog
import WeirEngine
import WeirPlot

/// What one can ask of a run.
let runMembers = MemberTable(
  Run.kind,
  [
    Member(
      "net", of: Run.self, "The network as it is now.", result: Network.kind,
      sketch: { $0.solution ?? .kind(Network.kind) }
    ) { .thing($0.network) },
    Member("loss", of: Run.self, "The loss of each step's batch.", result: Series.kind) { .thing($0.loss) },
    Member("accuracy", of: Run.self, "Share of the test part in the right class; none without classes.") {
      $0.accuracy.map { .number($0) } ?? .none
    },
    Member("egf", of: Run.self, "Effective gradient flow over time.", result: Series.kind) {
      .thing($0.egf())
    },
    Member("flow", of: Run.self, "Norms of the masked gradients, layers x time.", result: Flow.kind) {
      .thing($0.flow())
    },
    Member("steps", of: Run.self, "How many updates were done.", result: .integer) { .integer($0.steps) },
    Member("epochs", of: Run.self, "How many passes over the training part were done.", result: .number) {
      .number(Double($0.steps) / Double($0.plan.stepsPerEpoch))
    },
    Member("history", of: Run.self, "Records of step, loss and accuracy on the test part.", items: .record) {
      .list(
        of: $0.record.evaluations.map {
          .record([
            "step": .integer($0.step), "loss": .number($0.loss),
            "accuracy": $0.accuracy.map { .number($0) } ?? .none,
          ])
        })
    },
    Member("changes", of: Run.self, "Records of every update of the masks.", items: .record) { run in
      .list(of: run.record.changes.map { $0.record(run.network.weightNames) })
    },
    Member("density", of: Run.self, "The share of active weights over time.", result: Series.kind) {
      .thing($0.density)
    },
    Member(
      "explored", of: Run.self, "Share of all weights that were active at some time.", result: .number
    ) { .number($0.explored) },
    Member("status", of: Run.self, "finished, paused or diverged.", result: .text) { .text($0.status.name) },
    Member("data", of: Run.self, "What it is trained on.", result: Dataset.kind) { .thing($0.plan.data) },
    Member("seed", of: Run.self, "The seed of order and dropout.", result: .integer) {
      .integer($0.plan.seed)
    },
  ])

/// What one can ask of a flow.
let flowMembers = MemberTable(
  Flow.kind,
  [
    Member("layers", of: Flow.self, "The names of the layers.", items: .text) {
      .list(of: $0.layers.map { .text($0) })
    },
    Member("steps", of: Flow.self, "The steps at which it was read.", result: .list) {
      .list(of: $0.steps.map { .integer($0) })
    },
    Member("values", of: Flow.self, "The norms, a list for each layer.", result: .list) {
      .list(of: $0.values.map { .list(of: $0.map { .number($0) }) })
    },
    Member("series", of: Flow.self, "Each layer's norm over time.", items: Series.kind) { flow in
      .list(of: flow.layers.indices.map { .thing(flow.series(ofLayer: $0)) })
    },
    Member("average", of: Flow.self, "The mean over the layers: EGF.", result: Series.kind) {
      .thing($0.average)
    },
  ])

extension Run.Status {
  /// What a person calls it.
  var name: String {
    switch self {
    case .finished: "finished"
    case .paused: "paused"
    case .diverged: "diverged"
    }
  }
}

extension TopologyChange {
  /// What a person sees of it: counts in all and by layer, and the norm of all masked gradients together
  /// under the old masks and the new.
  fileprivate func record(_ names: [String]) -> Value {
    func norm(_ flows: [LayerFlow]?) -> Value {
      flows.map { .number(GradientFlow.concatenated($0, .two)) } ?? .none
    }
    func egf(_ flows: [LayerFlow]?) -> Value {
      flows.map { .number(GradientFlow.effective($0, .two)) } ?? .none
    }
    return .record([
      "step": .integer(step), "dropped": .integer(dropped), "grown": .integer(grown),
      "active": .integer(active), "churn": .number(churn),
      "norm_before": norm(before), "norm_after": norm(after), "egf_before": egf(before),
      "egf_after": egf(after),
      "layers": .list(
        of: zip(names, layers).map { name, layer in
          .record([
            "layer": .text(name), "dropped": .integer(layer.dropped), "grown": .integer(layer.grown),
            "active": .integer(layer.active),
          ])
        }),
    ])
  }
}

extension Run: Equatable {
  /// Whether network, progress and everything read agree, bit for bit.
  public static func == (a: Run, b: Run) -> Bool {
    a.network == b.network && a.record == b.record && a.steps == b.steps && a.status == b.status
  }
}

extension Run: Pausable {
  /// Whether steps of its plan are left.
  public var isPaused: Bool { if case .paused = status { true } else { false } }
  /// Its steps.
  public var progress: (done: Int, all: Int) { (steps, plan.steps) }
  /// Its network.
  public var outcome: (member: String, meaning: String) { ("net", "the network so far") }
}

extension Run: Sketched {
  /// The sizes of its network, for the checker.
  public var sketch: Sketch { .trained(Run.kind, network: network.sketch) }
}

extension Run: Shown {
  /// How far it has come, and how well.
  public var brief: String {
    var parts = ["step \(Notation.grouped(steps)) of \(Notation.grouped(plan.steps))"]
    switch status {
    case .finished: break
    case .paused: parts.append("paused")
    case .diverged(let step): parts.append("diverged at step \(step)")
    }
    if let loss = record.losses.last { parts.append("loss \(Readable.number(loss, digits: 4))") }
    if let accuracy { parts.append("accuracy \(Readable.number(accuracy, digits: 4))") }
    if let egf = egf().values.last { parts.append("EGF \(Readable.number(egf, digits: 4))") }
    return "run(\(parts.joined(separator: ", ")))"
  }
}

extension Flow: Shown {
  /// How many layers and readings there are.
  public var brief: String {
    "flow(\(layers.count) layers x \(steps.count) readings, norm \(norm.rawValue))"
  }

  /// The same, and a spark a layer.
  public func full(on display: Display) -> String {
    steps.isEmpty ? brief : brief + "\n" + Spark(plotSeries).render(on: display)
  }
}
