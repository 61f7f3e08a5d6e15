import CWeirKernels
import Foundation
import Testing

@testable import WeirEngine

/// What every activation of the registry does.
@Suite struct ActivationLawTests {
  @Test(arguments: activationNames) func `the slope is the slope of the value`(name: String) {
    let activation = activation(name)
    expectDerivative(activation.slope, of: activation.value, awayFromKinksOf: activation)
  }

  @Test(arguments: activationNames) func `the curvature is the slope of the slope`(name: String) {
    let activation = activation(name)
    expectDerivative(activation.curvature, of: activation.slope, awayFromKinksOf: activation)
  }

  // Differences of fourth order over 2⁻⁵: truncation below 1e-6 · f⁽⁵⁾, rounding of values up to 10 about
  // 1e-6 / 2⁻⁵. Where slope or curvature jumps, the point is at a kink and left out.
  private func expectDerivative(
    _ derivative: (Float) -> Float, of function: (Float) -> Float, awayFromKinksOf activation: any Activation
  ) {
    let step: Float = 0x1p-5
    var looked = 0
    for place in -300...300 {
      let x = Float(place) / 30
      let (left, right) = (x - 2 * step, x + 2 * step)
      guard abs(activation.slope(left) - activation.slope(right)) < 0.3 else { continue }
      guard abs(activation.curvature(left) - activation.curvature(right)) < 0.3 else { continue }
      let values = [-2, -1, 1, 2].map { Double(function(x + $0 * step)) }
      let expected = (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * Double(step))
      #expect(abs(Double(derivative(x)) - expected) < 2e-4, "at \(x)")
      looked += 1
    }
    #expect(looked > 590)
  }

  // The vectorized functions promise 5e-7 of the value; products with slopes add the rounding of a few
  // operations on numbers up to one.
  @Test(arguments: activationNames, [0, 1, 2] as [Int32])
  func `a whole row gives what single numbers give, in every instruction set`(
    name: String, set: Int32
  ) {
    let activation = activation(name)
    wk_limit_instruction_set(set)
    defer { wk_limit_instruction_set(-1) }
    for count in [0, 1, 3, 15, 16, 17, 64, 1000] {
      let inputs = (0..<count).map { (Float($0) / Float(max(1, count - 1)) - 0.5) * 60 }
      let flow = (0..<count).map { Float($0 % 7) - 3 }
      var (outputs, gradient) = ([Float](repeating: 9, count: count), flow)
      do {
        var span = outputs.mutableSpan
        activation.values(inputs.span, into: &span)
      }
      do {
        var span = gradient.mutableSpan
        activation.multiplySlopes(inputs.span, outputs.span, &span)
      }
      for index in 0..<count {
        let (x, value) = (inputs[index], activation.value(inputs[index]))
        #expect(abs(outputs[index] - value) <= 1e-6 * max(1, abs(value)), "at \(x)")
        let product = flow[index] * activation.slope(x)
        #expect(abs(gradient[index] - product) <= 3e-6, "slope at \(x)")
      }
    }
  }

  @Test(arguments: activationNames) func `what is not a number stays visible`(name: String) {
    let activation = activation(name)
    #expect(activation.value(.nan).isNaN)
    let inputs: [Float] = [.nan, 1]
    var outputs: [Float] = [0, 0]
    var span = outputs.mutableSpan
    activation.values(inputs.span, into: &span)
    #expect(outputs[0].isNaN && !outputs[1].isNaN)
  }

  @Test(arguments: activationNames) func `far out the values are finite or the function's limit`(name: String)
  {
    let activation = activation(name)
    for x in [-1e30, -1000, -89, 89, 1000, 1e30] as [Float] {
      #expect(activation.value(x).isFinite && activation.slope(x).isFinite, "at \(x)")
      #expect(abs(activation.curvature(x)) < 1e-6, "at \(x)")
    }
  }

  @Test(arguments: activationNames) func `coefficients are where training begins`(name: String) throws {
    guard let learned = activation(name) as? any LearnedActivation else { return }
    func check<A: LearnedActivation>(_ learned: A) throws {
      var copy = learned
      copy.coefficients = learned.coefficients
      for x in [-3, -0.5, 0.1, 4] as [Float] { #expect(copy.value(x) == learned.value(x)) }
      let drawing = Drawing(initializer: Kaiming(), seed: 1, part: 0)
      let parameters = try learned.parameters(for: [6, 2, 2], drawing)
      #expect(parameters.map(\.role) == A.roles && A.roles.allSatisfy(\.isTrained))
      #expect(parameters.allSatisfy { $0.count == (learned.isPerChannel ? 6 : 1) })
    }
    try check(learned)
  }

  // In pieces straight in x and each coefficient, so that differences leave out nothing; and of products of
  // the two, which differences around the middle give exactly.
  @Test(arguments: activationNames)
  func `learned activations know their derivatives by their coefficients`(name: String) {
    guard let learned = activation(name) as? any LearnedActivation else { return }
    func check(_ learned: some LearnedActivation) {
      let step: Float = 0x1p-8
      func moved(_ direction: SIMD4<Float>) -> some LearnedActivation {
        var moved = learned
        moved.coefficients += step * direction
        return moved
      }
      for place in -40...40 {
        let x = Float(place) / 8 + 0.06
        for index in learned.coefficients.indices {
          var direction = SIMD4<Float>.zero
          direction[index] = 1
          let difference = (moved(direction).value(x) - moved(-direction).value(x)) / (2 * step)
          #expect(abs(learned.coefficientSlopes(x)[index] - difference) < 1e-3, "\(index) at \(x)")
        }
        let (change, direction): (Float, SIMD4<Float>) = (0.5, [0.3, -0.7, 0.2, 1])
        let (right, left) = (moved(direction), moved(-direction))
        let changes = learned.changes(at: x, by: change, direction)
        let (after, before) = (x + step * change, x - step * change)
        let slope = (right.slope(after) - left.slope(before)) / (2 * step)
        #expect(abs(changes.slope - slope) < 1e-3, "at \(x)")
        let slopes = (right.coefficientSlopes(after) - left.coefficientSlopes(before)) / (2 * step)
        for index in slopes.indices {
          #expect(abs(changes.coefficientSlopes[index] - slopes[index]) < 1e-3, "\(index) at \(x)")
        }
      }
    }
    check(learned)
  }

  // Each at settings of its own, by hand.
  @Test func `values and slopes at chosen points`() {
    #expect([-2, 0, 3].map(Relu().value) == [0, 0, 3] && [-2, 0, 3].map(Relu().slope) == [0, 0, 1])
    var leaky = LeakyRelu()
    leaky.leak = 0.25
    #expect([-2, 0, 3].map(leaky.value) == [-0.5, 0, 3] && [-2, 0, 3].map(leaky.slope) == [0.25, 0.25, 1])
    #expect(Tanh().value(0) == 0 && Tanh().slope(0) == 1 && Tanh().curvature(0) == 0)
    #expect(Sigmoid().value(0) == 0.5 && Sigmoid().slope(0) == 0.25 && Sigmoid().curvature(0) == 0)
    #expect(Swish().value(0) == 0 && Swish().slope(0) == 0.5 && Swish().curvature(0) == 0.5)
    var sharp = Swish()
    sharp.beta = 1000
    #expect([-2, 3].map(sharp.value) == [0, 3])
    #expect(Elu().value(2) == 2 && Elu().value(0) == 0 && Elu().slope(0) == 1)
    #expect(abs(Elu(alpha: 2).value(-1) - -1.26424112) < 1e-7 && Elu(alpha: 2).slope(0) == 2)
    #expect(Softplus().value(0) == log(2) && Softplus().slope(0) == 0.5 && Softplus().curvature(0) == 0.25)
    #expect(Gelu().value(0) == 0 && Gelu().slope(0) == 0.5 && abs(Gelu().curvature(0) - 0.79788456) < 1e-7)
  }

  // Values of scipy.special in double precision: x Φ(x) by ndtr, log1p(exp(x)), and Klambauer et al. (2017)'s
  // constants. The left tail keeps its digits.
  @Test func `smooth rectifiers at points from elsewhere`() {
    func expect(_ found: Float, _ value: Float) { #expect(abs(found - value) <= 1e-6 * abs(value)) }
    expect(Gelu().value(1), 0.8413447460685429)
    expect(Gelu().value(-1), -0.15865525393145707)
    expect(Gelu().value(-5), -1.4332579e-06)
    expect(Softplus().value(-20), 2.061153620314381e-09)
    expect(Softplus().value(3), 3.048587351573742)
    expect(Selu().value(1), 1.0507009873554805)
    expect(Selu().value(-1), -1.1113307378125625)
    var byTanh = Gelu()
    byTanh.isApproximate = true
    expect(byTanh.value(1), 0.8411919906082768)
    expect(byTanh.value(-1), -0.15880800939172324)
  }

  @Test(arguments: [0, 1, 2] as [Int32])
  func `small values keep their digits in every instruction set`(set: Int32) {
    wk_limit_instruction_set(set)
    defer { wk_limit_instruction_set(-1) }
    let inputs: [Float] = [-10, -8, -5, -3, -1e-3, -1e-6, 1e-6, 1e-3]
    for activation in [Elu(), Gelu(), Softplus(), Sigmoid()] as [any Activation] {
      var outputs = inputs
      var span = outputs.mutableSpan
      activation.values(inputs.span, into: &span)
      for (x, y) in zip(inputs, outputs) {
        let value = activation.value(x)
        // Both forms of the normal share round the square of x in their exponent, by up to 50 · 6e-8.
        #expect(abs(y - value) <= 1e-5 * abs(value), "\(activation.identity) at \(x)")
      }
    }
  }

  // The fixed point of Klambauer et al. (2017): mean 0 and variance 1 behind it, if in front of it.
  @Test func `selu keeps mean and variance`() {
    let values = RandomStream(seed: 1, purpose: .data).normals(0..<100_000).map(Selu().value)
    let mean = values.reduce(0) { $0 + Double($1) } / 1e5
    let square = values.reduce(0) { $0 + Double($1) * Double($1) } / 1e5
    // Standard errors are 0.003 and 0.006.
    #expect(abs(mean) < 0.015 && abs(square - 1) < 0.03)
  }
}
