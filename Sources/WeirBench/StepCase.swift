import ArgumentParser

/// A training step to be measured: the same words describe it to Weir's side and to the peer.
struct StepCase: ParsableArguments {
  @Option(help: "Units of each layer, inputs first, with commas between.")
  var sizes = "784,300,100,10"

  @Option(help: "A network for images in place of sizes: resnet-20, wide_resnet-16-2 and the like.")
  var network: String?

  @Option(help: "Channels, filters and the side of the planes of a 3 x 3 convolution alone: 32,32,32.")
  var convolution: String?

  @Option(help: "The share of weights that every layer keeps.")
  var density = 0.1

  @Option(help: "Samples a step.")
  var batch = 128

  @Option(help: "Samples to draw batches from, stored as images are; 64 batches of floats if not given.")
  var samples: Int?

  @Option(help: "How the peer keeps sparse weights: masked, or csr (compressed rows).")
  var peerLayout = "masked"

  @Option(help: "The threads a step may use.")
  var threads = 1

  @Option(help: "sgd (with momentum 0.9) or adam.")
  var optimizer = "sgd"

  @Flag(help: "Batch norm after every hidden layer.")
  var batchNorm = false

  /// The units of each layer.
  var units: [Int] { sizes.split(separator: ",").compactMap { Int($0) } }

  /// The options that describe this case on a command line.
  var words: [String] {
    let options = [
      "--sizes", sizes, "--density", "\(density)", "--batch", "\(batch)", "--threads", "\(threads)",
      "--optimizer", optimizer, "--peer-layout", peerLayout,
    ]
    let others = [
      ("--network", network), ("--convolution", convolution), ("--samples", samples.map(String.init)),
    ].flatMap { name, value in
      value.map { [name, $0] } ?? []
    }
    return options + others + (batchNorm ? ["--batch-norm"] : [])
  }

  /// The case for a heading, without its threads: "784-300-100-10, density 0.1, batch 128, sgd".
  var title: String {
    if let convolution { return "3 x 3 convolution of \(convolution), density \(density), batch \(batch)" }
    let shape = network ?? units.map(String.init).joined(separator: "-")
    let norm = batchNorm ? ", batch norm" : ""
    let peer = peerLayout == "masked" ? "" : ", beside \(peerLayout)"
    return "\(shape), density \(density), batch \(batch), \(optimizer)\(norm)\(peer)"
  }

  /// The case with one thread and with two.
  var withThreads: [StepCase] {
    [1, 2].map { threads in
      var step = self
      step.threads = threads
      return step
    }
  }

  /// How a table calls [side] in this case: "weir, 2 threads".
  func label(_ side: String) -> String { "\(side), \(threads) thread\(threads == 1 ? "" : "s")" }

  func validate() throws {
    guard units.count >= 2, units.count == sizes.split(separator: ",").count, units.allSatisfy({ $0 > 0 })
    else { throw ValidationError("--sizes must be two or more counts, but is `\(sizes)`.") }
    guard density > 0, density <= 1 else {
      throw ValidationError("--density must be in 0...1 and above 0, but is \(density).")
    }
    guard ["masked", "csr"].contains(peerLayout) else {
      throw ValidationError("--peer-layout must be one of masked, csr, but is `\(peerLayout)`.")
    }
    guard samples.map({ $0 >= batch }) ?? true else {
      throw ValidationError("--samples must be at least a batch, \(batch).")
    }
    guard batch > 0, threads > 0 else { throw ValidationError("--batch and --threads must be at least 1.") }
    guard ["sgd", "adam"].contains(optimizer) else {
      throw ValidationError("--optimizer must be one of sgd, adam, but is `\(optimizer)`.")
    }
  }
}
