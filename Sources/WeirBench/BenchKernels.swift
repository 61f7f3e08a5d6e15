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
    let peak = { wk_peak_gigaflops() * Double(threads) }
    printLine(
      "kernels: Gflop/s, and share of the peak, \(fixed(peak(), 0)) at first and measured anew each round; "
        + "batch \(batch), threads \(threads)")
    var rows = [[""] + Products.kinds.flatMap { [$0.title, ""] }]
    for layer in layer {
      let sizes = try StepCase.parse(["--sizes", layer, "--batch", "\(batch)"]).units
      for density in Self.densities {
        var products = try Products(inputs: sizes[0], units: sizes[1], density: density, batch: batch)
        let execution = Execution(threads: threads)
        // By turns, since how fast a processor runs changes within seconds.
        let rounds = try Rounds(
          options.rounds,
          measure: [{ ("peak", peak()) }]
            + Products.kinds.map { kind in { (kind.name, products.gigaflops(kind, execution)) } })
        var cells: [String] = []
        for (index, kind) in Products.kinds.enumerated() {
          let (rate, share) = (median(rounds.sides[index + 1].values), rounds.ratio(ofSide: index + 1))
          try printMeasurement(
            Measurement(
              layer: layer, density: density, product: kind.name, threads: threads, gigaflops: rate,
              share_of_peak: share))
          cells += [fixed(rate, 1), "\(fixed(100 * share, 0)) %"]
        }
        rows.append(["\(sizes[0])-\(sizes[1]), density \(density)"] + cells)
      }
    }
    printTable(rows)
  }
}

/// A layer's weights, a batch in front of it, and gradients behind it.
private struct Products {
  private let weights: Parameter, bias: Buffer
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
    bias = Buffer(count: units)
    self.inputs = TiledBatch(features: inputs, count: batch)
    back = TiledBatch(features: inputs, count: batch)
    outputs = TiledBatch(features: units, count: batch)
    // Zeros would do for time, were it not for numbers so small that processors slow down on them.
    for sample in 0..<batch {
      for feature in 0..<inputs { self.inputs[sample, feature] = Float(sample % 7) - 3 }
    }
  }

  /// What is done with the weights, and how many multiply-adds for each active one and sample.
  struct Kind: Sendable {
    let name: String, title: String
    var multiplyAdds = 1.0
    let run: @Sendable (inout Products, Execution) -> Void
  }

  /// A step takes both gradients at once, in its first layer that of the weights alone; that of the input alone is wanted
  /// where gradients are differentiated, and where more weights are trained than take part.
  static let kinds = [
    Kind(name: "forward", title: "W x") { layer, execution in
      execution.product(layer.weights, bias: layer.bias, layer.inputs, into: &layer.outputs)
    },
    Kind(name: "input gradient", title: "Wᵀ d") { layer, execution in
      execution.transposedProduct(layer.weights, layer.outputs, into: &layer.back)
    },
    Kind(name: "weight gradient", title: "d xᵀ on the mask") { layer, execution in
      execution.gradient(of: layer.weights, layer.inputs, layer.outputs, &layer.gradient, &layer.scratch)
    },
    Kind(name: "both gradients", title: "both at once", multiplyAdds: 2) { layer, execution in
      execution.gradients(
        of: layer.weights, layer.inputs, layer.outputs, into: &layer.back, &layer.gradient, &layer.scratch)
    },
  ]

  /// Useful operations a second, from some 20 ms.
  mutating func gigaflops(_ kind: Kind, _ execution: Execution) -> Double {
    func seconds(_ calls: Int) -> Double {
      let clock = ContinuousClock()
      let start = clock.now
      for _ in 0..<calls { kind.run(&self, execution) }
      return (clock.now - start) / .seconds(1) / Double(calls)
    }
    _ = seconds(3)
    let time = seconds(max(3, Int(0.02 / seconds(3))))
    return 2 * kind.multiplyAdds * Double(weights.count * inputs.count) / time / 1e9
  }
}
