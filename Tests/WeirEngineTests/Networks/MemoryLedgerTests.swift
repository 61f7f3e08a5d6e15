import Testing

@testable import WeirEngine

@Suite struct MemoryLedgerTests {
  // By hand, for 18,715, 6,906 and 1,000 weights, the last layer being full. At rest a sparse weight has 4
  // bytes of value, 2 of place and 2 in the mask; rows have 8 bytes for each of 5 and 2 blocks of columns, with one
  // number behind them, and 8 in the mask. Training adds 4 each for gradient and momentum, and for the second layer
  // a transposed matrix of 6 bytes a weight in one block.
  @Test func `the ledger of 784-300-100-10 at a tenth`() throws {
    let network = try Network.perceptron([784, 300, 100, 10]).sparsified(
      to: 0.1, distribution: ErdosRenyi(), method: RandomPruning(), seed: 1)
    let ledger = network.ledger
    #expect(ledger.map(\.name) == ["0 784-300", "1 300-100", "2 100-10"])
    #expect(
      ledger.map(\.active) == [18715, 6906, 1000] && ledger.map(\.multiplyAdds) == [18715, 6906, 1000])
    let rest = [8 * 18715 + 8 * (5 * 301 + 1) + 8 * 301, 8 * 6906 + 8 * (2 * 101 + 1) + 8 * 101, 4000]
    #expect(ledger.map(\.restBytes) == rest)
    #expect(
      ledger.map(\.trainingBytes)
        == [rest[0] + 8 * 18715, rest[1] + 8 * 6906 + 6 * 6906 + 8 * (301 + 1), 12_000])
    #expect(ledger.map(\.denseTrainingBytes) == [12 * 235_200, 12 * 30_000, 12_000])
    #expect(ledger.reduce(0) { $0 + $1.trainingBytes } <= 24 * network.nonzeros)
  }

  @Test func `what is nearly dense is multiplied whole`() throws {
    let ledger = try Network.perceptron([10, 10], density: 0.7).ledger
    #expect(ledger[0].active == 70 && ledger[0].multiplyAdds == 100)
    #expect(ledger[0].restBytes == 400 + 2 * 70 + 8 * 11)
  }

  // What training is said to need before it begins covers the ledger, and batches besides.
  @Test(arguments: [0.01, 0.3, 0.8, 1]) func `a plan asks for more than the ledger`(density: Double) throws {
    let network = try Network.perceptron(
      [300, 200, 100, 10], batchNorm: true, dropout: 0.1, density: density)
    let ledger = Double(network.ledger.reduce(0) { $0 + $1.trainingBytes })
    let small = network.bytes(for: .training(batch: 64, memories: 1))
    #expect(small > 0.8 * ledger)
    #expect(network.bytes(for: .training(batch: 6400, memories: 1)) - small > 99 * 64 * 4 * 910)
    #expect(network.bytes(for: .evaluating(batch: 64)) < small)
    #expect(
      network.bytes(for: .measuring(batch: 64, dense: true))
        >= network.bytes(for: .measuring(batch: 64, dense: false)))
  }
}
