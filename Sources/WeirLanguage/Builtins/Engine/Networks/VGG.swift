import WeirCatalog
import WeirEngine

/// `vgg`: stages of 3 x 3 convolutions.
struct VGG: ImageNetwork {
  @Required var depth: Int
  var frame = NetworkFrame([3, 32, 32], classes: 10)
  var batchNorm = true

  static let smallestSide = 16

  static let entry = Entry<VGG>(
    "vgg", "Makes a VGG for small images: stages of 3 x 3 convolutions with max pooling between them.",
    details: """
      The depth is 11, 13, 16 or 19, as the original counts. Instead of its three dense layers there is one, on the \
      mean of each channel, as is usual for CIFAR-10.
      """,
    source: "Simonyan and Zisserman 2015",
    settings: [.required("depth", \.$depth, .integer(in: 1...1000), "How deep: 11, 13, 16 or 19.")]
      + frameSettings + [
        Setting("batch_norm", \.batchNorm, .truth, "Whether to normalize in front of each activation.")
      ],
    examples: [Example("vgg(11).parameters", prints: "9231114")], words: ["convolutional", "cifar"])

  var layers: [any Layer] {
    Network.vgg(depth, classes: frame.classes, activation: frame.activation, batchNorm: batchNorm)
  }

  var objection: String? { Network.objectionToVGG(depth) }
}
