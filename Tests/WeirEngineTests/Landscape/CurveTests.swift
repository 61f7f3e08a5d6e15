import Foundation
import Testing

@testable import WeirEngine

@Suite struct CurveTests {
  private let data: Dataset
  init() throws { data = try .random(48, features: 6, test: 20) }

  private func ends(density: Double = 0.3) throws -> (a: Network, b: Network) {
    let a = try Network.perceptron([6, 12, 3], density: density, seed: 1)
    var b = try Network.perceptron([6, 12, 3], density: density, seed: 1).stirred
    for index in b.weightIndices {
      b.parameters[index].values = Buffer(b.parameters[index].values.array.map { -0.5 * $0 })
    }
    return (a, b)
  }

  private var momentum: SGD {
    var sgd = SGD()
    (sgd.learningRate, sgd.momentum, sgd.l2) = (0.1, 0.9, 1e-3)
    return sgd
  }

  @Test(arguments: [CurveFamily.bezier, .polyChain], [1, 2])
  func `a sparse curve has no place for inactive weights, and its ends stay`(
    family: CurveFamily, bends: Int
  ) throws {
    let (a, b) = try ends()
    let path = try Path.done(a, b, data, family: family, bends: bends, steps: 30, optimizer: momentum)
    let places = [-0.3, 0, 0.2, 0.5, 0.8, 1, 1.4]
    for network in path.controlPoints + places.map({ path.mixed(at: $0) }) {
      for index in network.weightIndices {
        #expect(network.parameters[index].mask == a.parameters[index].mask)
        #expect(network.parameters[index].values.count == a.parameters[index].mask.count)
      }
    }
    #expect(path.controlPoints.first == a && path.controlPoints.last == b)
    #expect(path.steps == 30 && path.fitLoss.values.count == 30)
    #expect(try path.controlPoints[1] != Path.open(a, b, data, bends: bends).controlPoints[1])
  }

  @Test func `a dense curve leaves the masks, between the same ends`() throws {
    let (a, b) = try ends()
    let path = try Path.done(a, b, data, bends: 1, space: .dense, steps: 30, optimizer: momentum)
    let index = a.weightIndices[0]
    let middle = path.mixed(at: 0.5).parameters[index]
    #expect(
      middle.mask.isFull && middle.values.array.filter { $0 != 0 }.count > a.parameters[index].mask.count)
    #expect(path.mixed(at: 0) == a && path.mixed(at: 1) == b)
  }

  @Test func `a curve that is fitted has less loss than the line on which it began`() throws {
    let (a, b) = try ends()
    let line = try Path.done(a, b, data)
    let curve = try Path.done(a, b, data, bends: 1, steps: 200, optimizer: momentum)
    let means = (curve: try #require(curve.meanLoss), line: try #require(line.meanLoss))
    #expect(means.curve < means.line - 0.01)
  }

  @Test(arguments: [CurveFamily.bezier, .polyChain], [1, 2])
  func `evenly spaced points on the line are the line`(family: CurveFamily, bends: Int) throws {
    let (a, b) = try ends()
    let line = try Path.done(a, b, data)
    let curve = try Path.done(a, b, data, family: family, bends: bends, steps: 0)
    #expect(zip(line.trainLosses, curve.trainLosses).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(abs(curve.length - line.length) < 1e-5 * line.length)
    #expect(try abs(line.length - Distance(a, b, execution: oneThread).whole) < 1e-9)
  }

  // (2t, 2t (1 - t)) from (0, 0) to (2, 0) by (1, 1): ∫ √(4 + (2 - 4t)²) dt = √2 + arsinh 1. The chain: 2 √2.
  @Test func `the length of a parabola and of a chain`() throws {
    let data = try Dataset.byHand(.byHand([[1, 1]], targets: [[1]]))
    func length(_ family: CurveFamily) throws -> Double {
      try Path.open(
        .unit([0, 0]), .unit([2, 0]), data, family: family, bends: 1, inner: [.unit([1, 1])]
      ).length
    }
    #expect(try abs(length(.bezier) - (2.0.squareRoot() + asinh(1))) < 1e-6)
    #expect(try abs(length(.polyChain) - 8.0.squareRoot()) < 1e-12)
    let bent = try Path.open(.unit([0, 0]), .unit([2, 0]), data, bends: 1, inner: [.unit([1, 1])])
    let beyond = bent.mixed(at: 2).parameters[0].values.array
    #expect(beyond == [4, -4])
  }

  // One step of descent on one batch moves a control point by its gradient; the loss at the t of the step says the same
  // by differences.
  @Test func `the gradient of control points agrees with differences`() throws {
    let data = try Dataset.random(16, features: 6)
    let (a, b) = try ends()
    var sgd = SGD()
    (sgd.learningRate, sgd.l2) = (1, 0.05)
    let before = try Path.open(a, b, data, bends: 2, steps: 1, optimizer: sgd)
    let t = CurveTrainer(before, execution: oneThread).place
    let after = before.continued(execution: oneThread)
    func value(_ path: Path) throws -> Double {
      let network = path.mixed(at: t)
      let squares = network.weightIndices.reduce(0) {
        $0 + network.parameters[$1].values.array.reduce(0) { $0 + Double($1) * Double($1) }
      }
      return try network.loss(data.train) + 0.025 * squares
    }
    for bend in 1...2 {
      for index in a.parameters.indices {
        for place in stride(from: 0, to: a.parameters[index].count, by: 3) {
          let values = try [-1, 1].map { (side: Float) in
            var moved = before
            moved.controls[bend][index][place] += side * 0x1p-5
            return try value(moved)
          }
          let difference = (values[1] - values[0]) * 0x1p4
          let gradient = Double(before.controls[bend][index][place] - after.controls[bend][index][place])
          // What the difference leaves out and what single precision rounds are below a thousandth.
          #expect(abs(difference - gradient) < 1e-3, "bend \(bend), parameter \(index), place \(place)")
        }
      }
    }
  }

  @Test(arguments: [1, 7, 23, 28]) func `a pause changes no bit, nor do threads`(stop: Int) throws {
    let (a, b) = try ends(density: 1)
    func open() throws -> Path {
      try Path.open(a, b, data, bends: 2, steps: 25, optimizer: Adam())
    }
    let whole = try open().continued(execution: Execution(threads: 3))
    let wish = Cancellation()
    let paused = try open().continued(execution: oneThread, cancellation: wish) {
      if $0.done == stop { wish.request() }
    }
    #expect(paused.done == stop && paused.status == .paused && paused != whole)
    #expect(paused.continued(execution: oneThread) == whole && whole.status == .finished)
  }

  @Test func `a fit that leaves all bounds ends before the step that does`() throws {
    let (a, b) = try ends()
    var sgd = SGD()
    (sgd.learningRate, sgd.l2) = (3e38, 100)
    let path = try Path.done(a, b, data, bends: 1, steps: 20, optimizer: sgd)
    guard case .diverged(let step) = path.status else { return #expect(Bool(false), "it went on") }
    #expect(path.steps == step && path.readings.count == 5)
    #expect(path.controls[1].allSatisfy { Updates.areFinite($0) })
  }

  @Test func `dropout and statistics of the batch take part in the fit`() throws {
    let a = try Network.perceptron([6, 12, 3], batchNorm: true, dropout: 0.3, density: 0.3, seed: 1)
    let b = try Network.perceptron([6, 12, 3], batchNorm: true, dropout: 0.3, density: 0.3, seed: 2)
    let path = try Path.done(a, b, data, bends: 1, steps: 10, optimizer: momentum)
    #expect(path.status == .finished && path.trainLosses.allSatisfy { $0.isFinite })
    #expect(try Path.done(a, b, data, bends: 1, steps: 10, optimizer: momentum, threads: 2) == path)
  }

  @Test func `points between the ends stay under the masks, and are as many as there are`() throws {
    let (a, b) = try ends()
    #expect(throws: PlanError.self) { try Path.open(a, b, data, bends: 1, inner: [.perceptron([6, 12, 3])]) }
    #expect(throws: PlanError.self) { try Path.open(a, b, data, bends: 2, inner: [a]) }
    let dense = try Path.open(a, b, data, bends: 1, inner: [.perceptron([6, 12, 3])], space: .dense)
    #expect(try dense.controlPoints[1] == Network.perceptron([6, 12, 3]).drawn)
  }
}
