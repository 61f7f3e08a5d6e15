import Testing

@testable import WeirEngine

@Suite struct DropoutTests {
  private func outputs(
    rate: Float, mode: Pass.Mode, seed: Int = 1, step: Int = 0, rows: [[Float]]
  ) throws -> [[Float]] {
    let network = try Network([Dropout(rate: rate)], inputShape: [rows[0].count])
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch(rows)
    workspace.forward(network, Pass(mode: mode, execution: oneThread, seed: seed, step: step))
    return workspace.outputs.samples
  }

  private let ones = [[Float]](repeating: [Float](repeating: 1, count: 50), count: 200)

  @Test(arguments: [Pass.Mode.evaluating, .measuring])
  func `outside of training nothing is dropped`(mode: Pass.Mode) throws {
    #expect(try outputs(rate: 0.5, mode: mode, rows: ones) == ones)
  }

  // 10,000 draws: the share has a deviation of at most 0.005; four of them.
  @Test(arguments: [0, 0.1, 0.5, 0.75, 0.99] as [Float])
  func `a share of the features is dropped and the others scaled up`(rate: Float) throws {
    let found = try outputs(rate: rate, mode: .training, rows: ones).flatMap { $0 }
    let kept = found.filter { $0 != 0 }
    #expect(kept.allSatisfy { $0 == 1 / (1 - rate) })
    #expect(abs(Double(kept.count) / 10_000 - Double(1 - rate)) < 0.02)
  }

  @Test func `a step and a seed have masks of their own, and always the same`() throws {
    func mask(_ seed: Int, _ step: Int) throws -> [[Float]] {
      try outputs(rate: 0.5, mode: .training, seed: seed, step: step, rows: ones)
    }
    let first = try mask(1, 0)
    #expect(try mask(1, 0) == first)
    #expect(try mask(1, 1) != first && mask(2, 0) != first)
  }

  @Test func `two dropout layers drop different features`() throws {
    let network = try Network([Dropout(rate: 0.5), Dropout(rate: 0.5)], inputShape: [50])
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch(ones)
    workspace.forward(network, Pass(mode: .training, execution: oneThread))
    // What both keep is a quarter; one mask twice would keep a half.
    let kept = workspace.outputs.samples.joined().count { $0 != 0 }
    #expect(abs(Double(kept) / 10_000 - 0.25) < 0.02)
  }
}
