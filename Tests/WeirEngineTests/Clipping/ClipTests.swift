import Testing
import WeirCatalog

@testable import WeirEngine

@Suite struct ClipTests {
  private func norm(_ most: Float) -> ClipNorm {
    var clip = ClipNorm()
    clip.most = most
    return clip
  }

  private func value(_ most: Float) -> ClipValue {
    var clip = ClipValue()
    clip.most = most
    return clip
  }

  /// What [gradients] become, by the formula.
  private func clipped(_ gradients: [[Float]], _ clip: some Clip) -> [[Float]] {
    let bounds = clip.bounds(on: gradients.map { Buffer($0) })
    return gradients.map { $0.map { min(max(bounds.factor * $0, -bounds.limit), bounds.limit) } }
  }

  @Test(arguments: clips.standards.map { $0.identity })
  func `every clip leaves small gradients alone and makes none larger`(name: String) throws {
    let clip = try #require(clips.standards.first { $0.identity == name })
    #expect(clipped([[0, 0], []], clip) == [[0, 0], []])
    #expect(clipped([[0.25, -0.5], [0.125]], clip) == [[0.25, -0.5], [0.125]])
    let stream = RandomStream(seed: 1, purpose: .data)
    for scale in [0.1, 1, 1e3, 1e18] as [Float] {
      let gradient = stream.normals(0..<100).map { scale * $0 }
      let after = clipped([Array(gradient[..<30]), Array(gradient[30...])], clip).flatMap { $0 }
      #expect(zip(gradient, after).allSatisfy { abs($1) <= abs($0) && $0 * $1 >= 0 })
    }
  }

  // PyTorch's clip_grad_norm_: (3, 4) has the length 5; 1e-6 is added to it.
  @Test func `the norm is that of all gradients together`() {
    #expect(norm(10).bounds(on: [Buffer([3]), Buffer([0, -4])]) == GradientBounds())
    let factor = norm(2.5).bounds(on: [Buffer([3]), Buffer([0, -4])]).factor
    #expect(abs(Double(factor) - 2.5 / 5.000001) < 1e-7 && factor < 0.5)
    // Squares that no float holds.
    #expect(norm(1).bounds(on: [Buffer([3e30]), Buffer([4e30])]).factor == 2e-31)
    #expect(norm(1).bounds(on: [Buffer([.infinity])]).factor == 0)
  }

  @Test func `a value is cut off on both sides`() {
    #expect(clipped([[3, 0.5, -0.25], [-4]], value(0.5)) == [[0.5, 0.5, -0.25], [-0.5]])
  }

  // y = w x with w = 0, x = 3 and target 4: ∂w = -12 and ∂b = -4. The pull of l2 on the weight 2 is whole.
  @Test func `what is clipped is the gradient without the pulls`() throws {
    func step(_ clip: (any Clip)?, l2: Float = 0, weight: Float = 0) throws -> Run {
      let data = try Dataset(
        name: "line", shape: [1], classes: nil, train: .byHand([[3]], targets: [[4]]),
        test: .byHand([[3]], targets: [[4]]))
      var sgd = SGD()
      (sgd.learningRate, sgd.l2) = (1, l2)
      return Run(
        try TrainingPlan(
          network: Network([Dense.byHand([[weight]], bias: [0])], inputShape: [1]), data: data,
          optimizer: sgd,
          clip: clip, batch: 1, length: .steps(1), flowInterval: 1)
      ).trained()
    }
    func moved(_ run: Run) -> [Float] { run.network.parameters.map { $0.values[0] } }
    #expect(moved(try step(nil)) == [12, 4])
    #expect(moved(try step(value(5))) == [5, 4])
    let shortened = moved(try step(norm(1)))
    #expect(
      abs(shortened[0] - 12 / Float(160).squareRoot()) < 1e-6
        && abs(shortened[1] - 4 / Float(160).squareRoot()) < 1e-6)
    // With w = 2: y = 6, ∂w = 6, ∂b = 2, and a pull of 1.
    #expect(moved(try step(value(0.5), l2: 0.5, weight: 2)) == [0.5, -0.5])
    // Gradient flow is that of the loss.
    #expect(try step(norm(1)).record.flows == step(nil).record.flows)
  }

  @Test(arguments: clips.standards.map { $0.identity })
  func `the number of threads changes no bit of a clipped training`(name: String) throws {
    let clip = try #require(clips.standards.first { $0.identity == name })
    let network = try Network.perceptron([200, 150, 10], Relu(), batchNorm: true, density: 0.2)
    let data = try Dataset.random(500, features: 200, classes: 10)
    func plan(_ clip: (any Clip)?) throws -> TrainingPlan {
      try TrainingPlan(
        network: network, data: data, clip: clip, batch: 500, length: .steps(4), flowInterval: 1)
    }
    let alone = Run(try plan(clip)).trained()
    for threads in 2...4 { #expect(same(Run(try plan(clip)).trained(threads: threads), alone)) }
  }

  // A straight-through step moves weights that are not active too, and their gradients count.
  @Test func `the norm is over all that moves`() throws {
    var rule = StraightThrough()
    rule.target.sparsity = 0.9
    var sgd = SGD()
    sgd.learningRate = 1
    let plan = try TrainingPlan(
      network: .perceptron([20, 30, 3]), data: .random(50, features: 20), optimizer: sgd, clip: norm(1e-3),
      sparsity: rule, batch: 50, length: .steps(1))
    let (before, run) = (plan.network.drawn, Run(plan).trained())
    var squares = 0.0
    for index in before.parameters.indices {
      let after = run.topology.latents[index]?.current ?? run.network.parameters[index]
      for (a, b) in zip(before.parameters[index].values.array, after.values.array) {
        squares += Double(a - b) * Double(a - b)
      }
    }
    // Weights of about 0.3 are rounded by 2^-26 each.
    #expect(abs(squares.squareRoot() - 1e-3) < 1e-6)
  }
}
