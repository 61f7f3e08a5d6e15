import WeirCatalog
import WeirEngine

/// `resnet`: a residual network for small images.
struct ResNet: ImageNetwork {
  @Required var depth: Int
  var frame = NetworkFrame([3, 32, 32], classes: 10)
  var width = 16
  var batchNorm = true

  static let entry = Entry<ResNet>(
    "resnet", "Makes a residual network for small images, as 20, 32, 44, 56 or 110 layers deep.",
    details: """
      Three stages of (depth - 2) / 6 blocks, with `width`, twice and four times as many filters; each block is two \
      3 x 3 convolutions with batch norm. Where a stage narrows the image, a 1 x 1 convolution with batch norm stands \
      on the shortcut. For large images see `resnet50`.
      """,
    source: "He et al. 2016",
    settings: [
      .required("depth", \.$depth, .integer(in: 1...10_000), "How deep: 2 more than a multiple of 6.")
    ] + frameSettings + [
      Setting("width", \.width, .integer(in: 1...), "How many filters the first stage has."),
      Setting("batch_norm", \.batchNorm, .truth, "Whether to normalize behind each convolution."),
    ],
    examples: [Example("resnet(20).parameters", prints: "272474")],
    words: ["residual", "convolutional", "cifar"])

  var layers: [any Layer] {
    Network.resNet(
      depth, width: width, classes: frame.classes, activation: frame.activation, batchNorm: batchNorm)
  }

  var objection: String? { Network.objectionToResNet(depth) }
}
