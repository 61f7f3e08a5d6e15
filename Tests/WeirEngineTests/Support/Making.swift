import Testing

@testable import WeirEngine

/// How tests run unless threads are what they are about.
let oneThread = Execution(threads: 1)

extension Samples {
  /// [count] samples of normal numbers, with labels of [classes] classes or, for none, [width] targets.
  static func random(_ count: Int, features: Int, classes: Int? = 3, width: Int = 2, seed: Int = 1) -> Samples
  {
    let stream = RandomStream(seed: seed, purpose: .data)
    let inputs = stream.normals(0..<(count * features))
    guard let classes else {
      let targets = RandomStream(seed: seed, purpose: .data, step: 1).normals(0..<(count * width))
      return Samples(.floats(inputs), features: features, answers: .targets(targets, width: width))
    }
    let words = RandomStream(seed: seed, purpose: .data, step: 2)
    let labels = (0..<count).map { Int32(words.bits($0) % UInt32(classes)) }
    return Samples(.floats(inputs), features: features, answers: .labels(labels))
  }
}

extension Dataset {
  /// Random samples for both parts.
  static func random(
    _ count: Int, features: Int, classes: Int = 3, test: Int = 0, seed: Int = 1
  ) throws -> Dataset {
    let all = Samples.random(count + test, features: features, classes: classes, seed: seed)
    return try Dataset(
      name: "random", shape: [features], classes: classes, train: all[0..<count],
      test: all[count..<(count + test)])
  }
}

extension Network {
  /// A perceptron, sparse by an exact share of each matrix.
  static func perceptron(
    _ sizes: [Int], _ activation: any Activation = Tanh(), batchNorm: Bool = false, dropout: Float = 0,
    skip: Bool = false, density: Double = 1, seed: Int = 1
  ) throws -> Network {
    let layers = Self.perceptron(
      sizes, activation: activation, batchNorm: batchNorm, dropout: dropout, skip: skip)
    let network = try Network(layers, inputShape: [sizes[0]], seed: seed)
    return try network.sparsified(
      to: density, distribution: Uniform(), method: RandomPruning(), seed: seed)
  }

  /// The network with vectors (biases, gains, shifts) moved at random, so that none sits at its start.
  var stirred: Network {
    var network = self
    for index in parameters.indices where parameters[index].role != .weight {
      guard parameters[index].role.isTrained else { continue }
      let count = parameters[index].count
      let noise = RandomStream(seed: 3, purpose: .data, part: index).normals(0..<count)
      for place in 0..<count { network.parameters[index].values[place] += 0.3 * noise[place] }
    }
    return network
  }
}

extension Run {
  /// The run after all its steps, or up to step [target].
  func trained(to target: Int? = nil, threads: Int = 1) -> Run {
    continued(to: target, execution: Execution(threads: threads))
  }
}

/// Whether two runs have come to the same bits: network, optimizer, record, evaluation.
func same(_ a: Run, _ b: Run) -> Bool {
  a.network == b.network && a.memories == b.memories && a.record == b.record && a.steps == b.steps
    && a.evaluation == b.evaluation && a.status == b.status && a.topology == b.topology
}

extension Gradients {
  /// The gradient of a parameter, row after row.
  func numbers(_ index: Int) -> [Float] { (try? tensor(index).values) ?? [] }
}

/// The largest difference between numbers that belong together.
func distance(_ a: [Float], _ b: [Float]) -> Float {
  precondition(a.count == b.count, "as many of each")
  return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
