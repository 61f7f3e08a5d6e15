import Testing
import WeirTestSupport

@testable import WeirEngine

/// What a run or its plan consists of, looked up as the tests run: whoever adds a property meets these tests until
/// `Run.exchange` or `TrainingPlan.facts` names it.
@Suite struct RunCompletenessTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func plan(steps: Int = 14) throws -> TrainingPlan {
    var rule = RigL()
    (rule.rewiring.every, rule.rewiring.until) = (3, .share(1))
    return try TrainingPlan(
      network: .perceptron([6, 9, 3], batchNorm: true, dropout: 0.1, density: 0.4),
      data: .random(40, features: 6, test: 9), optimizer: Adam(), sparsity: rule, batch: 16,
      length: .steps(steps), flowInterval: 2)
  }

  /// The stored properties of [thing] by name.
  private func parts(_ thing: Any) -> [String: Any] {
    Dictionary(uniqueKeysWithValues: Mirror(reflecting: thing).children.map { ($0.label ?? "", $0.value) })
  }

  /// Whether two things are of one type that can be compared, and equal.
  private func areEqual(_ a: Any?, _ b: Any?) -> Bool {
    func compare<Part: Equatable>(_ a: Part) -> Bool { b as? Part == a }
    return (a as? any Equatable).map { compare($0) } ?? false
  }

  @Test func `all that a run holds is in its file`() throws {
    let plan = try plan()
    let begun = Run(plan).trained(to: 4)
    let rewound = begun.rewound(under: begun.network.weightLayers.map(\.mask)).trained(to: 6)
    var run = rewound.lengthened(by: 0).trained(to: 11)
    run.divergence = 11
    let path = folder.path + "/r.safetensors"
    try run.tensors(metadata: []).write(to: path)
    let loaded = parts(try Run(plan).reading(try SafetensorsFile(path)))
    let fresh = parts(Run(plan))
    // Plans are compared by their facts, below; and no result depends on snapshots, or on what was gone back in.
    for (name, part) in parts(run) where !["plan", "snapshots", "ahead"].contains(name) {
      #expect(!areEqual(part, fresh[name]), "`\(name)` of this run must be another than at the start")
      #expect(areEqual(part, loaded[name]), "`\(name)` is not saved; see `Run.exchange`")
    }
    for (name, part) in parts(run.topology) where !["averages", "latents"].contains(name) {
      #expect(!areEqual(part, parts(Run(plan).topology)[name]), "`\(name)` must be another than at the start")
    }
    for (name, part) in parts(run.record) {
      #expect(!areEqual(part, parts(TrainingRecord())[name]), "`\(name)` must be another than at the start")
    }
  }

  @Test func `a plan that differs in anything has other facts`() throws {
    let plan = try plan()
    func other(
      network: Network? = nil, data: Dataset? = nil, loss: (any Loss)? = nil, batch: Int = 16,
      steps: Int = 14,
      seed: Int = 0, shuffles: Bool = true, flow: Int? = 2
    ) throws -> TrainingPlan {
      try TrainingPlan(
        network: network ?? plan.network, data: data ?? plan.data, optimizer: plan.optimizer,
        sparsity: plan.sparsity, loss: loss, batch: batch, length: .steps(steps), seed: seed,
        shuffles: shuffles,
        flowInterval: flow)
    }
    func changed(_ change: (inout TrainingPlan) -> Void) -> TrainingPlan {
      var other = plan
      change(&other)
      return other
    }
    var smooth = CrossEntropy()
    smooth.smoothing = 0.1
    let others = [
      "network": try other(network: .perceptron([6, 9, 3], batchNorm: true, dropout: 0.1, density: 0.5)),
      "data": try other(data: .random(41, features: 6, test: 9)),
      "optimizer": changed { $0.optimizer = SGD() },
      "clip": changed { $0.clip = ClipNorm() }, "schedule": changed { $0.schedule = Cosine() },
      "sparsity": changed { $0.sparsity = SparseEvolution() }, "loss": try other(loss: smooth),
      "batch": try other(batch: 8), "steps": try other(steps: 15), "seed": try other(seed: 1),
      "shuffles": try other(shuffles: false), "flowInterval": try other(flow: 3),
    ]
    func facts(_ plan: TrainingPlan) -> [String] { plan.facts.map { $0.name + " " + $0.text } }
    #expect(try facts(other()) == facts(plan))
    for name in parts(plan).keys {
      let other = try #require(others[name], "`\(name)` is new: add it to `TrainingPlan.facts`, and here")
      #expect(facts(other) != facts(plan), "`\(name)` is not among the facts")
    }
  }
}
