import Testing
import WeirCatalog

@testable import WeirEngine

/// The rule called [name], with updates often enough for a training of 120 steps, as far as it has settings for
/// that.
private func rule(_ name: String) throws -> any TopologyRule {
  let entry = try #require(topologyRules.entries.first { $0.name == name })
  let names = entry.settings.map(\.name)
  let wanted = [Given("every", .integer(15)), Given("to", .number(0.8))]
  return try #require(try entry.make(wanted.filter { names.contains($0.label ?? "") }) as? any TopologyRule)
}

/// What every rule must hold to.
@Suite struct TopologyLawTests {
  /// A training by a rule: of a sparse network where it moves weights, else of a dense one.
  private func plan(_ name: String, optimizer: any Optimizer = Adam()) throws -> TrainingPlan {
    let rule = try rule(name)
    let sparse = try Network.perceptron([30, 80, 60, 3], Relu(), dropout: 0.1, density: 0.2)
    let dense = try Network.perceptron([30, 80, 60, 3], Relu(), dropout: 0.1)
    return try TrainingPlan(
      network: rule.objection(to: dense, over: 1000) == nil ? dense : sparse,
      data: .random(90, features: 30, test: 30), optimizer: optimizer, sparsity: rule, batch: 40,
      length: .steps(120), seed: 4, flowInterval: 5)
  }

  @Test(arguments: topologyRules.entries.map(\.name))
  func `threads and pauses change no bit`(name: String) throws {
    let whole = Run(try plan(name)).trained()
    #expect(whole.status == .finished)
    #expect(same(Run(whole.plan).trained(threads: 3), whole))
    for stop in [1, 15, 30, 61, 119] {
      #expect(same(Run(whole.plan).trained(to: stop).trained(), whole), "paused at \(stop)")
    }
  }

  @Test(arguments: topologyRules.entries.map(\.name))
  func `counts are exact, and the record agrees with the masks`(name: String) throws {
    let run = Run(try plan(name)).trained()
    let start = run.plan.network.weightLayers.map(\.mask.count)
    var active = start
    for change in run.record.changes {
      let expected = zip(change.layers, active).map { layer, before in before + layer.grown - layer.dropped }
      active = change.layers.map(\.active)
      #expect(active == expected)
    }
    #expect(run.network.weightLayers.map(\.mask.count) == active)
    if let pruning = run.plan.sparsity as? any PruningRule {
      let sizes = run.network.weightLayers.map { $0.mask.rows * $0.mask.columns }
      #expect(active == sizes.map { Counting.kept(pruning.target.sparsity, of: $0) })
    } else {
      #expect(active.reduce(0, +) == start.reduce(0, +))
    }
    #expect(run.explored >= run.network.density && run.explored <= 1)
  }

  @Test(arguments: topologyRules.entries.map(\.name))
  func `what is inactive is zero, and has neither gradient nor memory in the network`(name: String) throws {
    let run = Run(try plan(name)).trained()
    for index in run.network.weightIndices {
      let parameter = run.network.parameters[index]
      let (values, ones) = (parameter.tensor(of: parameter.values).values, parameter.mask.ones)
      #expect(values.indices.allSatisfy { ones[$0] == 1 || values[$0] == 0 })
      #expect(parameter.pattern == nil || parameter.values.count == parameter.mask.count)
      guard run.topology.latents.isEmpty else { continue }
      #expect(run.memories[index].allSatisfy { $0.count == parameter.storedCount })
    }
  }

  @Test(arguments: topologyRules.entries.map(\.name)) func `the loss goes down`(name: String) throws {
    var sgd = SGD()
    (sgd.learningRate, sgd.momentum) = (0.05, 0.9)
    let run = Run(try plan(name, optimizer: sgd)).trained()
    let losses = run.record.losses
    let (first, last) = (losses.prefix(10).reduce(0, +), losses.suffix(10).reduce(0, +))
    #expect(last < 0.8 * first)
  }
}
