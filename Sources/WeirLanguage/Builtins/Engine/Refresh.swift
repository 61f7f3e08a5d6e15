import WeirCatalog
import WeirEngine

/// `refresh`: statistics of batch norm that belong to the weights.
struct Refresh: MeasuresNetwork {
  var subject = Subject()

  static let result: Kind? = Network.kind
  static let entry = Entry<Refresh>(
    "refresh", "Computes the running averages of batch norm anew, over the training part of data.",
    details: """
      Exact mean and unbiased variance over all samples, layer by layer; what the averages were before has no \
      part in them. Weights that were averaged, mixed or pruned need this, since averages kept from training \
      belong to other weights. A network without batch norm stays as it is.
      """,
    source: "Garipov et al. 2018; Izmailov et al. 2018",
    settings: subjectSettings,
    examples: [
      Example(
        """
        net = network([batch_norm], input: [1])
        data = dataset(inputs: [[8], [12]], targets: [[0], [0]])
        [round(y[0], digits: 3) for y in predict(net.refresh(data), data).values]
        """, prints: "[-0.707, 0.707]")
    ], words: ["batch norm", "statistics", "recalibrate", "running", "update"])

  func run(_ context: Context) throws -> Value {
    let (network, data) = (subject.network, subject.data)
    return try asCall {
      try data.train.check(fits: network, data.train.standardLoss, classes: data.classes)
      return .thing(
        try network.refreshed(
          on: data.train, execution: context.execution, cancellation: context.cancellation))
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkFit(network: "network", data: "data")
    return call.sizes(of: "network")
  }
}
