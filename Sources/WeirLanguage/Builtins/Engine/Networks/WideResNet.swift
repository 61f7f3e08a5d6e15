import WeirCatalog
import WeirEngine

/// `wide_resnet`: a residual network for small images with many filters.
struct WideResNet: ImageNetwork {
  @Required var depth: Int
  @Required var widening: Int
  var frame = NetworkFrame([3, 32, 32], classes: 10)
  var dropout: Float = 0

  static let entry = Entry<WideResNet>(
    "wide_resnet", "Makes a wide residual network for small images, as in wide_resnet(28, 10).",
    details: """
      Three stages of (depth - 4) / 6 blocks, with 16, 32 and 64 times `widening` filters; each block is two 3 x 3 \
      convolutions, with batch norm and activation in front of each. Where the number of channels changes, a 1 x 1 \
      convolution stands on the shortcut. For large images see `wide_resnet50`.
      """,
    source: "Zagoruyko and Komodakis 2016",
    settings: [
      .required("depth", \.$depth, .integer(in: 1...10_000), "How deep: 4 more than a multiple of 6."),
      .required("widening", \.$widening, .integer(in: 1...1000), "How many times as wide as a thin one."),
    ] + frameSettings + [
      Setting(
        "dropout", \.dropout, .number(in: 0...0.99),
        "Probability that a feature between the convolutions of a block is dropped.")
    ],
    examples: [Example("wide_resnet(16, 2).parameters", prints: "691674")],
    words: ["wrn", "residual", "convolutional", "cifar"])

  var layers: [any Layer] {
    Network.wideResNet(
      depth, widening, classes: frame.classes, activation: frame.activation, dropout: dropout)
  }

  var objection: String? { Network.objectionToWideResNet(depth) }
}
