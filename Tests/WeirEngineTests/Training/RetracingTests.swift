import Testing
import WeirCatalog
import WeirTestSupport

@testable import WeirEngine

/// Earlier steps of a run, and other ways from there.
@Suite struct RetracingTests {
  /// [run] as it was after [step] steps, and how many steps that took.
  private func retraced(_ run: Run, to step: Int) -> (run: Run, steps: Int) {
    var count = 0
    let earlier = run.retraced(to: step) { part, end in
      count += end - part.steps
      return part.trained(to: end, threads: 2)
    }
    return (earlier, count)
  }

  @Test(arguments: Setup.allCases, [0, 1, 3, 16])
  func `every step of a run is reached again, bit for bit`(setup: Setup, snapshots: Int) throws {
    let start = Run(try setup.plan(.steps(10), scale: 5))
    let whole = start.keepingSnapshots(snapshots).trained()
    #expect(same(whole, start.trained()) && whole.snapshots.states.count <= snapshots)
    for step in 0...10 {
      #expect(same(retraced(whole, to: step).run, start.trained(to: step)), "step \(step)")
      #expect(same(retraced(whole, to: step).run.trained(), whole), "from step \(step)")
    }
  }

  @Test(arguments: topologyRules.entries.map(\.name), [0, 4])
  func `under every rule for masks too`(name: String, snapshots: Int) throws {
    let entry = try #require(topologyRules.entries.first { $0.name == name })
    let names = entry.settings.map(\.name)
    let wanted = [Given("every", .integer(4)), Given("to", .number(0.8))]
    let made = try entry.make(wanted.filter { names.contains($0.label ?? "") })
    let rule = try #require(made as? any TopologyRule)
    let dense = try Network.perceptron([6, 12, 9, 3])
    let sparse = try Network.perceptron([6, 12, 9, 3], density: 0.4)
    let start = Run(
      try TrainingPlan(
        network: rule.objection(to: dense, over: 1000) == nil ? dense : sparse,
        data: .random(40, features: 6, test: 9),
        optimizer: Adam(), sparsity: rule, batch: 16, length: .steps(20), seed: 3, flowInterval: 2))
    let whole = start.keepingSnapshots(snapshots).trained()
    for step in [0, 3, 4, 5, 12, 19, 20] {
      #expect(same(retraced(whole, to: step).run, start.trained(to: step)), "step \(step)")
    }
    // A fork remembers what the rule knew.
    let fork = start.trained(to: 9).forked(schedule: Cosine()).keepingSnapshots(snapshots)
    let forked = fork.trained()
    for step in [9, 10, 12, 17] {
      #expect(same(retraced(forked, to: step).run, fork.trained(to: step)), "step \(step) of the fork")
    }
  }

  @Test func `snapshots are few, evenly spaced, and save most of the steps`() throws {
    let start = Run(try Setup.plain.plan(.steps(60), scale: 5))
    let whole = start.keepingSnapshots(6).trained()
    #expect(whole.snapshots.states.map(\.steps) == [10, 20, 30, 40, 50, 60])
    #expect(retraced(whole, to: 37).steps == 7 && retraced(start.trained(), to: 37).steps == 37)
    let longer = whole.lengthened(by: 60).trained()
    #expect(longer.snapshots.states.map(\.steps) == [20, 40, 60, 80, 100, 120])
    // What was there before the step is there for the earlier run, too.
    #expect(retraced(longer, to: 50).run.snapshots.states.map(\.steps) == [20, 40])
  }

  // A run that was made longer was trained again by the longer plan from its first step on, whose schedule is another.
  @Test func `a run that was made longer has been under the shorter plan before`() throws {
    let start = Run(try Setup.plain.plan(.steps(10), scale: 5))
    let early = start.trained(to: 6).lengthened(by: 4)
    let twice = early.trained().lengthened(by: 5).trained()
    #expect(twice.steps == 19 && twice.lengthenings.count == 2)
    for step in 0...6 {
      #expect(same(retraced(twice, to: step).run, start.trained(to: step)), "step \(step)")
    }
    for step in 7...14 {
      #expect(same(retraced(twice, to: step).run, early.trained(to: step)), "step \(step)")
    }
    for step in 15...18 {
      let expected = early.trained().lengthened(by: 5).trained(to: step)
      #expect(same(retraced(twice, to: step).run, expected), "step \(step)")
    }
  }

  @Test func `a fork begins where it was, keeps the memory of the same optimizer, and no other`() throws {
    let middle = Run(try Setup.plain.plan(.steps(10), scale: 5)).trained(to: 4)
    var slower = SGD()
    (slower.momentum, slower.nesterov, slower.learningRate) = (0.9, true, 0.01)
    let same = middle.forked(optimizer: slower)
    #expect(same.memories == middle.memories && same.network == middle.network && same.steps == 4)
    #expect(same.record == TrainingRecord() && same.firstStep == 4 && same.optimizerStart == 0)
    #expect(same.trained(to: 6).loss.positions == [5, 6])
    let other = middle.forked(optimizer: Adam())
    #expect(other.memories.joined().allSatisfy { $0.array.allSatisfy { $0 == 0 } })
    #expect(other.optimizerStart == 4 && other.forked().optimizerStart == 4)
    // The same change of nothing goes on to the same bits.
    #expect(middle.forked().trained().network == middle.trained().network)
  }

  // Counted from step 0, Adam's first step after a fork would be 3.2 times its rate: averages of one gradient, as if
  // there had been many.
  @Test func `an optimizer that begins later begins with its first step`() throws {
    let middle = Run(try Setup.plain.plan(.steps(2000), scale: 5)).trained(to: 3)
    var adam = Adam()
    adam.learningRate = 0.001
    let fork = middle.forked(optimizer: adam, schedule: Constant())
    let after = fork.trained(to: 4)
    let moves = zip(fork.network.parameters, after.network.parameters).flatMap { before, after in
      zip(before.values.array, after.values.array).map { abs($0 - $1) }
    }
    // The rate, and rounding of weights below 1 to 2^-24.
    #expect((moves.max() ?? 1) < 0.001 + 2e-7)
    #expect(moves.count { $0 > 0.0009 } > moves.count / 2)
  }

  @Test func `a fork and a longer run come back from files`() throws {
    let folder = try TemporaryFolder()
    let plan = try Setup.adam.plan(.steps(10), scale: 5)
    let fork = Run(plan).trained(to: 4).forked(optimizer: SGD()).lengthened(by: 6).trained(to: 8)
    let run = fork.lengthened(by: 2).trained(to: 9)
    let path = folder.path + "/run.safetensors"
    try run.tensors(metadata: []).write(to: path)
    let loaded = try Run(run.plan).reading(try SafetensorsFile(path))
    #expect(same(loaded, run) && loaded.lengthenings == run.lengthenings && loaded.beginning == run.beginning)
    #expect(same(loaded.trained(), run.trained()))
    #expect(same(retraced(loaded, to: 6).run, retraced(run, to: 6).run))
  }
}
