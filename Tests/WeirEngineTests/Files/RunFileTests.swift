import Testing
import WeirCatalog
import WeirTestSupport

@testable import WeirEngine

/// Every rule for masks, with an update every third step where it has such a setting.
private let busyRules: [any TopologyRule] = topologyRules.entries.compactMap { entry in
  let given = [Given("to", .number(0.8)), Given("every", .integer(3)), Given("until", .number(1))]
  let known = given.filter { one in entry.settings.contains { $0.name == one.label } }
  return try? entry.make(known) as? any TopologyRule
}

@Suite struct RunFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }
  private var path: String { folder.path + "/r.safetensors" }

  private func save(_ run: Run, mostWhole: Int = SafetensorsWriter.mostWhole) throws {
    try run.tensors(metadata: [], mostWhole: mostWhole).write(to: path)
  }

  private func complaint(_ run: Run) -> String? {
    refusal { () throws(DataError) in _ = try run.reading(try SafetensorsFile(path)) }?
      .replacing(folder.path + "/", with: "")
  }

  /// A training with all that a run can hold: batch norm, dropout, readings, and a test part.
  private func plan(
    _ optimizer: any Optimizer, _ rule: any TopologyRule, density: Double = 0.4, seed: Int = 5,
    samples: Int = 40, steps: Int = 14, flow: Int? = 2
  ) throws -> TrainingPlan {
    try TrainingPlan(
      network: .perceptron([6, 9, 7, 3], batchNorm: true, dropout: 0.1, density: density),
      data: .random(samples, features: 6, test: 9), optimizer: optimizer, schedule: Cosine(), sparsity: rule,
      batch: 16, length: .steps(steps), seed: seed, flowInterval: flow)
  }

  private func expectKept(_ plan: TrainingPlan, at stops: [Int], mostWhole: Int, _ comment: Comment) throws {
    let whole = Run(plan).trained()
    for stop in stops {
      let paused = Run(plan).trained(to: stop)
      try save(paused, mostWhole: mostWhole)
      let loaded = try Run(plan).reading(try SafetensorsFile(path))
      #expect(same(loaded, paused), comment)
      #expect(same(loaded.trained(), whole), comment)
    }
  }

  // trap 5: kill and resume = uninterrupted run
  @Test(arguments: optimizerVariants.map(\.identity), [0, SafetensorsWriter.mostWhole])
  func `a run that is saved and loaded goes on to the same bits, with every optimizer`(
    identity: String, mostWhole: Int
  ) throws {
    var rule = RigL()
    (rule.rewiring.every, rule.rewiring.until) = (3, .share(1))
    try expectKept(
      try plan(optimizer(identity), rule), at: [7], mostWhole: mostWhole, "\(identity)")
  }

  // trap 6: save, load, identical next step; trap 14: round trip of indices
  @Test(arguments: busyRules.indices, [0.4, 0.7, 1])
  func `topology is saved with every rule, wherever the run is`(number: Int, density: Double) throws {
    let rule = busyRules[number]
    guard let plan = try? plan(Adam(), rule, density: density) else { return }
    try expectKept(plan, at: [0, 3, 8, 14], mostWhole: 40, "\(rule.identity)")
  }

  @Test func `there is a rule of each kind, and most change masks`() throws {
    #expect(busyRules.count == topologyRules.entries.count)
    let changed = busyRules.filter { rule in
      // Some begin with a dense network, some with a sparse one.
      [0.4, 1].contains { density in
        let plan = try? plan(Adam(), rule, density: density)
        return plan.map { !Run($0).trained().record.changes.isEmpty } ?? false
      }
    }
    #expect(changed.count >= busyRules.count - 1)
  }

  // trap 10: resumed data order identical
  @Test(arguments: [1, 2, 3, 5, 8]) func `the order of samples goes on where it was`(stop: Int) throws {
    let plan = try plan(SGD(), FixedMasks(), samples: 33)
    try expectKept(plan, at: [stop], mostWhole: SafetensorsWriter.mostWhole, "stopped at \(stop)")
  }

  // trap 2: rewound weights equal the stored ones bit for bit
  @Test func `a rewound run is kept with the state to which it returns`() throws {
    let plan = try plan(Adam(), FixedMasks(), density: 1)
    let early = Run(plan).trained(to: 4)
    let masks = try plan.network.sparsified(
      to: 0.3, distribution: Uniform(), method: RandomPruning(), seed: 2
    ).weightLayers.map(\.mask)
    let rewound = early.rewound(under: masks).trained(to: 9)
    try save(rewound, mostWhole: 40)
    let loaded = try Run(plan).reading(try SafetensorsFile(path))
    #expect(same(loaded, rewound) && loaded.beginning == rewound.beginning)
    #expect(same(loaded.restarted, rewound.restarted) && same(loaded.trained(), rewound.trained()))
  }

  @Test func `a run that diverged is kept as it was`() throws {
    var sgd = SGD()
    sgd.learningRate = 1e20
    let network = try Network([Dense.byHand([[1, 2]])], inputShape: [2])
    let samples = Samples.byHand([[1, 2], [3, 4]], targets: [[1], [2]])
    let data = try Dataset(name: "by hand", shape: [2], classes: nil, train: samples, test: samples[0..<1])
    let plan = try TrainingPlan(network: network, data: data, optimizer: sgd, length: .steps(20))
    let run = Run(plan).trained()
    guard case .diverged = run.status else { throw Mistake() }
    try save(run)
    #expect(same(try Run(plan).reading(try SafetensorsFile(path)), run))
  }

  @Test func `a run without readings, or without weights, is kept too`() throws {
    let plan = try plan(SGD(), FixedMasks(), flow: nil)
    try expectKept(plan, at: [0, 5, 14], mostWhole: SafetensorsWriter.mostWhole, "no readings")
    let network = try Network([BatchNorm(), Relu()], inputShape: [6])
    let bare = try TrainingPlan(
      network: network, data: .random(20, features: 6), optimizer: Adam(), batch: 8, length: .steps(6))
    try expectKept(bare, at: [0, 3, 6], mostWhole: SafetensorsWriter.mostWhole, "no weights")
  }

  @Test func `the network in it is read by itself, by the names that all use`() throws {
    let run = try Run(plan(Adam(), FixedMasks())).trained(to: 4)
    try save(run)
    let file = try SafetensorsFile(path)
    #expect(file["layers.0.weight"]?.shape == [9, 6] && file["run.optimizer.1.layers.0.weight"] != nil)
    #expect(try run.plan.network.reading(file) == run.network)
  }

  @Test func `a run of another plan is refused, with the first thing that differs`() throws {
    let plan = try plan(SGD(), FixedMasks())
    try save(Run(plan).trained(to: 3))
    func complaint(_ change: (inout TrainingPlan) -> Void) -> String? {
      var other = plan
      change(&other)
      return self.complaint(Run(other))
    }
    #expect(complaint { _ in } == nil)
    let head = "r.safetensors holds what was begun by another plan: "
    #expect(complaint { $0.optimizer = Adam() } == head + #"optimizer is "sgd()" there, but "adam()" here"#)
    #expect(
      complaint { $0.schedule = Constant() } == head + #"schedule is "cosine()" there, but "constant()" here"#
    )
    #expect(complaint { $0.sparsity = RigL() } == head + #"sparsity is "fixed()" there, but "rigl()" here"#)
    #expect(complaint { $0.steps = 15 } == head + #"steps is "14" there, but "15" here"#)
    for (other, name) in [
      (try self.plan(SGD(), FixedMasks(), seed: 6), #"seed is "5" there, but "6" here"#),
      (try self.plan(SGD(), FixedMasks(), flow: nil), #"measure is "2" there, but "none" here"#),
      (
        try self.plan(SGD(), FixedMasks(), samples: 41), #"data is "random: 40 training and 9 test samples, "#
      ),
      (try self.plan(SGD(), FixedMasks(), density: 0.5), #"weights at the start is "those with the digest "#),
    ] {
      #expect(self.complaint(Run(other))?.hasPrefix(head + name) == true)
    }
    let data = try Dataset.random(40, features: 6, test: 9, seed: 2)
    let elsewhere = try TrainingPlan(
      network: plan.network, data: data, optimizer: SGD(), schedule: Cosine(), batch: 16, length: .steps(14),
      seed: 5, flowInterval: 2)
    #expect(self.complaint(Run(elsewhere))?.hasPrefix(head + #"samples is "those with the digest "#) == true)
  }

  @Test func `a file without what belongs to a run is refused`() throws {
    let plan = try plan(SGD(), FixedMasks())
    var writer = SafetensorsWriter(metadata: [])
    writer.add(plan.network)
    try writer.write(to: path)
    #expect(complaint(Run(plan)) == "r.safetensors does not say what network was in its plan")
    for fact in plan.facts { writer.add("weir.plan." + fact.name, fact.text) }
    try writer.write(to: path)
    #expect(
      complaint(Run(plan))
        == #"r.safetensors, tensor "run.steps": expected a tensor of that name, found none"#)
    var whole = try Run(plan).trained(to: 3).tensors(metadata: [])
    whole.add("run.else", [1], [0])
    try whole.write(to: path)
    #expect(complaint(Run(plan)) == #"r.safetensors holds "run.else" [1], which the run does not have"#)
  }

  @Test func `a file is refused in which any one bit was changed since it was written`() throws {
    let plan = try plan(SGD(), FixedMasks(), steps: 4)
    try save(Run(plan).trained(to: 2))
    let bytes = try FileBytes(path).read(1 << 20)
    let bias = try #require(try SafetensorsFile(path)["layers.0.bias"])
    func complaint(changing place: Int) throws -> String? {
      var changed = bytes
      changed[place] ^= 1 << UInt8(place % 8)
      try folder.write(changed, to: "r.safetensors")
      return self.complaint(Run(plan))
    }
    for place in Array(stride(from: 0, to: bytes.count, by: bytes.count / 40)) + [bytes.count - 1] {
      #expect(try complaint(changing: place) != nil, "byte \(place) of \(bytes.count)")
    }
    let head = #"r.safetensors, tensor "run.digest": expected "#
    #expect(try complaint(changing: bias.start)?.hasPrefix(head) == true)
  }

  // Whatever stands in a file, reading it ends with a run that can go on, or an error.
  @Test(arguments: 0..<6) func `no damage leads to anything but an error`(seed: Int) throws {
    var latent = TopKAST()
    latent.every = 3
    let plan = try plan(Adam(), latent, density: 1, steps: 9)
    try save(Run(plan).trained(to: 5))
    let bytes = try FileBytes(path).read(1 << 20)
    let header = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) } + 8
    let stream = RandomStream(seed: seed, purpose: .data)
    var read = 0
    for trial in 0..<60 {
      var bytes = bytes
      for change in 0..<(trial % 3) {
        let draw = stream.wide(4 * trial + change)
        // Mostly in the numbers, since what the header says is looked at elsewhere.
        let place =
          draw % 5 == 0 ? Int(draw >> 32) % header : header + Int(draw >> 32) % (bytes.count - header)
        bytes[place] =
          draw % 2 == 0 ? UInt8(truncatingIfNeeded: draw >> 8) : bytes[place] ^ 1 << UInt8(draw >> 8 & 7)
      }
      try folder.write(sealed(bytes), to: "r.safetensors")
      let refused = refusal { () throws(DataError) in
        _ = try Run(plan).reading(try SafetensorsFile(path)).trained(to: 6)
      }
      read += refused == nil ? 1 : 0
    }
    #expect(read >= 20)
  }

  private struct Mistake: Error {}
}
