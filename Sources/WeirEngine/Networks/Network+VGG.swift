extension Network {
  /// The layers of a VGG (Simonyan and Zisserman 2015) for small images: stages of 3 x 3 convolutions, with max
  /// pooling between, and one dense layer on the mean of each channel, as is usual for CIFAR-10.
  ///
  /// Convolutions keep their biases in front of batch norm, as in what others count. [depth]
  /// counts the two dense layers of the original that are not there.
  public static func vgg(
    _ depth: Int, classes: Int, activation: any Activation = Relu(), batchNorm: Bool = true
  ) -> [any Layer] {
    let (early, late) = vggStages[depth] ?? (2, 2)
    let stages = zip([64, 128, 256, 512, 512], [early, early, late, late, late])
    let norm: [any Layer] = batchNorm ? [BatchNorm()] : []
    let convolutions = stages.map { filters, count in
      (0..<count).flatMap { _ -> [any Layer] in [Conv(filters)] + norm + [activation] }
    }
    return Array(convolutions.joined(separator: [MaxPool(size: 2)])) + [
      GlobalAvgPool(), Dense(units: classes),
    ]
  }

  /// Why there is no `vgg` of this depth; nil if there is.
  public static func objectionToVGG(_ depth: Int) -> String? {
    vggStages[depth] == nil ? "the depth of `vgg` must be 11, 13, 16 or 19, but is \(depth)" : nil
  }

  /// By depth, how many convolutions the first two stages have each, and the last three.
  private static let vggStages = [11: (1, 2), 13: (2, 2), 16: (2, 3), 19: (2, 4)]
}
