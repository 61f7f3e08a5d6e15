import ArgumentParser
import CWeirKernels
import WeirEngine

/// Times the products of a layer with a batch, sparse at several densities and dense.
struct BenchKernels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels", abstract: "Useful operations a second of a layer's products.")

  @OptionGroup var options: BenchOptions

  @Option(help: "Inputs and units of the layer, with a comma between; given once for each layer.")
  var layer = ["784,300", "1024,1024"]

  @Option(help: "The threads a product may use.")
  var threads = 1

  @Option(help: "Samples a batch.")
  var batch = 128

  private static let densities = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01]

  private struct Measurement: Encodable {
    var bench = "kernels"
    var layer: String
    var density: Double
    var product: String
    var threads: Int
    var gigaflops: Double
    var share_of_peak: Double
  }

  func run() throws {
    let peak = wk_peak_gigaflops() * Double(threads)
    printLine(
      "kernels: Gflop/s and share of the peak of \(fixed(peak, 0)), batch \(batch), threads \(threads)")
    var rows = [["", "W x", "", "Wᵀ d", "", "d xᵀ on the mask", "", "both gradients", ""]]
    for layer in layer {
      let sizes = try StepCase.parse(["--sizes", layer, "--batch", "\(batch)"]).units
      for density in Self.densities {
        var products = try Products(inputs: sizes[0], units: sizes[1], density: density, batch: batch)
        let rates = products.gigaflops(Execution(threads: threads), rounds: options.rounds)
        for (product, rate) in rates {
          try printMeasurement(
            Measurement(
              layer: layer, density: density, product: product, threads: threads, gigaflops: rate,
              share_of_peak: rate / peak))
        }
        let cells = rates.flatMap { [fixed($0.rate, 1), "\(fixed(100 * $0.rate / peak, 0)) %"] }
        rows.append(["\(sizes[0])-\(sizes[1]), density \(density)"] + cells)
      }
    }
    printTable(rows)
  }
}

/// A layer's weights, a batch in front of it, and gradients behind it.
private struct Products {
  private let weights: Parameter
  private var inputs: TiledBatch
  private var outputs: TiledBatch
  private var back: TiledBatch
  private var gradient = Buffer(count: 0)
  private var scratch = Buffer(count: 0)

  init(inputs: Int, units: Int, density: Double, batch: Int) throws {
    var step = try StepCase.parse(["--sizes", "\(inputs),\(units)", "--batch", "\(batch)"])
    step.density = density
    let network = Run(try step.plan()).network
    weights = network.parameters[network.weightIndices[0]]
    self.inputs = TiledBatch(features: inputs, count: batch)
    back = TiledBatch(features: inputs, count: batch)
    outputs = TiledBatch(features: units, count: batch)
    // Zeros would do for time, were it not for numbers so small that processors slow down on them.
    for sample in 0..<batch {
      for feature in 0..<inputs { self.inputs[sample, feature] = Float(sample % 7) - 3 }
    }
  }

  /// Useful operations of each product, 2 for every active weight and sample, over the median time; of both gradients
  /// together 4. A step takes both together, in its first layer that of the weights alone; that of the input alone is
  /// wanted where gradients themselves are differentiated.
  mutating func gigaflops(_ execution: Execution, rounds: Int) -> [(product: String, rate: Double)] {
    let bias = Buffer(count: weights.mask.rows)
    let work = 2 * Double(weights.count * inputs.count)
    let forward = time(rounds) { $0.forward(execution, bias) }
    let input = time(rounds) { $0.inputGradient(execution) }
    let weights = time(rounds) { $0.weightGradient(execution) }
    let both = time(rounds) { $0.bothGradients(execution) } / 2
    let times = [
      ("forward", forward), ("input gradient", input), ("weight gradient", weights), ("both gradients", both),
    ]
    return times.map { ($0, work / $1 / 1e9) }
  }

  private mutating func forward(_ execution: Execution, _ bias: Buffer) {
    execution.product(weights, bias: bias, inputs, into: &outputs)
  }

  private mutating func inputGradient(_ execution: Execution) {
    execution.transposedProduct(weights, outputs, into: &back)
  }

  private mutating func weightGradient(_ execution: Execution) {
    execution.gradient(of: weights, inputs, outputs, &gradient, &scratch)
  }

  private mutating func bothGradients(_ execution: Execution) {
    execution.gradients(of: weights, inputs, outputs, into: &back, &gradient, &scratch)
  }

  /// Median seconds of a call over [rounds] rounds of some 20 ms each.
  private mutating func time(_ rounds: Int, _ body: (inout Products) -> Void) -> Double {
    func seconds(_ calls: Int) -> Double {
      let clock = ContinuousClock()
      let start = clock.now
      for _ in 0..<calls { body(&self) }
      return (clock.now - start) / .seconds(1) / Double(calls)
    }
    _ = seconds(3)
    let calls = max(3, Int(0.02 / seconds(3)))
    return median((0..<rounds).map { _ in seconds(calls) })
  }
}
