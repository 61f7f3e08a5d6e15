import CWeirKernels
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A function of single numbers, how it should come out, and how near.
private struct Function: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let run: @Sendable (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
  let exact: @Sendable (Double) -> Double
  let tolerance: Double

  static let exponential = Function(
    testDescription: "exp", run: { wk_exp($0, $1, $2) }, exact: { exp($0) }, tolerance: 2e-7)
  static let sigmoid = Function(
    testDescription: "sigmoid", run: { wk_sigmoid($0, $1, $2) },
    // The second form keeps all its digits where the first would round to 1.
    exact: { $0 > 0 ? 1 / (1 + exp(-$0)) : exp($0) / (1 + exp($0)) }, tolerance: 5e-7)
  static let tangent = Function(
    testDescription: "tanh", run: { wk_tanh($0, $1, $2) }, exact: { tanh($0) }, tolerance: 5e-7)
  static let softplus = Function(
    testDescription: "softplus", run: { wk_softplus($0, $1, $2) },
    exact: { max($0, 0) + log1p(exp(-abs($0))) + ($0.isNaN ? $0 : 0) }, tolerance: 5e-7)
  static let exponentialLinear = Function(
    testDescription: "elu", run: { wk_elu($0, 1.5, 0.5, $1, $2) },
    exact: { $0 > 0 ? 1.5 * $0 : 0.5 * expm1($0) }, tolerance: 5e-7)
  static let all = [exponential, sigmoid, tangent, softplus, exponentialLinear]

  func callAsFunction(_ x: [Float]) -> [Float] {
    let input = Guarded(x), output = Guarded(unwritten: x.count)
    run(input.pointer, output.pointer, x.count)
    return output.array
  }
}

@Suite struct ElementsTests {
  // Every 9973rd float, of both signs, from the smallest to infinity and beyond.
  @Test(arguments: instructionSets, Function.all)
  private func `a function is as near as it says over all floats`(set: Int32, function: Function) {
    let x = stride(from: UInt32(0), through: .max - 9973, by: 9973).map { Float(bitPattern: $0) }
    let y = with(set) { function(x) }
    var worst = 0.0, at: Float = 0
    for (x, y) in zip(x, y) {
      let expected = function.exact(Double(x))
      if expected.isNaN {
        if !y.isNaN { (worst, at) = (.infinity, x) }
      } else if abs(expected) > Double(Float.greatestFiniteMagnitude) {
        if y.isFinite { (worst, at) = (.infinity, x) }
      } else if abs(expected) < Double(Float.leastNormalMagnitude) {
        // Where floats have fewer bits, the nearest or its neighbour.
        if abs(Double(y) - expected) > 0x1p-149 { (worst, at) = (.infinity, x) }
      } else {
        let error = abs(Double(y) - expected) / abs(expected)
        if !(error <= worst) { (worst, at) = (error, x) }
      }
    }
    #expect(worst < function.tolerance, "worst at \(at)")
  }

  // The square in the exponent is rounded, which counts as much as the exponent is long.
  @Test(arguments: instructionSets)
  func `the normal share keeps its digits on both sides`(set: Int32) {
    let x = (-12_500...8000).map { Float($0) / 1000 }
    let input = Guarded(x), output = Guarded(unwritten: x.count)
    with(set) { wk_normal_share(input.pointer, output.pointer, x.count) }
    for (x, y) in zip(x, output.array) {
      let expected = erfc(-Double(x) / 2.0.squareRoot()) / 2
      let tolerance = max(1e-6, 1e-7 * Double(x * x))
      #expect(abs(Double(y) - expected) <= tolerance * expected, "at \(x)")
    }
    let ends = Guarded<Float>([-.infinity, -15, 0, 15, .infinity, .nan]), found = Guarded(unwritten: 6)
    with(set) { wk_normal_share(ends.pointer, found.pointer, 6) }
    #expect(found.array.prefix(5) == [0, 0, 0.5, 1, 1] && found[5].isNaN)
  }

  @Test(arguments: instructionSets)
  func `functions end where floats end`(set: Int32) {
    with(set) {
      #expect(
        Function.exponential([-.infinity, -105, 0, 88.75, .infinity]) == [0, 0, 1, .infinity, .infinity])
      #expect(Function.sigmoid([-.infinity, -110, 0, 20, .infinity]) == [0, 0, 0.5, 1, 1])
      #expect(Function.tangent([-.infinity, -12, 0, 12, .infinity]) == [-1, -1, 0, 1, 1])
      #expect(Function.tangent([-0.0])[0].sign == .minus)
      #expect(Function.softplus([-.infinity, -110, 110, .infinity]) == [0, 0, 110, .infinity])
      #expect(Function.exponentialLinear([-.infinity, -110, 0, 2]) == [-0.5, -0.5, 0, 3])
      for function in Function.all { #expect(function([.nan])[0].isNaN) }
    }
  }

  @Test(arguments: instructionSets, 0...70)
  func `elements do not depend on where an array begins or ends`(set: Int32, count: Int) {
    var random = Random(seed: count)
    let x = random.floats(70, in: -5...5)
    with(set) {
      for function in Function.all {
        #expect(function(Array(x.prefix(count))) == Array(function(x).prefix(count)))
        let place = Guarded(Array(x.prefix(count)))
        function.run(place.pointer, place.pointer, count)
        #expect(place.array == Array(function(x).prefix(count)))
      }
    }
  }

  @Test(arguments: instructionSets, [0, 0.01, 1] as [Float])
  func `rectified numbers and their gradients`(set: Int32, slope: Float) {
    var random = Random(seed: 7)
    for count in 0...40 {
      let x = Guarded(random.floats(count)), y = Guarded(unwritten: count)
      let gradients = random.floats(count)
      let d = Guarded(gradients)
      with(set) {
        wk_rectify(x.pointer, slope, y.pointer, count)
        wk_rectify_gradient(x.pointer, slope, d.pointer, count)
      }
      #expect(y.array == x.array.map { max($0, slope * $0) })
      #expect(d.array == zip(x.array, gradients).map { $0 > 0 ? $1 : slope * $1 })
    }
  }

  @Test(arguments: instructionSets)
  func `a rectifier passes infinity and what is not a number`(set: Int32) {
    let x = Guarded<Float>([.infinity, -.infinity, .nan]), y = Guarded(unwritten: 3)
    with(set) { wk_rectify(x.pointer, 0, y.pointer, 3) }
    #expect(y[0] == .infinity && y[1] == 0 && y[2].isNaN)
  }

  @Test(arguments: instructionSets)
  func `products of elements`(set: Int32) {
    var random = Random(seed: 8)
    for count in 0...40 {
      let a = Guarded(random.floats(count)), b = Guarded(random.floats(count))
      let y = Guarded(unwritten: count)
      with(set) { wk_multiply(a.pointer, b.pointer, y.pointer, count) }
      #expect(y.array == zip(a.array, b.array).map(*))
    }
  }

  @Test(arguments: instructionSets, [1, 0, 0.25] as [Float])
  func `a sum behind a rectifier, and its gradient, which is split, are those of one after the other`(
    set: Int32, slope: Float
  ) {
    var random = Random(seed: 4)
    for count in 0...40 {
      let a = Guarded(random.floats(count)), b = Guarded(random.floats(count))
      let (y, plain) = (Guarded(unwritten: count), Guarded(zip(a.array, b.array).map(+)))
      let d = Guarded(random.floats(count)), copy = Guarded(unwritten: count)
      let expected = Guarded(d.array)
      with(set) {
        wk_add(a.pointer, b.pointer, slope, y.pointer, count)
        wk_split_gradient(y.pointer, slope, d.pointer, copy.pointer, count)
        wk_rectify_gradient(plain.pointer, slope, expected.pointer, count)
        wk_rectify(plain.pointer, slope, plain.pointer, count)
      }
      #expect(y.bits == plain.bits && d.bits == expected.bits && copy.bits == expected.bits)
    }
  }
}
