import Foundation
import Testing

@testable import WeirEngine

@Suite struct SpectrumTests {
  private func spectrum(
    _ network: Network, _ samples: Samples, _ loss: any Loss = SquaredError(), probes: Int = 1,
    steps: Int = 80, width: Double = 0.01, seed: Int = 0, threads: Int = 1
  ) throws -> Spectrum {
    var estimate = SpectrumEstimate()
    (estimate.probes, estimate.steps, estimate.width, estimate.seed) = (probes, steps, width, seed)
    var curvature = try Curvature(of: network, on: samples, loss: loss)
    curvature.execution = Execution(threads: threads)
    return try curvature.spectrum(estimate)
  }

  /// Inputs x and -x for each row x, all with target zero. Of a linear unit and the squared error ½ y² the
  /// Hessian is the mean of x xᵀ, and 1 for the bias, which nothing couples to a weight.
  private func mirrored(_ rows: [[Float]]) -> Samples {
    .byHand(rows + rows.map { $0.map { -$0 } }, targets: rows.map { _ in [0] } + rows.map { _ in [0] })
  }

  /// By the trapezoidal rule.
  private func integral(_ series: Series) -> Double {
    var sum = 0.0
    for place in series.positions.indices.dropFirst() {
      let width = series.positions[place] - series.positions[place - 1]
      sum += width * (series.values[place] + series.values[place - 1]) / 2
    }
    return sum
  }

  // papers: A = [[2, 1], [1, 3]] has the eigenvalues 1.38196601 and 3.61803399; masked to the first weight 2.
  // Products are in single precision.
  @Test(arguments: [(nil, [1, 1.38196601, 3.61803399]), ([[1, 0]], [1, 2])] as [([[Float]]?, [Double])])
  func `a quadratic loss has the eigenvalues of its matrix`(mask: [[Float]]?, expected: [Double]) throws {
    let network = try Network([Dense.byHand([[1, -1]], bias: [0], mask: mask)], inputShape: [2])
    for seed in 1...4 {
      let found = try spectrum(network, mirrored([[1, 1], [1, -2], [2, 2]]), seed: seed)
      #expect(found.values.count == expected.count && found.coordinates == expected.count)
      for (found, expected) in zip(found.values, expected) { #expect(abs(found - expected) < 1e-6) }
      #expect(found.min == found.values.first && found.max == found.values.last)
    }
  }

  // hessian-eigenthings: two clusters of equally many eigenvalues have half of the mass each, ± 0.15.
  @Test func `two equal clusters have half of the mass each`() throws {
    let network = try Network([Dense.byHand([[Float](repeating: 1, count: 40)], bias: [0])], inputShape: [40])
    // Input i of 80 samples is ±c in two of them, so the eigenvalue is c² / 40: near 3 or near 8.
    let eigenvalues = (0..<40).map { (place: Int) -> Float in (place % 2 == 0 ? 3 : 8) + 0.005 * Float(place)
    }
    let rows = eigenvalues.indices.map { (place: Int) -> [Float] in
      var row = [Float](repeating: 0, count: 40)
      row[place] = (40 * eigenvalues[place]).squareRoot()
      return row
    }
    let found = try spectrum(network, mirrored(rows), probes: 2, steps: 20)
    func mass(_ range: ClosedRange<Double>) -> Double {
      var mass = 0.0
      for (value, weight) in zip(found.values, found.weights) where range.contains(value) { mass += weight }
      return mass
    }
    #expect(abs(mass(2.9...3.3) - 0.5) < 0.15 && abs(mass(7.9...8.3) - 0.5) < 0.15)
    // Signs see the diagonal exactly: (1 + Σ) / 41.
    let trace = 1 + eigenvalues.reduce(0) { $0 + Double($1) }
    #expect(abs(found.mean - trace / 41) < 1e-5)
  }

  @Test(arguments: [0.0001, 0.01, 1]) func `trap 15: the density integrates to 1`(width: Double) throws {
    let network = try Network.perceptron([5, 9, 3], Swish(), batchNorm: true, density: 0.5)
    let samples = Samples.random(100, features: 5)
    let found = try spectrum(network, samples, CrossEntropy(), probes: 3, steps: 12, width: width)
    #expect(found.probes.count == 3)
    for probe in found.probes { #expect(abs(probe.weights.reduce(0, +) - 1) < 1e-12) }
    #expect(abs(found.weights.reduce(0, +) - 1) < 1e-12)
    // Asked for is 5 %; bells of six deviations at every half one leave out far less.
    #expect(abs(integral(found.density) - 1) < 1e-6)
    #expect(found.density.values.allSatisfy { $0 >= 0 })
  }

  @Test func `a single eigenvalue is a bell of its own`() throws {
    let network = try Network([Dense.byHand([[1, 1]], bias: [0])], inputShape: [2])
    let samples = mirrored([[2, 0], [0, 2]].map { $0.map { $0 / Float(2).squareRoot() } })
    let found = try spectrum(network, samples)
    #expect(found.values.allSatisfy { abs($0 - 1) < 1e-6 } && abs(integral(found.density) - 1) < 1e-6)
    let zero = try Network([Dense.byHand([[0, 0]], bias: [0]), Relu()], inputShape: [2])
    let flat = try spectrum(zero, samples)
    #expect(flat.values == [0] && flat.mean == 0 && abs(integral(flat.density) - 1) < 1e-6)
  }

  // Golub and Welsch 1969: m nodes are exact for polynomials of degree below 2m.
  @Test(arguments: 1...4) func `moments agree with products`(steps: Int) throws {
    let size = 9
    let numbers = RandomStream(seed: 1, purpose: .data).normals(0..<(size * size)).map(Double.init)
    func product(_ vector: [Double]) -> [Double] {
      (0..<size).map { row in
        var sum = 0.0
        for column in 0..<size {
          sum += (numbers[row * size + column] + numbers[column * size + row]) * vector[column]
        }
        return sum
      }
    }
    let start = [Double](repeating: 1 / 3, count: size)
    let found = try #require(Quadrature.lanczos(from: start, steps: steps, product))
    var power = start
    for degree in 0..<(2 * steps) {
      let expected = zip(start, power).reduce(0) { $0 + $1.0 * $1.1 }
      var moment = 0.0
      for (value, weight) in zip(found.values, found.weights) {
        moment += weight * pow(value, Double(degree))
      }
      #expect(abs(moment - expected) < 1e-10 * max(1, abs(expected)))
      power = product(power)
    }
  }

  @Test func `no eigenvalue is found twice, however many steps`() throws {
    let eigenvalues = (0..<60).map { (place: Int) -> Double in place == 0 ? 101 : 1 / Double(1 + place) }
    func product(_ vector: [Double]) -> [Double] { zip(vector, eigenvalues).map { $0 * $1 } }
    let start = [Double](repeating: 1, count: 60)
    let found = try #require(Quadrature.lanczos(from: start, steps: 60, product))
    #expect(found.values.filter { $0 > 2 }.count == 1)
    #expect(abs((found.values.last ?? 0) - 101) < 1e-9)
  }

  @Test func `seeds are probes, and threads change no bit`() throws {
    let network = try Network.perceptron([12, 20, 3], batchNorm: true, density: 0.3)
    let samples = Samples.random(100, features: 12)
    let one = try spectrum(network, samples, CrossEntropy(), probes: 2, steps: 6, seed: 1)
    let again = try spectrum(network, samples, CrossEntropy(), probes: 2, steps: 6, seed: 1, threads: 3)
    let other = try spectrum(network, samples, CrossEntropy(), probes: 2, steps: 6, seed: 2)
    #expect(one == again && one != other && one.probes[0] != one.probes[1])
  }

  @Test func `it stops when asked, and says what it cannot do`() throws {
    let samples = Samples.random(10, features: 4)
    let network = try Network.perceptron([4, 3])
    let stopped = try Curvature(of: network, on: samples, loss: CrossEntropy())
    stopped.cancellation.request()
    #expect(throws: Cancelled.self) { try stopped.spectrum(SpectrumEstimate()) }
    let untrained = try Network([Tanh()], inputShape: [4])
    #expect(throws: PlanError.self) { try spectrum(untrained, samples, CrossEntropy()) }
    var diverged = network.drawn
    diverged.parameters[0].values[0] = .nan
    #expect(throws: PlanError.self) { try spectrum(diverged, samples, CrossEntropy()) }
    let small = try Network(network.layers, inputShape: [4], memory: 5_000)
    #expect(throws: PlanError.self) { try spectrum(small, samples, CrossEntropy()) }
  }
}
