import CWeirKernels
import Testing

@Suite struct OptimizerTests {
  // Three updates of numbers below 1, some ten roundings of at most 2^-24 each.
  private static let tolerance = 3e-6

  @Test(arguments: instructionSets, [false, true])
  func `gradient descent with momentum follows its formula`(set: Int32, nesterov: Bool) {
    var random = Random(seed: 11)
    for count in [0, 1, 7, 16, 33, 50] {
      for momentum in [nil, 0.9] as [Double?] {
        let weights = random.floats(count), gradients = random.floats(count)
        let w = Guarded(weights), g = Guarded(gradients)
        let velocity = momentum.map { _ in Guarded([Float](repeating: 0, count: count)) }
        var expected = weights.map(Double.init), v = [Double](repeating: 0, count: count)
        for _ in 0..<3 {
          with(set) {
            wk_sgd(
              w.pointer, g.pointer, velocity?.pointer, 0.1, Float(momentum ?? 0), nesterov ? 1 : 0, 0.02,
              0.03,
              count)
          }
          for i in 0..<count {
            let step = Double(gradients[i]) + 0.02 * expected[i]
            v[i] = (momentum ?? 0) * v[i] + step
            let direction = momentum == nil ? step : nesterov ? step + (momentum ?? 0) * v[i] : v[i]
            expected[i] -= 0.1 * (direction + 0.03 * expected[i])
          }
        }
        for i in 0..<count { #expect(abs(Double(w[i]) - expected[i]) < Self.tolerance) }
      }
    }
  }

  @Test(arguments: instructionSets)
  func `Adam follows its formula`(set: Int32) {
    var random = Random(seed: 12)
    for count in [0, 1, 7, 16, 33, 50] {
      let weights = random.floats(count), gradients = random.floats(count)
      let w = Guarded(weights), g = Guarded(gradients)
      let m = Guarded([Float](repeating: 0, count: count)), v = Guarded([Float](repeating: 0, count: count))
      var expected = weights.map(Double.init)
      var first = [Double](repeating: 0, count: count), second = first
      var power1 = 1.0, power2 = 1.0
      for _ in 0..<3 {
        (power1, power2) = (power1 * 0.9, power2 * 0.999)
        with(set) {
          wk_adam(
            w.pointer, g.pointer, m.pointer, v.pointer, 0.01, 0.9, 0.999, 1e-8, Float(1 - power1),
            Float(1 - power2), 0.02, 0.03, count)
        }
        for i in 0..<count {
          let step = Double(gradients[i]) + 0.02 * expected[i]
          first[i] += 0.1 * (step - first[i])
          second[i] += 0.001 * (step * step - second[i])
          expected[i] -=
            0.01 * (first[i] / (1 - power1)) / ((second[i] / (1 - power2)).squareRoot() + 1e-8)
            + 0.01 * 0.03 * expected[i]
        }
      }
      for i in 0..<count { #expect(abs(Double(w[i]) - expected[i]) < Self.tolerance) }
    }
  }

  @Test(arguments: instructionSets)
  func `an update in parts has the bits of the whole`(set: Int32) {
    var random = Random(seed: 13)
    let weights = random.floats(100), g = Guarded(random.floats(100))
    let whole = (0..<3).map { $0 == 0 ? Guarded(weights) : Guarded([Float](repeating: 0.5, count: 100)) }
    let parts = (0..<3).map { $0 == 0 ? Guarded(weights) : Guarded([Float](repeating: 0.5, count: 100)) }
    func update(_ state: [Guarded<Float>], _ part: Range<Int>) {
      let at = state.map { $0.pointer + part.lowerBound }, g = g.pointer + part.lowerBound
      wk_sgd(at[0], g, at[1], 0.1, 0.9, 1, 0.01, 0.01, part.count)
      wk_adam(at[0], g, at[1], at[2], 0.1, 0.9, 0.99, 1e-8, 0.5, 0.5, 0.01, 0.01, part.count)
    }
    with(set) {
      update(whole, 0..<100)
      for part in random.cuts(100) { update(parts, part) }
    }
    for (a, b) in zip(whole, parts) { #expect(a.bits == b.bits) }
  }

  // In double the summands are exact and 2^-53 a summand is nothing, so any order agrees to 1e-13.
  @Test func `norms are the same with every instruction set and right`() {
    var random = Random(seed: 14)
    for count in [0, 1, 15, 16, 17, 40, 1000] {
      let g = Guarded(random.floats(count, in: -1e3...1e3))
      let found = instructionSets.map { set in
        with(set) {
          var absolute = -1.0, squares = -1.0
          wk_norms(g.pointer, count, &absolute, &squares)
          return [absolute, squares]
        }
      }
      let absolute = g.array.map { abs(Double($0)) }.reduce(0, +)
      let squares = g.array.map { Double($0) * Double($0) }.reduce(0, +)
      #expect(abs(found[0][0] - absolute) <= 1e-13 * absolute)
      #expect(abs(found[0][1] - squares) <= 1e-13 * squares)
      for other in found { #expect(other == found[0]) }
    }
  }
}
