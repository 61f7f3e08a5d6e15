import WeirCatalog
import WeirEngine

/// `feature_maps`: what a sample becomes inside a network.
struct FeatureMaps: MeasuresNetwork {
  var subject = Subject()
  var layer = 0
  var sample = 0

  static let result: Kind? = Tensor.kind
  static let entry = Entry<FeatureMaps>(
    "feature_maps", "Gives what a layer makes of one sample: a tensor with a map for each filter.",
    details: """
      Of the training part of the data, behind the layer and the batch norm and activation that follow it, in \
      evaluation mode. `pictures` draws the maps.
      """,
    settings: subjectSettings + [
      Setting("layer", \.layer, .integer, "Which of the layers that carry weights."),
      Setting("sample", \.sample, .integer, "Which sample."),
    ],
    positional: 2,
    examples: [
      Example("feature_maps(lenet5(), glyphs(samples: 20), layer: 1).shape", prints: "[16, 8, 8]"),
      "lenet5().feature_maps(glyphs(samples: 20), sample: 3).pictures()",
    ], words: ["activations", "hidden", "channels"])

  func run(_ context: Context) throws -> Value {
    let (network, samples) = (subject.network, subject.data.train)
    return try asCall {
      try samples.check(fits: network, samples.standardLoss, classes: subject.data.classes)
      return .thing(
        try network.featureMaps(behind: layer, of: sample, in: samples, execution: context.execution))
    }
  }
}
