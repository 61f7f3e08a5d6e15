import Foundation
import Testing

@testable import WeirEngine

@Suite struct SolutionsTests {
  private func plan(
    rewind: Moment = .step(0), among: [Solution] = Solution.allCases, seed: Int = 1, steps: Int = 24,
    optimizer: any Optimizer = SGD()
  ) throws -> SolutionsPlan {
    var gradual = GradualPruning()
    (gradual.every, gradual.target.sparsity) = (4, 0.8)
    return try SolutionsPlan(
      TrainingPlan(
        network: .perceptron([12, 20, 10, 3], seed: 5),
        data: .random(90, features: 12, test: 30), optimizer: optimizer, sparsity: gradual, batch: 16,
        length: .steps(steps), seed: seed),
      rewind: rewind, among: among)
  }

  private func finished(_ solutions: Solutions) throws -> Solutions {
    try solutions.continued { $0.run.continued(to: $0.step, execution: oneThread) }
  }

  /// Whether all trainings agree, bit for bit.
  private func same(_ a: Solutions, _ b: Solutions) -> Bool {
    a.rewound == b.rewound
      && Solution.allCases.allSatisfy { solution in
        guard let run = a[solution], let other = b[solution] else {
          return (a[solution] == nil) == (b[solution] == nil)
        }
        return WeirEngineTests.same(run, other)
      }
  }

  /// A folder of its own for [body], gone behind it.
  private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  @Test func `all end under masks of one size, and begin with what they should`() throws {
    let found = try finished(Solutions(plan()))
    #expect(found.next == nil)
    let runs = try Solution.allCases.map { try #require(found[$0]) }
    #expect(runs.allSatisfy { $0.status == .finished && $0.steps == 24 })
    let (pruned, lottery, scratch, shuffled, narrow) = (runs[0], runs[1], runs[2], runs[3], runs[4])
    #expect(abs(pruned.network.density - 0.2) < 0.01)
    let masks = pruned.network.weightLayers.map(\.mask)
    for run in [lottery, scratch] { #expect(run.network.weightLayers.map(\.mask) == masks) }
    #expect(shuffled.network.weightLayers.map(\.mask.count) == masks.map(\.count))
    #expect(shuffled.network.weightLayers.map(\.mask) != masks)
    #expect(abs(narrow.network.nonzeros - pruned.network.nonzeros) < 20 && narrow.network.density == 1)
    // Trap 2: rewound weights are those of the dense network, bit for bit; fresh ones are others.
    let dense = found.plan.dense.network.drawn
    for index in dense.weightIndices {
      let own = dense.parameters[index].masked(by: pruned.network.parameters[index].mask)
      #expect(lottery.restarted.network.parameters[index] == own)
      #expect(scratch.restarted.network.parameters[index] != own)
      #expect(scratch.restarted.network.parameters[index].mask == own.mask)
    }
    #expect(runs.allSatisfy { $0.plan.batch == 16 && $0.plan.seed == 1 && $0.plan.steps == 24 })
    #expect(runs.dropFirst().allSatisfy { $0.plan.sparsity is FixedMasks })
  }

  @Test func `the lottery goes back to a later step, with what the optimizer remembers`() throws {
    var momentum = SGD()
    momentum.momentum = 0.9
    let found = try finished(Solutions(plan(rewind: .share(0.25), optimizer: momentum)))
    let (pruned, lottery) = (try #require(found[.pruned]), try #require(found[.lottery]))
    #expect(lottery.firstStep == 6 && lottery.steps == 24)
    let early = Run(found.plan.dense).continued(to: 6, execution: oneThread)
    #expect(found.rewound == early.network)
    let expected = early.rewound(under: pruned.network.weightLayers.map(\.mask))
    #expect(lottery.restarted.network == expected.network)
    #expect(lottery.restarted.memories == expected.memories)
  }

  @Test func `only those asked for are trained, the pruned one always`() throws {
    let found = try finished(Solutions(plan(among: [.scratch])))
    #expect(found[.pruned] != nil && found[.scratch] != nil && found[.lottery] == nil)
    #expect(found.plan.solutions == [.pruned, .scratch])
  }

  // Trap 5: resuming draws masks again, or forgets where it was.
  @Test(arguments: [0, 3, 6, 7, 23, 24, 25, 47, 50, 71, 100, 119], [0, 6])
  func `trap 5: stopped anywhere, kept, and taken up again, it ends with the same bits`(
    stop: Int, rewind: Int
  ) throws {
    let whole = try finished(Solutions(plan(rewind: .step(rewind))))
    try withFolder { path in
      let folder = try SolutionsFolder(path, for: plan(rewind: .step(rewind)), metadata: [])
      var left = stop
      // A step at a time, and each is kept; then nothing more is heard of it.
      let stopped = try Solutions(plan(rewind: .step(rewind)), in: folder).continued { stage in
        var run = stage.run
        while run.steps < stage.step, left > 0 {
          run = run.continued(to: run.steps + 1, execution: oneThread)
          try folder.keep(run, as: stage.solution)
          left -= 1
        }
        return run
      }
      #expect(same(try finished(stopped), whole))
      let again = try Solutions(plan(rewind: .step(rewind)), in: folder)
      #expect(same(try finished(again), whole))
      let read = try Solutions(plan(rewind: .step(rewind)), in: folder)
      #expect(read.next == nil && same(read, whole))
    }
  }

  @Test func `what is finished is looked at where nothing can be written`() throws {
    try withFolder { path in
      let folder = try SolutionsFolder(path, for: plan(among: [.pruned]), metadata: [])
      let done = try finished(Solutions(plan(among: [.pruned]), in: folder))
      // In the place of the file for claims, so that nobody can have one: permissions are nothing to root.
      try FileManager.default.removeItem(atPath: path + "/claims")
      try FileManager.default.createDirectory(atPath: path + "/claims", withIntermediateDirectories: false)
      #expect(try same(finished(Solutions(plan(among: [.pruned]), in: folder)), done))
      try FileManager.default.removeItem(atPath: path + "/pruned.safetensors")
      #expect(throws: DataError.self) { try finished(Solutions(plan(among: [.pruned]), in: folder)) }
    }
  }

  @Test func `a folder of other trainings is refused`() throws {
    try withFolder { path in
      let folder = try SolutionsFolder(path, for: plan(among: [.pruned]), metadata: [])
      _ = try finished(Solutions(plan(among: [.pruned]), in: folder))
      #expect(throws: DataError.self) { try Solutions(plan(among: [.pruned], seed: 2), in: folder) }
      #expect(throws: DataError.self) {
        try SolutionsFolder(path + "/pruned.safetensors", for: plan(among: [.pruned]), metadata: [])
      }
    }
  }

  // The folder of a lottery that began at step 3 was taken for one that began at step 6.
  @Test func `another step to rewind to is another plan`() throws {
    try withFolder { path in
      for (rewind, other) in [(3, 6), (0, 3), (3, 0)] {
        let (plan, changed) = (try plan(rewind: .step(rewind)), try plan(rewind: .step(other)))
        let place = path + "/\(rewind)-\(other)"
        _ = try finished(Solutions(plan, in: SolutionsFolder(place, for: plan, metadata: [])))
        #expect {
          try Solutions(changed, in: SolutionsFolder(place, for: changed, metadata: []))
        } throws: { error in
          (error as? DataError)?.message.contains("rewind") == true
        }
      }
    }
    // The state itself too: what says another step than it has.
    try withFolder { path in
      let plan = try plan(rewind: .step(6))
      let folder = try SolutionsFolder(path, for: plan, metadata: [])
      try folder.keep(early: Run(plan.dense).continued(to: 3, execution: oneThread))
      #expect(throws: DataError.self) { try Solutions(plan, in: folder) }
    }
  }

  // A step to rewind to that is a share of the length moves with it, and was named in its stead.
  @Test func `of another length it is the length that is told`() throws {
    try withFolder { path in
      let (plan, longer) = (try plan(rewind: .share(0.25)), try plan(rewind: .share(0.25), steps: 32))
      _ = try finished(Solutions(plan, in: SolutionsFolder(path, for: plan, metadata: [])))
      #expect {
        try Solutions(longer, in: SolutionsFolder(path, for: longer, metadata: []))
      } throws: { error in
        (error as? DataError)?.message.contains("another plan: steps") == true
      }
    }
  }

  // Where the dense training was not done, whatever lay in the places of the others was written over, unread.
  @Test func `files of others are refused before anything is trained`() throws {
    try withFolder { path in
      let (plan, other) = (try plan(), try plan(seed: 2))
      let folder = try SolutionsFolder(path, for: plan, metadata: [])
      for solution in Solution.allCases.dropFirst() {
        var training = other.dense
        training.sparsity = FixedMasks()
        try folder.keep(Run(training), as: solution)
        #expect {
          try Solutions(plan, in: folder)
        } throws: { error in
          (error as? DataError)?.message.contains("another plan: seed") == true
        }
        let place = path + "/\(solution.rawValue).safetensors"
        try Data("something else".utf8).write(to: URL(filePath: place))
        #expect(throws: DataError.self) { try Solutions(plan, in: folder) }
        Folder.remove(place)
      }
      #expect(try Solutions(plan, in: folder).next == .pruned)
    }
  }

  // What deleted the state at the rewind once led to a dense training that went on under the name of the finished one.
  @Test(arguments: [3, 6]) func `a state that was lost is trained again, and nothing else is`(stop: Int)
    throws
  {
    let plan = try plan(rewind: .step(6))
    let whole = try finished(Solutions(plan))
    try withFolder { path in
      let folder = try SolutionsFolder(path, for: plan, metadata: [])
      _ = try finished(Solutions(plan, in: folder))
      Folder.remove(path + "/" + SolutionsFolder.earlyFile)
      Folder.remove(path + "/scratch.safetensors")
      var stages: [String] = []
      let again = try Solutions(plan, in: folder).continued { stage in
        stages.append("\(stage.solution) \(stage.run.steps) to \(stage.step)")
        return stage.run.continued(to: stages.count == 1 ? stop : stage.step, execution: oneThread)
      }
      // Stopped before its end, the training that is repeated leaves no trace.
      #expect(
        stages == ["pruned 0 to 6"] + (stop == 6 ? ["scratch 0 to 24"] : []))
      let end = try finished(again)
      #expect(same(end, whole))
      #expect(try same(Solutions(plan, in: folder), whole))
    }
  }

  @Test func `networks that were trained stay, though the one that they began with is lost`() throws {
    let plan = try plan()
    try withFolder { path in
      let folder = try SolutionsFolder(path, for: plan, metadata: [])
      let whole = try finished(Solutions(plan, in: folder))
      Folder.remove(path + "/pruned.safetensors")
      var trained: [Solution] = []
      let again = try Solutions(plan, in: folder).continued { stage in
        trained.append(stage.solution)
        return stage.run.continued(to: stage.step, execution: oneThread)
      }
      #expect(trained == [.pruned] && same(again, whole))
    }
  }

  @Test func `what is stale goes on from what the folder has come to meanwhile`() throws {
    let plan = try plan()
    try withFolder { path in
      let folder = try SolutionsFolder(path, for: plan, metadata: [])
      let early = try Solutions(plan, in: folder).continued { $0.run.continued(to: 5, execution: oneThread) }
      let whole = try finished(Solutions(plan, in: folder))
      let late = try early.continued { _ in
        Issue.record("there is nothing left to train")
        return Run(plan.dense)
      }
      #expect(same(late, whole))
    }
  }

  @Test func `what cannot be is said before anything is trained`() throws {
    #expect(throws: PlanError.self) { try plan(rewind: .step(24)) }
    let layers: [any Layer] = [Conv(4, groups: 2), Dense(units: 3)]
    let training = try TrainingPlan(
      network: Network(layers, inputShape: [2, 6, 6]), data: grouped(), sparsity: GradualPruning(),
      length: .steps(5))
    #expect(throws: PlanError.self) { try SolutionsPlan(training) }
    #expect(try SolutionsPlan(training, among: [.scratch]).solutions.count == 2)
  }

  private func grouped() throws -> Dataset {
    let samples = Samples.random(20, features: 72)
    return try Dataset(
      name: "random", shape: [2, 6, 6], classes: 3, train: samples, test: samples[0..<0])
  }
}
