import CWeirKernels
import Testing

@testable import WeirEngine

/// What every activation of the registry does.
@Suite struct ActivationLawTests {
  static let names = activations.standards.map { $0.identity }

  private func activation(_ name: String) throws -> any Activation {
    try #require(activations.standards.first { $0.identity == name })
  }

  @Test(arguments: names) func `the slope is the slope of the value`(name: String) throws {
    let activation = try activation(name)
    try expectDerivative(activation.slope, of: activation.value, awayFromKinksOf: activation)
  }

  @Test(arguments: names) func `the curvature is the slope of the slope`(name: String) throws {
    let activation = try activation(name)
    try expectDerivative(activation.curvature, of: activation.slope, awayFromKinksOf: activation)
  }

  // Differences of fourth order over 2⁻⁵: truncation below 1e-6 · f⁽⁵⁾, rounding of values up to 10 about
  // 1e-6 / 2⁻⁵. Where the slope jumps, the point is at a kink and left out.
  private func expectDerivative(
    _ derivative: (Float) -> Float, of function: (Float) -> Float, awayFromKinksOf activation: any Activation
  ) throws {
    let step: Float = 0x1p-5
    var looked = 0
    for place in -300...300 {
      let x = Float(place) / 30
      guard abs(activation.slope(x - 2 * step) - activation.slope(x + 2 * step)) < 0.3 else { continue }
      let values = [-2, -1, 1, 2].map { Double(function(x + $0 * step)) }
      let expected = (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * Double(step))
      #expect(abs(Double(derivative(x)) - expected) < 2e-4, "at \(x)")
      looked += 1
    }
    #expect(looked > 590)
  }

  // The vectorized functions promise 5e-7 of the value; products with slopes add the rounding of a few
  // operations on numbers up to one.
  @Test(arguments: names, [0, 1, 2] as [Int32])
  func `a whole row gives what single numbers give, in every instruction set`(
    name: String, set: Int32
  ) throws {
    let activation = try activation(name)
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

  @Test(arguments: names) func `what is not a number stays visible`(name: String) throws {
    let activation = try activation(name)
    #expect(activation.value(.nan).isNaN)
    let inputs: [Float] = [.nan, 1]
    var outputs: [Float] = [0, 0]
    var span = outputs.mutableSpan
    activation.values(inputs.span, into: &span)
    #expect(outputs[0].isNaN && !outputs[1].isNaN)
  }

  @Test(arguments: names) func `far out the values are finite or the function's limit`(name: String) throws {
    let activation = try activation(name)
    for x in [-1e30, -1000, -89, 89, 1000, 1e30] as [Float] {
      #expect(activation.value(x).isFinite && activation.slope(x).isFinite, "at \(x)")
      #expect(abs(activation.curvature(x)) < 1e-6, "at \(x)")
    }
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
  }
}
