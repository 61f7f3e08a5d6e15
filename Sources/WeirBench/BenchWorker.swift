import ArgumentParser
import Foundation
import WeirEngine

/// The command that starts Weir's side of a comparison.
let weirWorker = [program(named: "WeirBench"), "worker"]

/// Weir's side of a comparison: answers each line `run N` with a line of JSON, after N timed steps.
///
/// A step is the one a person gets: it draws the batch from shuffled samples and reads gradient flow at the
/// default interval, neither of which the peer does.
struct BenchWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "One side of a comparison.", shouldDisplay: false)

  @OptionGroup var step: StepCase

  @Flag(help: "Reads no gradient flow, which shows what reading it costs.")
  var noFlow = false

  @Option(help: "What becomes of the masks.")
  var rule = MeasuredRule.fixed

  @Option(help: "Steps of a whole training; the next one begins where it ends.")
  var length = 1_000_000_000

  func run() throws {
    Memory.returnWhatIsFreed()
    let measure = try step.convolution == nil ? training() : products()
    while let line = readLine() {
      let words = line.split(separator: " ")
      guard words.count == 2, words[0] == "run", let steps = Int(words[1]), steps > 0 else {
        throw ValidationError("expected `run N`, found `\(line)`.")
      }
      let elapsed = try measure(steps)
      try printMeasurement(
        Answer(
          name: noFlow ? "weir, no flow read" : "weir", threads: step.threads,
          millisecondsPerStep: elapsed / .milliseconds(1) / Double(steps),
          peakBytes: ProcessMemory.peak, residentBytes: ProcessMemory.resident))
    }
  }

  /// Runs so many steps of a training, and says how long they took. One more goes first, or one of them at the end of
  /// a training: when it is taken up again it makes its workspace, and copies what the one before still holds.
  private func training() throws -> (_ steps: Int) throws -> Duration {
    let execution = Execution(threads: step.threads)
    var training = Run(try step.plan(readsFlow: !noFlow, rule, steps: length))
    return { steps in
      if training.status == .finished { training = Run(training.plan) }
      let first = training.steps + 1, goal = min(first + steps, training.plan.steps)
      let clock = ContinuousClock()
      var (begin, end) = (clock.now, clock.now)
      training = training.continued(to: goal, execution: execution) { progress in
        end = clock.now
        if progress.step == first { begin = end }
      }
      guard training.steps == goal, goal > first else { throw ValidationError("the training ended early.") }
      return (end - begin) / Double(goal - first) * Double(steps)
    }
  }

  /// Runs the three products of a convolution so many times.
  private func products() throws -> (_ steps: Int) throws -> Duration {
    var products = try ConvolutionProducts(step)
    return { steps in ContinuousClock().measure { for _ in 0..<steps { products.run() } } }
  }
}

extension StepCase {
  /// What Weir's side trains: a perceptron with relu on numbers drawn at random, as the peer does.
  func plan(readsFlow: Bool = false, _ masks: MeasuredRule = .fixed, steps: Int = 1_000_000_000) throws
    -> TrainingPlan
  {
    let (shape, layers) = try layers()
    var network = try Network(layers, inputShape: shape)
    if density < 1 {
      network = try network.sparsified(
        to: density, distribution: Uniform(), method: RandomPruning(), seed: 1)
    }
    var sgd = SGD()
    sgd.learningRate = 0.01
    sgd.momentum = 0.9
    let rule: any Optimizer = optimizer == "adam" ? Adam() : sgd
    let (data, length) = (try noise(network), TrainingPlan.Length.steps(steps))
    return try TrainingPlan(
      network: network, data: data, optimizer: rule, sparsity: masks.rule(density: density, steps: steps),
      batch: batch, length: length, flowInterval: readsFlow ? TrainingPlan.standardFlowInterval : nil)
  }

  /// The shape of a sample, and the layers behind it.
  private func layers() throws -> (shape: [Int], layers: [any Layer]) {
    guard let network else {
      return (
        [units[0]], Network.perceptron(units, activation: Relu(), batchNorm: batchNorm, dropout: 0)
      )
    }
    let words = network.split(separator: "-").map(String.init)
    let numbers = words.dropFirst().compactMap { Int($0) }
    switch (words.first, numbers.count) {
    case ("resnet", 1): return ([3, 32, 32], Network.resNet(numbers[0], classes: 10))
    case ("wide_resnet", 2): return ([3, 32, 32], Network.wideResNet(numbers[0], numbers[1], classes: 10))
    default:
      throw ValidationError("--network must be resnet-20, wide_resnet-16-2 or the like, but is `\(network)`.")
    }
  }

  /// Some batches of noise, or as many samples as were asked for, as bytes; the same every time.
  private func noise(_ network: Network) throws -> Dataset {
    let (features, classes) = (network.inputs, network.outputs)
    // Of images fewer, for each is as large as many vectors.
    let count = samples ?? (network.inputShape.count > 1 ? 8 : 64) * batch
    var state: UInt32 = 1
    func draw() -> UInt32 {
      state = state &* 1_664_525 &+ 1_013_904_223
      return state >> 8
    }
    let inputs =
      samples == nil
      ? Samples.Storage.floats((0..<count * features).map { _ in Float(draw()) / Float(1 << 24) })
      : .bytes((0..<count * features).map { _ in UInt8(truncatingIfNeeded: draw() >> 16) })
    let labels = (0..<count).map { _ in Int32(draw() % UInt32(classes)) }
    let scale: Float = samples == nil ? 1 : 1 / 255
    let train = Samples(inputs, features: features, scale: [scale], answers: .labels(labels))
    return try Dataset(
      name: "noise", shape: network.inputShape, classes: classes, train: train, test: train[0..<0])
  }
}
