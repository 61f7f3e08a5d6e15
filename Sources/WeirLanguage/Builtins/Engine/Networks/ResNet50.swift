import WeirCatalog
import WeirEngine

/// `resnet50`: a residual network for large images.
struct ResNet50: ImageNetwork {
  var frame = NetworkFrame([3, 224, 224], classes: 1000)

  static let entry = Entry<ResNet50>(
    "resnet50", "Makes ResNet-50, a residual network for large images.",
    details: """
      Four stages of 3, 4, 6 and 3 blocks, each of which narrows its channels by a 1 x 1 convolution and widens them \
      again behind a 3 x 3 one. The latter has the stride, as in torchvision: 25,557,032 parameters.
      """,
    source: "He et al. 2016", settings: frameSettings,
    examples: [Example("resnet50().nonzeros", prints: "25502912")],
    words: ["residual", "convolutional", "imagenet"])

  var layers: [any Layer] {
    Network.resNet50(classes: frame.classes, activation: frame.activation)
  }
}

/// `wide_resnet50`: the same with twice as many filters inside blocks.
struct WideResNet50: ImageNetwork {
  var frame = NetworkFrame([3, 224, 224], classes: 1000)

  static let entry = Entry<WideResNet50>(
    "wide_resnet50", "Makes Wide ResNet-50-2: ResNet-50 with twice as many filters inside its blocks.",
    details: "As torchvision has it: 68,883,240 parameters.",
    source: "Zagoruyko and Komodakis 2016", settings: frameSettings,
    examples: [Example("wide_resnet50().parameters", prints: "68883240")],
    words: ["residual", "convolutional", "imagenet"])

  var layers: [any Layer] {
    Network.resNet50(widening: 2, classes: frame.classes, activation: frame.activation)
  }
}
