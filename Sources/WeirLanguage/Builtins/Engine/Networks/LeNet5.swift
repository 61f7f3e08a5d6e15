import WeirCatalog
import WeirEngine

/// `lenet5`: two convolutions and three dense layers.
struct LeNet5: ImageNetwork {
  var frame = NetworkFrame([1, 28, 28], classes: 10)
  var batchNorm = false

  static let smallestSide = 16

  static let entry = Entry<LeNet5>(
    "lenet5", "Makes LeNet-5: two convolutions with pooling, then three dense layers.",
    details: """
      Convolutions of 6 and 16 filters, 5 x 5 without padding, with 2 x 2 max pooling behind each, then 120, 84 \
      and as many units as there are classes: 44,190 weights for images of 28 x 28.
      """,
    source: "LeCun et al. 1998",
    settings: frameSettings + [
      Setting("batch_norm", \.batchNorm, .truth, "Whether to normalize in front of each activation.")
    ],
    examples: [Example("lenet5().nonzeros", prints: "44190")], words: ["lenet", "convolutional", "mnist"])

  var layers: [any Layer] {
    Network.leNet5(classes: frame.classes, activation: frame.activation, batchNorm: batchNorm)
  }
}
