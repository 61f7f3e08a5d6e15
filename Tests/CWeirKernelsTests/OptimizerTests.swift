import CWeirKernels
import Testing

/// An update as its formula has it, one weight at a time in double precision. The kernel leaves the new weights in the
/// place of the gradient.
private struct Rule: Sendable {
  typealias Kernel =
    @Sendable (
      _ w: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>, _ m: [UnsafeMutablePointer<Float>],
      _ step: UnsafePointer<wk_step>, _ count: Int
    ) -> Void
  let name: String
  /// How many numbers it remembers for each weight.
  let memories: Int
  let kernel: Kernel
  /// The step u of a gradient, before the rate.
  let step: @Sendable (_ g: Double, _ m: inout [Double]) -> Double
}

private func blend(_ old: inout Double, _ new: Double, _ share: Double) -> Double {
  old += share * (new - old)
  return old
}

private func descent(_ name: String, momentum: Double?, nesterov: Bool = false) -> Rule {
  Rule(name: name, memories: momentum == nil ? 0 : 1) { w, g, m, step, count in
    wk_sgd(w, g, m.first, step, Float(momentum ?? 0), nesterov ? 1 : 0, count)
  } step: { g, m in
    guard let momentum else { return g }
    m[0] = momentum * m[0] + g
    return nesterov ? g + momentum * m[0] : m[0]
  }
}

private func rmsprop(_ name: String, centered: Bool, momentum: Bool) -> Rule {
  Rule(name: name, memories: 1 + (centered ? 1 : 0) + (momentum ? 1 : 0)) { w, g, m, step, count in
    let velocity = momentum ? m[m.count - 1] : nil
    wk_rmsprop(w, g, m[0], centered ? m[1] : nil, velocity, step, 0.8, momentum ? 0.9 : 0, 1e-3, count)
  } step: { g, m in
    var square = blend(&m[0], g * g, 0.2)
    if centered {
      let mean = blend(&m[1], g, 0.2)
      square -= mean * mean
    }
    let u = g / (square.squareRoot() + 1e-3)
    guard momentum else { return u }
    m[m.count - 1] = 0.9 * m[m.count - 1] + u
    return m[m.count - 1]
  }
}

private let rules = [
  descent("descent", momentum: nil), descent("momentum", momentum: 0.9),
  descent("Nesterov", momentum: 0.9, nesterov: true),
  Rule(name: "Adagrad", memories: 1) { w, g, m, step, count in
    wk_adagrad(w, g, m[0], step, 0.3, 1e-3, count)
  } step: { g, m in
    m[0] += g * g
    return g / ((m[0] + 0.3).squareRoot() + 1e-3)
  },
  rmsprop("RMSprop", centered: false, momentum: false),
  rmsprop("RMSprop, centered", centered: true, momentum: false),
  rmsprop("RMSprop with momentum", centered: false, momentum: true),
  rmsprop("RMSprop with both", centered: true, momentum: true),
  Rule(name: "Adam", memories: 2) { w, g, m, step, count in
    wk_adam(w, g, m[0], m[1], step, 0.9, 0.99, 1e-3, 0.5, 2, 0.25, count)
  } step: { g, m in
    let (mean, square) = (blend(&m[0], g, 0.1), blend(&m[1], g * g, 0.01))
    return (0.5 * g + 2 * mean) / ((square / 0.25).squareRoot() + 1e-3)
  },
  Rule(name: "AdaMax", memories: 2) { w, g, m, step, count in
    wk_adamax(w, g, m[0], m[1], step, 0.9, 0.5, 1e-3, 2, count)
  } step: { g, m in
    let mean = blend(&m[0], g, 0.1)
    m[1] = max(0.5 * m[1], abs(g))
    return 2 * mean / (m[1] + 1e-3)
  },
]

@Suite struct OptimizerTests {
  private static let step = wk_step(rate: 0.01, factor: 0.75, limit: 0.5, l2: 0.02, decay: 0.03)

  // Three updates, each off by some ten roundings of 2^-24 of a step below 0.1; where squares all but cancel
  // (a centered average) the root of what is left may be off by a hundred times that.
  @Test(arguments: instructionSets, rules.indices)
  func `an update follows its formula`(set: Int32, rule: Int) {
    let rule = rules[rule]
    var random = Random(seed: 11)
    for count in [0, 1, 7, 16, 33, 50] {
      var w = Guarded(random.floats(count))
      let memory = (0..<rule.memories).map { _ in Guarded(zeros: count) }
      var expected = w.array.map(Double.init)
      var remembered = [[Double]](repeating: Array(repeating: 0, count: rule.memories), count: count)
      for _ in 0..<3 {
        let gradient = random.floats(count), g = Guarded(gradient), before = w.bits
        var step = Self.step
        with(set) { rule.kernel(w.pointer, g.pointer, memory.map(\.pointer), &step, count) }
        #expect(w.bits == before)
        w = g
        for i in 0..<count {
          let entering = max(-0.5, min(0.5, 0.75 * Double(gradient[i]))) + 0.02 * expected[i]
          let u = rule.step(entering, &remembered[i])
          expected[i] -= 0.01 * (u + 0.03 * expected[i])
        }
      }
      for i in 0..<count { #expect(abs(Double(w[i]) - expected[i]) < 3e-5, "\(rule.name) \(i) of \(count)") }
    }
  }

  @Test(arguments: instructionSets, rules.indices)
  func `an update in parts has the bits of the whole`(set: Int32, rule: Int) {
    var random = Random(seed: 13)
    let w = Guarded(random.floats(100)), gradient = random.floats(100)
    func state() -> [Guarded<Float>] {
      [Guarded(gradient)]
        + (0..<rules[rule].memories).map { _ in Guarded([Float](repeating: 0.5, count: 100)) }
    }
    let (whole, parts) = (state(), state())
    func update(_ state: [Guarded<Float>], _ part: Range<Int>) {
      let at = state.map { $0.pointer + part.lowerBound }
      var step = Self.step
      rules[rule].kernel(w.pointer + part.lowerBound, at[0], Array(at.dropFirst()), &step, part.count)
    }
    with(set) {
      update(whole, 0..<100)
      for part in random.cuts(100) { update(parts, part) }
    }
    for (a, b) in zip(whole, parts) { #expect(a.bits == b.bits) }
  }

  // A cut by a comparison lets what is not a number through, and a run that diverges must be seen to.
  @Test(arguments: instructionSets, rules.indices)
  func `what is not a number is not cut off`(set: Int32, rule: Int) {
    for bad in [Float.nan, .infinity, -.infinity] {
      let w = Guarded([Float](repeating: 1, count: 20)), g = Guarded([Float](repeating: bad, count: 20))
      let memory = (0..<rules[rule].memories).map { _ in Guarded(zeros: 20) }
      var step = wk_step(rate: 0.01, factor: 1, limit: bad.isNaN ? 1 : .infinity, l2: 0, decay: 0)
      with(set) { rules[rule].kernel(w.pointer, g.pointer, memory.map(\.pointer), &step, 20) }
      #expect(g.array.allSatisfy { !$0.isFinite }, "\(rules[rule].name)")
    }
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
