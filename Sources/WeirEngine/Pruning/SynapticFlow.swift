/// A layer as SynFlow sees it: linear and positive.
public enum FlowStage: Sendable {
  /// y = x.
  case pass
  /// y = f x, channel by channel.
  case factors([Double])
  /// y = |W| x, for the weights that are parameter number so-and-so of the network, by a convolution or as a plain
  /// matrix.
  case weights(Int, Convolution?)
  /// y = the mean of each window.
  case average(Window)
  /// y = the largest of each window, for the layer of this part.
  case largest(Window, part: Int)
  /// y = what the ones make of x + what the others do; no stages make x itself.
  indirect case sum([FlowStage], [FlowStage])
}

/// The sum R of all outputs of a linear, positive network for an input of ones, and the part of R that goes
/// through each weight: |w ∂R/∂w|. In every layer that all paths cross the parts sum to R.
///
/// In a deep network R soon leaves the range of any float. All numbers here are kept within it by powers of
/// two, which are exact and the same for all numbers of a vector, and are put together again where scores of
/// different layers meet; so they rank as those of the definition would. Cost: three visits of each active
/// weight.
struct SynapticFlow {
  /// The parts of R, matrix after matrix, row after row as the masks count them, times 2⁻ᵉ for the
  /// `exponent` e.
  private(set) var scores: [[Double]]
  /// R 2⁻ᵉ, in 0.5 ..< 2 or zero.
  private(set) var total = 0.0
  /// The power of two that all scores are divided by.
  private(set) var exponent = 0
  private let network: Network
  private let execution: Execution
  private let magnitudes: [Int: [Double]]
  /// What goes into each weight matrix.
  private var inputs: [Int: ScaledVector] = [:]
  /// What passes each layer of windows that lets the largest pass.
  private var winners: [Int: [Int]] = [:]
  /// The place of each weight matrix among them.
  private let numbers: [Int: Int]

  /// The flow through [network], whose weights must be drawn.
  init(_ network: Network, execution: Execution = Execution(threads: 1)) {
    (self.network, self.execution) = (network, execution)
    let indices = network.weightIndices
    numbers = Dictionary(uniqueKeysWithValues: zip(indices, indices.indices))
    magnitudes = Dictionary(uniqueKeysWithValues: indices.map { ($0, network.parameters[$0].magnitudes) })
    scores = indices.map { _ in [] }
    let stages = network.places.stages(network.parameters)
    let ones = [Double](repeating: 1, count: network.inputs)
    let outputs = forward(stages, ScaledVector(ones))
    let sum = ScaledVector([outputs.values.reduce(0, +)], exponent: outputs.exponent)
    (total, exponent) = (sum.values[0], sum.exponent)
    _ = backward(stages, ScaledVector([Double](repeating: 1, count: network.outputs)))
  }

  private mutating func forward(_ stages: [FlowStage], _ x: ScaledVector) -> ScaledVector {
    var x = x
    for stage in stages {
      switch stage {
      case .pass: break
      case .factors(let factors): x = x.multiplied(by: factors)
      case .average(let window): x = x.averaged(over: window)
      case .largest(let window, let part):
        let winners = window.winners(of: x.values)
        self.winners[part] = winners
        x = ScaledVector(winners.map { x.values[$0] }, exponent: x.exponent)
      case .sum(let one, let other): x = forward(one, x).adding(forward(other, x))
      case .weights(let index, let map?):
        inputs[index] = x
        let product = FlowConvolution(map, network.parameters[index].mask)
          .product(magnitudes[index] ?? [], x.values, execution)
        x = ScaledVector(product, exponent: x.exponent)
      case .weights(let index, nil):
        inputs[index] = x
        let (mask, weights) = (network.parameters[index].mask, magnitudes[index] ?? [])
        var (y, rank) = ([Double](repeating: 0, count: mask.rows), 0)
        mask.forEach { row, column in
          y[row] += weights[rank] * x.values[column]
          rank += 1
        }
        x = ScaledVector(y, exponent: x.exponent)
      }
    }
    return x
  }

  /// What each number in front of [stages] adds to R for each unit of it, given what those behind add.
  private mutating func backward(_ stages: [FlowStage], _ d: ScaledVector) -> ScaledVector {
    var d = d
    for stage in stages.reversed() {
      switch stage {
      case .pass: break
      case .factors(let factors): d = d.multiplied(by: factors)
      case .average(let window): d = d.spread(over: window)
      case .largest(let window, let part): d = d.moved(to: winners[part] ?? [], of: window)
      case .sum(let one, let other): d = backward(one, d).adding(backward(other, d))
      case .weights(let index, let map): d = backward(throughWeights: index, map, d)
      }
    }
    return d
  }

  private mutating func backward(
    throughWeights index: Int, _ map: Convolution?, _ d: ScaledVector
  ) -> ScaledVector {
    let (mask, weights) = (network.parameters[index].mask, magnitudes[index] ?? [])
    guard let number = numbers[index], let x = inputs[index] else { return d }
    // In two factors: where the largest numbers of both vectors belong to dead ends, one could be infinite.
    let power = x.exponent + d.exponent - exponent
    let (unit, rest) = (power2(power / 2), power2(power - power / 2))
    if let map {
      var (parts, gradient) = FlowConvolution(map, mask).parts(weights, x.values, d.values, execution)
      for rank in parts.indices { parts[rank] = parts[rank] * unit * rest }
      scores[number] = parts
      return ScaledVector(gradient, exponent: d.exponent)
    }
    var (gradient, parts, rank) = ([Double](repeating: 0, count: mask.columns), weights, 0)
    mask.forEach { row, column in
      let part = weights[rank] * d.values[row]
      gradient[column] += part
      parts[rank] = part * x.values[column] * unit * rest
      rank += 1
    }
    scores[number] = parts
    return ScaledVector(gradient, exponent: d.exponent)
  }
}

extension Parameter {
  /// |w| of the active weights, row after row.
  fileprivate var magnitudes: [Double] {
    guard mask.isFull, draw == nil else { return activeValues.map { Double(abs($0)) } }
    return values.withSpan { values in values.indices.map { Double(abs(values[$0])) } }
  }
}

/// Numbers of at least zero, times a power of two that brings the largest near one.
struct ScaledVector {
  private(set) var values: [Double]
  /// The numbers meant are `values` times 2 to this power.
  private(set) var exponent: Int

  init(_ values: [Double], exponent: Int = 0) {
    let largest = values.max() ?? 0
    guard largest > 0, largest.isFinite else {
      (self.values, self.exponent) = (values, exponent)
      return
    }
    let shift = Int(largest.exponent)
    let factor = power2(-shift)
    self.values = values.map { $0 * factor }
    self.exponent = exponent + shift
  }

  func multiplied(by factors: [Double]) -> ScaledVector {
    // One for each channel, whose numbers stand side by side.
    let positions = values.count / max(1, factors.count)
    return ScaledVector(values.indices.map { values[$0] * factors[$0 / positions] }, exponent: exponent)
  }

  /// The sum, in the unit of the larger.
  func adding(_ other: ScaledVector) -> ScaledVector {
    let unit = max(exponent, other.exponent)
    let (mine, others) = (power2(exponent - unit), power2(other.exponent - unit))
    return ScaledVector(
      zip(values, other.values).map { $0 * mine + $1 * others }, exponent: unit)
  }
}

/// 2 to the power of [exponent].
private func power2(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
